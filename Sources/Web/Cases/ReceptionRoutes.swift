import Domain
import Hummingbird
import Interop
import Operations
import Pages
import Phrasebook
import RegulationEngine
import Storage

extension SitePath {
    static let newComplaint = SitePath("/complaints/new")
}

/// The desk at which reports come in.
struct ReceptionRoutes: Sendable {
    let site: Site

    func add(to router: Router<Visit>) {
        router.get(SitePath.newComplaint.route, use: show)
        router.post(SitePath.complaints.route, use: receive)
    }

    @Sendable private func show(_ request: Request, _ visit: Visit) async throws -> Response {
        let query = try request.query
        let words = String((query["q"] ?? "").trimmed.prefix(100))
        let (party, unit): (PartyID?, UnitID?) = (query.id("party"), query.id("unit"))
        let found = words.isEmpty ? nil : try await site.work(visit) { try People($0).search(words, $1) }
        let desk = try await site.work(visit) { try CaseReception($0).desk(unit: unit, party: party, $1) }
        return page(request, visit, desk, found: found, words: words)
    }

    @Sendable private func receive(_ request: Request, _ visit: Visit) async throws -> Response {
        let form = visit.form
        do {
            let id = try await site.work(visit) { premises, context in
                let report = try ReceptionForm(form).report(context)
                return try CaseReception(premises).receive(report, key: form.text("requestKey") ?? "", context)
            }
            return Response.seeOther(Address.complaint(id.description)).saying(Flash(.ok, "flash.caseReceived"), SiteCookies(site, request, visit))
        } catch {
            let findings = try Refusal.findings(in: error)
            let desk = try await site.work(visit) { try CaseReception($0).desk(unit: form.id("unit"), party: form.id("party"), $1) }
            return page(request, visit, desk, errors: findings)
        }
    }

    private func page(
        _ request: Request, _ visit: Visit, _ desk: CaseReception.Desk, found: Found? = nil, words: String = "", errors: [Finding] = []
    ) -> Response {
        let key = visit.form.text("requestKey") ?? site.token()
        return site.page(request, visit, status: errors.isEmpty ? .ok : .unprocessableContent) { chrome in
            let map = ReceptionMap(chrome: chrome, lines: Lines(chrome, site, visit), desk: desk, typed: visit.form)
            return ReceptionPage.render(map.model(found: found, words: words, key: key, errors: errors), chrome)
        }
    }
}

/// What was typed at the desk.
struct ReceptionForm {
    let form: Form

    init(_ form: Form) { self.form = form }

    /// - Throws: `Refusal.invalid` where a field cannot be read at all.
    func report(_ context: Context) throws -> CaseReception.Report {
        guard let unit: UnitID = form.id("unit") else { throw Refusal.missing("unit") }
        guard let way: CaseReception.Way = form.code("way") else { throw Refusal.missing("way") }
        var report = CaseReception.Report(unit: unit, kind: form.text("class") ?? "", way: way, text: form["text"] ?? "", reporter: reporter)
        (report.category, report.severity, report.isOral) = (form.text("category"), form.text("severity"), form["oral"] != nil)
        (report.requestedBy, report.occurredAt) = (form.moment("requestedBy", in: context.zone), form.moment("occurredAt", in: context.zone))
        report.respondentUnits = form.ids("departments")
        return report
    }

    private var reporter: CaseReception.Reporter {
        if let party: PartyID = form.id("party") { return .known(party) }
        if form["anonymous"] != nil { return .nobody }
        let phones = form.text("phone").map { [PhoneDraft(number: $0.filter { $0.isNumber || $0 == "+" || $0 == "-" }, relation: "self")] } ?? []
        return .new(PartyDraft(name: form.text("name") ?? "", number: form.text("number"), kind: form.code("partyKind") ?? .household, phones: phones.filter { !$0.number.isEmpty }))
    }
}

/// Between the desk and its page.
struct ReceptionMap {
    let chrome: PageChrome
    let lines: Lines
    let desk: CaseReception.Desk
    let typed: Form

    private var p: Phrases { chrome.phrases }

    func model(found: Found?, words: String, key: String, errors: [Finding]) -> ReceptionPage.Model {
        var values = Dictionary(typed.fields.map { ($0.name, $0.value) }, uniquingKeysWith: { a, _ in a })
        values["unit"] = values["unit"] ?? desk.unit?.description
        return ReceptionPage.Model(
            query: words, hits: found.map { $0.hits.prefix(8).map(hit) }, person: person, units: desk.units.map { Choice($0.id.description, $0.name) },
            kinds: desk.kinds.map(choice), ways: CaseReception.Way.allCases.map { Choice($0.rawValue, p(PhraseKey("way." + $0.rawValue))) },
            categories: desk.categories.map(choice), severities: desk.severities.map(choice), departments: desk.departments.map { Choice($0.id.description, $0.name) },
            acceptsAnonymous: desk.acceptsAnonymous, guides: desk.guidance.map(guide), typed: values, chosenDepartments: Set(typed.all("departments")), requestKey: key,
            errors: errors.map { FieldError($0.place.path ?? "text", p.sentence($0)) })
    }

    private func choice(_ code: CodeDefinition) -> Choice { Choice(code.code, code.title.text(in: p.language)) }

    private func hit(_ hit: People.Hit) -> ReceptionPage.Hit {
        let details = [hit.party.number ?? "", hit.maskedPhone ?? ""].filter { !$0.isEmpty } + hit.unitNames
        return ReceptionPage.Hit(hit.party.name, details: details, address: Address.query("/complaints/new", [("party", hit.party.id.description)]))
    }

    private var person: ReceptionPage.Person? {
        desk.party.map { party in
            let open = desk.open.map { row in
                let title = row.summary.map { String($0.prefix(40)) } ?? lines.code(row.file.kind, of: "class", in: "feedbackReceived")
                return ReceptionPage.LabelledLink(title, detail: row.file.number, address: Address.complaint(row.file.id.description))
            }
            return ReceptionPage.Person(id: party.id.description, name: party.name, phone: desk.maskedPhone, open: open)
        }
    }

    private func guide(_ guide: Guidance) -> ReceptionPage.Guide {
        let moment: ReceptionPage.Guide.Moment =
            switch guide.moment {
            case .say, .script: .say
            case .never: .never
            case .before: .before
            }
        return ReceptionPage.Guide(moment, guide.text.text(in: p.language))
    }
}
