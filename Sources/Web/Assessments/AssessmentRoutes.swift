import Domain
import Hummingbird
import Interop
import Operations
import Pages
import Phrasebook
import RegulationEngine
import Storage

extension SitePath {
    static let assessments = SitePath("/assessments")
    static let assessmentRows = SitePath("/assessments/rows.csv")
    static let assessmentWorkbook = SitePath("/assessments/rows.xlsx")
    static let assessmentsPrint = SitePath("/assessments/print")
    static let assessment = SitePath("/assessments/{id}")
    static let assessmentNotice = SitePath("/assessments/{id}/notice")
    static let assessmentAcceptance = SitePath("/assessments/{id}/acceptance")
    static let assessmentObjection = SitePath("/assessments/{id}/objection")
    static let assessmentHearing = SitePath("/assessments/{id}/hearing")
    static let assessmentDecision = SitePath("/assessments/{id}/decision")
    static let assessmentCorrections = SitePath("/assessments/{id}/corrections")
}

/// Assessments: their register, one with its evidence, and the steps to its decision.
struct AssessmentRoutes: Sendable {
    let site: Site

    func add(to router: Router<Visit>) {
        router.get(SitePath.assessments.route, use: list)
        router.get(SitePath.assessmentRows.route) { request, visit in try await download(visit, .csv) }
        router.get(SitePath.assessmentWorkbook.route) { request, visit in try await download(visit, .workbook) }
        router.get(SitePath.assessmentsPrint.route, use: printed)
        router.get(SitePath.assessment.route) { request, visit in try await page(request, visit, errors: []) }
        router.post(SitePath.assessmentNotice.route, use: tell)
        router.post(SitePath.assessmentAcceptance.route, use: accept)
        router.post(SitePath.assessmentObjection.route, use: object)
        router.post(SitePath.assessmentHearing.route, use: hear)
        router.post(SitePath.assessmentDecision.route, use: decide)
        router.post(SitePath.assessmentCorrections.route, use: correct)
    }

    // MARK: The register

    @Sendable private func list(_ request: Request, _ visit: Visit) async throws -> Response {
        let before = try request.query.text("before").flatMap { DutyID($0) }
        let page = try await site.work(visit) { try Assessing($0).page(before: before, $1) }
        return site.page(request, visit) { chrome in
            let turn = PageTurn(
                next: page.next.map { Address.query(SitePath.assessments.address(), [("before", $0.description)]) },
                first: before == nil ? nil : SitePath.assessments.address())
            return AssessmentsPage.render(AssessmentsPage.Model(lines: page.items.map(map(chrome, visit).line), turn: turn), chrome)
        }
    }

    /// At most so many lines go on paper.
    private static let printedLines = 500

    @Sendable private func printed(_ request: Request, _ visit: Visit) async throws -> Response {
        let page = try await site.work(visit) { try Assessing($0).page(limit: Self.printedLines, $1) }
        return site.page(request, visit) { chrome in
            PrintedAssessmentsPage.render(page.items.map(map(chrome, visit).line), organisation: visit.visitor?.organisation.name ?? "", chrome)
        }
    }

    private func download(_ visit: Visit, _ format: TableFormat) async throws -> Response {
        let phrases = site.phrases.phrases(in: visit.manners.language)
        let table = TableDownload(
            site: site, visit: visit, name: "assessments", sheet: phrases("assessment.register"), columns: AssessmentTable.columns(phrases))
        return try await table.response(as: format) { premises, context, after in
            let page = try Assessing(premises).page(before: after, limit: 500, context)
            return (rows: page.items.map { AssessmentTable.row($0, phrases) }, next: page.next)
        }
    }

    private func map(_ chrome: PageChrome, _ visit: Visit) -> AssessmentMap { AssessmentMap(chrome: chrome, lines: Lines(chrome, site, visit)) }

    // MARK: One

    private func page(_ request: Request, _ visit: Visit, errors: [Finding]) async throws -> Response {
        let id: DutyID = try visit.id()
        let view = try await site.work(visit) { try Assessing($0).view(id, $1) }
        return site.page(request, visit, status: errors.isEmpty ? .ok : .unprocessableContent) { chrome in
            AssessmentPage.render(map(chrome, visit).page(view, errors: errors), chrome)
        }
    }

    @Sendable private func tell(_ request: Request, _ visit: Visit) async throws -> Response {
        try await change(request, visit, saying: "flash.assessmentTold") { try $0.tell($1, $2) }
    }

    @Sendable private func accept(_ request: Request, _ visit: Visit) async throws -> Response {
        try await change(request, visit, saying: "flash.assessmentAccepted") { try $0.accept($1, $2) }
    }

    @Sendable private func object(_ request: Request, _ visit: Visit) async throws -> Response {
        let reason = visit.form["reason"] ?? ""
        return try await change(request, visit, saying: "flash.assessmentObjected") { try $0.object($1, reason: reason, $2) }
    }

    @Sendable private func hear(_ request: Request, _ visit: Visit) async throws -> Response {
        let (verdict, reason) = (visit.form["verdict"], visit.form["reason"] ?? "")
        return try await change(request, visit, saying: "flash.assessmentHeard") {
            guard verdict == "upheld" || verdict == "dismissed" else { throw Refusal.missing("verdict") }
            try $0.hear($1, isUpheld: verdict == "upheld", reason: reason, $2)
        }
    }

    @Sendable private func decide(_ request: Request, _ visit: Visit) async throws -> Response {
        let form = visit.form
        return try await change(request, visit, saying: "flash.decided") {
            guard let option = form.text("option") else { throw Refusal.missing("option") }
            try $0.decide($1, option: option, reason: form["reason"] ?? "", $2)
        }
    }

    @Sendable private func correct(_ request: Request, _ visit: Visit) async throws -> Response {
        let text = visit.form["text"] ?? ""
        return try await change(request, visit, saying: "flash.assessmentCorrected") { try $0.correct($1, text: text, $2) }
    }

    private func change(
        _ request: Request, _ visit: Visit, saying key: PhraseKey, _ act: @escaping @Sendable (Assessing, DutyID, Context) throws -> Void
    ) async throws -> Response {
        let id: DutyID = try visit.id()
        do {
            try await site.work(visit) { try act(Assessing($0), id, $1) }
        } catch {
            return try await page(request, visit, errors: Refusal.findings(in: error))
        }
        return Response.seeOther(Address.assessment(id.description)).saying(Flash(.ok, key), SiteCookies(site, request, visit))
    }
}
