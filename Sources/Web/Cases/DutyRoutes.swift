import Domain
import Hummingbird
import Operations
import Pages
import Phrasebook
import RegulationEngine
import Storage

extension SitePath {
    static let duties = SitePath("/duties")
    static let duty = SitePath("/duties/{id}")
    static let dutyProduct = SitePath("/duties/{id}/product")
    static let dutyReview = SitePath("/duties/{id}/review")
    static let dutyDecision = SitePath("/duties/{id}/decision")
}

/// Duties that results bring about: analyses with their review and decision, consents, rectifications.
struct DutyRoutes: Sendable {
    let site: Site

    func add(to router: Router<Visit>) {
        router.get(SitePath.duties.route, use: list)
        router.get(SitePath.duty.route, use: show)
        router.post(SitePath.dutyProduct.route, use: handIn)
        router.post(SitePath.dutyReview.route, use: review)
        router.post(SitePath.dutyDecision.route, use: decide)
    }

    @Sendable private func list(_ request: Request, _ visit: Visit) async throws -> Response {
        let query = try request.query
        let (isOpen, after) = (query["show"] != "done", query.id("after", Duty.self))
        let page = try await site.work(visit) { try Duties($0).page(isOpen: isOpen, beyond: after, $1) }
        return site.page(request, visit) { chrome in DutiesPage.render(DutyMap(chrome: chrome, lines: Lines(chrome, site, visit)).list(page, isOpen: isOpen, isFirst: after == nil), chrome) }
    }

    @Sendable private func show(_ request: Request, _ visit: Visit) async throws -> Response { try await page(request, visit, errors: []) }

    private func page(_ request: Request, _ visit: Visit, errors: [Finding]) async throws -> Response {
        let id: DutyID = try visit.id()
        let view = try await site.work(visit) { try Duties($0).view(id, $1) }
        // What figures propose is told, objected to and decided on a page of its own.
        if view.assessment != nil { return Response.seeOther(Address.assessment(id.description)) }
        return site.page(request, visit, status: errors.isEmpty ? .ok : .unprocessableContent) { chrome in
            DutyPage.render(DutyMap(chrome: chrome, lines: Lines(chrome, site, visit)).page(view, errors: errors), chrome)
        }
    }

    @Sendable private func handIn(_ request: Request, _ visit: Visit) async throws -> Response {
        let form = visit.form
        return try await change(request, visit, saying: "flash.handedIn") {
            try $0.handIn($1, findings: form["findings"] ?? "", measures: form.text("measures"), $2)
        }
    }

    @Sendable private func review(_ request: Request, _ visit: Visit) async throws -> Response {
        let form = visit.form
        let isAccepted = form["verdict"] == "accept"
        return try await change(request, visit, saying: isAccepted ? "flash.dutyAccepted" : "flash.givenBack") {
            try $0.review($1, comment: form.text("comment"), isAccepted: isAccepted, $2)
        }
    }

    @Sendable private func decide(_ request: Request, _ visit: Visit) async throws -> Response {
        let form = visit.form
        return try await change(request, visit, saying: "flash.decided") {
            guard let option = form.text("option") else { throw Refusal.missing("option") }
            try $0.decide($1, option: option, reason: form["reason"] ?? "", $2)
        }
    }

    private func change(
        _ request: Request, _ visit: Visit, saying key: PhraseKey, _ act: @escaping @Sendable (Duties, DutyID, Context) throws -> Void
    ) async throws -> Response {
        let id: DutyID = try visit.id()
        do {
            try await site.work(visit) { try act(Duties($0), id, $1) }
        } catch {
            return try await page(request, visit, errors: Refusal.findings(in: error))
        }
        return Response.seeOther(Address.duty(id.description)).saying(Flash(.ok, key), SiteCookies(site, request, visit))
    }
}

/// Between the pages of duties and their use case.
struct DutyMap {
    let chrome: PageChrome
    let lines: Lines

    private var p: Phrases { chrome.phrases }
    private var language: Language { p.language }

    func list(_ page: Duties.Page, isOpen: Bool, isFirst: Bool) -> DutiesPage.Model {
        let here = isOpen ? nil : "done"
        let next = page.next.map { Address.query("/duties", [("show", here), ("after", $0.description)]) }
        return DutiesPage.Model(
            showsDone: !isOpen, lines: page.items.map(line), turn: PageTurn(next: next, first: isFirst ? nil : Address.query("/duties", [("show", here)])))
    }

    private func line(_ item: Duties.Item) -> DutiesPage.Line {
        DutiesPage.Line(
            id: item.row.duty.id.description, title: title(item.row.title, item.row.duty.kind), about: item.partyName ?? "", owner: item.ownerName ?? item.row.duty.role,
            unit: item.unitName, state: state(item.row.duty.state), due: item.row.duty.due)
    }

    private func title(_ given: LocalizedText, _ kind: String) -> String {
        let text = given.text(in: language)
        return text.isEmpty ? p(PhraseKey("duty.kind." + kind)) : text
    }

    private func state(_ state: Duty.State) -> DutyState {
        switch state {
        case .open: .open
        case .handedIn: .handedIn
        case .reviewed: .reviewed
        case .decided: .decided
        case .closed: .closed
        case .withdrawn: .withdrawn
        }
    }

    func page(_ view: Duties.View, errors: [Finding]) -> DutyPage.Model {
        let row = view.item.row
        let about = row.followUp.map { Address.explanation(of: $0.description) } ?? view.plan.map { Address.plan(String($0)) }
        let facts = [LabelledText(p("complaints.unit"), view.item.unitName), LabelledText(p("console.assignee"), view.item.ownerName ?? row.duty.role)]
            + (view.item.partyName.map { [LabelledText(p("queue.who"), $0)] } ?? []) + (row.clauses.isEmpty ? [] : [LabelledText(p("explain.clauses"), row.clauses.joined(separator: ", "))])
        let source = [TimelineEntry(.created, p("duty.source"), at: row.openedAt, address: about)]
        return DutyPage.Model(
            id: row.duty.id.description, title: title(row.title, row.duty.kind), state: state(row.duty.state), due: row.duty.due,
            because: p(PhraseKey("duty.because." + (view.plan == nil ? row.duty.kind : "visitPlan"))), evidence: view.evidence.reversed().map(evidence) + source, facts: facts, findings: row.body,
            measures: row.measures, history: history(view), next: next(view), errors: errors.map { FieldError($0.place.path ?? "", p.sentence($0)) })
    }

    private func evidence(_ event: Event) -> TimelineEntry {
        let codes = ["category", "trade"].compactMap { name in event.attributes[name]?.text.map { lines.code($0, of: name, in: event.kind) } }
        return TimelineEntry(
            .complaint, lines.event(event.kind), at: event.occurredAt, detail: codes.first, quote: event.attributes["text"]?.text, address: Address.event(event.id.description))
    }

    private func history(_ view: Duties.View) -> [TimelineEntry] {
        let row = view.item.row
        let option = row.decision.map { code in view.options.first { $0.code == code }.map(optionTitle) ?? code }
        let decided = row.decidedAt.map { TimelineEntry(.done, p("duties.stateDecided"), at: $0, detail: [view.decidedName, option].compactMap { $0 }.joined(separator: " "), quote: row.decisionReason) }
        let reviewed = row.reviewedAt.map { TimelineEntry(.review, p("duties.review"), at: $0, detail: view.reviewedName, quote: row.reviewComment) }
        let handedIn = row.handedInAt.map { TimelineEntry(.note, p("duties.handIn"), at: $0, detail: view.handedInName) }
        return [decided, reviewed, handedIn].compactMap { $0 }
    }

    private func next(_ view: Duties.View) -> DutyPage.Step {
        if view.item.mayHandIn { return .handIn }
        if view.item.mayReview { return .review }
        if view.item.mayDecide { return .decide(question: question(view), options: view.options.map { Choice($0.code, optionTitle($0)) }) }
        return .none(waiting(view.item.row))
    }

    private func question(_ view: Duties.View) -> String {
        view.decisionTitle?.text(in: language) ?? p(PhraseKey("decision." + (view.item.row.question ?? "")))
    }

    private func optionTitle(_ option: CodeDefinition) -> String {
        let text = option.title.text(in: language)
        return text.isEmpty ? p(PhraseKey("decision.option." + option.code)) : text
    }

    private func waiting(_ row: DutyRows.Row) -> String {
        switch row.duty.state {
        case .open: p("duty.waitsForOwner", ["role": .text(row.duty.role)])
        case .handedIn: p("duty.waitsForReview", ["role": .text(row.reviewerRole ?? "")])
        case .reviewed: p("duty.waitsForDecision", ["role": .text(row.deciderRole ?? "")])
        case .decided, .closed, .withdrawn: p("duty.over")
        }
    }
}
