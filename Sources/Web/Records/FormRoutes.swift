import Domain
import Hummingbird
import Operations
import Pages
import Phrasebook
import Storage

extension SitePath {
    static let blankForm = SitePath("/forms/{regulation}/{form}/print")
    static let followUpForm = SitePath("/follow-ups/{id}/form")
    static let caseForm = SitePath("/complaints/{id}/forms/{form}")
}

/// Empty forms on paper: for nobody in particular, for one follow-up, and for one case.
struct FormRoutes: Sendable {
    let site: Site

    func add(to router: Router<Visit>) {
        router.get(SitePath.blankForm.route, use: blank)
        router.get(SitePath.followUpForm.route, use: ofFollowUp)
        router.get(SitePath.caseForm.route, use: ofCase)
    }

    @Sendable private func blank(_ request: Request, _ visit: Visit) async throws -> Response {
        let (adoption, form): (AdoptionID, String) = (try visit.id("regulation"), try visit.name("form"))
        let sheet = try await site.work(visit) { try PrintedForms($0).blank(form, of: adoption, $1) }
        return page(request, visit, sheet)
    }

    @Sendable private func ofFollowUp(_ request: Request, _ visit: Visit) async throws -> Response {
        let id: FollowUpID = try visit.id()
        let sheet = try await site.work(visit) { try PrintedForms($0).blank(for: id, $1) }
        return page(request, visit, sheet)
    }

    @Sendable private func ofCase(_ request: Request, _ visit: Visit) async throws -> Response {
        let (id, form): (CaseFileID, String) = (try visit.id(), try visit.name("form"))
        let sheet = try await site.work(visit) { try PrintedForms($0).blank(form, for: id, $1) }
        return page(request, visit, sheet)
    }

    private func page(_ request: Request, _ visit: Visit, _ sheet: PrintedForms.Sheet) -> Response {
        site.page(request, visit) { chrome in
            PrintedRecordPage.render(BlankFormMap(sheet: sheet, lines: Lines(chrome, site, visit), visitor: visit.visitor).model, chrome)
        }
    }
}

/// A form with room to write.
struct BlankFormMap {
    let sheet: PrintedForms.Sheet
    let lines: Lines
    let visitor: Visitor?

    private var p: Phrases { lines.chrome.phrases }
    private var language: Language { lines.language }
    private var words: RegisterWords { RegisterWords(lines) }

    var model: PrintedRecordPage.Model {
        PrintedRecordPage.Model(
            organisation: visitor?.organisation.name ?? "", title: sheet.form.title.text(in: language),
            formNumber: sheet.form.code ?? "\(sheet.regulation)-\(sheet.form.id)-\(sheet.editionNumber)", recordNumber: "", head: words.rows(sheet.head),
            answers: sheet.form.fields.filter { $0.kind != .given }.map { ($0.label.text(in: language), answer($0)) },
            blocks: sheet.reviewers.map { LabelledText(p("print.reviewOf", ["role": .text($0.text(in: language))]), "") },
            signatures: signatures, printedBy: visitor?.context.actor.name ?? "", printedAt: lines.chrome.now,
            note: sheet.form.note?.text(in: language), back: back)
    }

    private var back: String {
        if let followUp = sheet.followUp { return Address.followUp(followUp.description) }
        return sheet.caseFile.map { Address.complaint($0.description) } ?? Address.path("registers")
    }

    private func answer(_ field: FormField) -> PrintedRecordPage.Answer {
        if !field.options.isEmpty { return .boxes(field.options.map { ($0.label.text(in: language), false) }) }
        switch field.kind {
        case .flag: return .boxes([(p("console.yes"), false), (p("console.no"), false)])
        case .longText: return .lines(field.lines ?? 3)
        default: return .lines(field.lines ?? 1)
        }
    }

    private var signatures: [PrintedSignature] {
        // Whoever answers for a case fills in and signs its forms.
        if sheet.caseFile != nil { return [PrintedSignature(p("registerColumn.owner"))] }
        let signers = sheet.signers.isEmpty ? ["followUpStaff"] : sheet.signers
        return signers.map { PrintedSignature(lines.chrome.words.word("signer", $0)) } + sheet.reviewers.map { PrintedSignature($0.text(in: language)) }
    }
}
