import Domain
import HTTPTypes
import Hummingbird
import Operations
import Pages
import Phrasebook
import Storage

extension SitePath {
    static let contacts = SitePath("/follow-ups/{id}/contacts")
    static let draft = SitePath("/follow-ups/{id}/draft")
    static let draftRemoval = SitePath("/follow-ups/{id}/draft/removal")
    static let revelations = SitePath("/follow-ups/{id}/phone-revelations")
}

/// The call console: one contact.
struct ConsoleRoutes: Sendable {
    let site: Site

    func add(to router: Router<Visit>) {
        router.get(SitePath.followUp.route, use: show)
        router.post(SitePath.contacts.route, use: record)
        router.put(SitePath.draft.route, use: saveDraft)
        router.get(SitePath.draft.route, use: compare)
        router.post(SitePath.draftRemoval.route, use: dropDraft)
        router.post(SitePath.revelations.route, use: reveal)
    }

    @Sendable private func show(_ request: Request, _ visit: Visit) async throws -> Response {
        try await console(request, visit, try visit.id())
    }

    @Sendable private func record(_ request: Request, _ visit: Visit) async throws -> Response {
        let (id, form): (FollowUpID, Form) = (try visit.id(), visit.form)
        do {
            let outcome = try await site.work(visit) { premises, context in
                let desk = Recording(premises)
                let input = try ContactForm(form: form, view: desk.console(id, context), zone: context.zone).input(of: id)
                return try desk.record(input, context)
            }
            if !outcome.isRepeated { site.metrics.count("contacts_recorded") }
            let next = form.isOn("next") ? try await mostUrgent(visit) : nil
            let response = Response.seeOther(next.map { Address.followUp($0.description) } ?? SitePath.followUps.address())
            return response.saying(ContactFlash.of(outcome), SiteCookies(site, request, visit))
        } catch let refusal as Refusal where Self.isClash(refusal) {
            return try await clash(request, visit, id, refusal)
        } catch {
            let findings = try Refusal.findings(in: error)
            return try await console(request, visit, id, entered: form, findings: findings, status: .unprocessableContent)
        }
    }

    private static let draftBase = HTTPField.Name("X-Draft-Base")!

    private static func isClash(_ refusal: Refusal) -> Bool {
        switch refusal {
        case .conflict(code: "followUp.held", _, _), .conflict(code: "followUp.meanwhile", _, _), .state(code: "followUp.settled"): true
        default: false
        }
    }

    /// Somebody else was quicker: what was entered is kept as a draft and shown beside what was recorded.
    private func clash(_ request: Request, _ visit: Visit, _ id: FollowUpID, _ refusal: Refusal) async throws -> Response {
        let (form, text) = (visit.form, try DraftText.of(visit.form))
        let view = try await site.work(visit) { premises, context in
            try Recording(premises).saveDraft(text, for: id, context)
            return try Recording(premises).clash(id, context)
        }
        return site.page(request, visit, status: .conflict) { chrome in
            ClashPage.render(ClashMap(view: view, form: form, lines: Lines(chrome, site, visit)).model(refusal), chrome)
        }
    }

    /// The same page later, from the draft that was kept.
    @Sendable private func compare(_ request: Request, _ visit: Visit) async throws -> Response {
        let id: FollowUpID = try visit.id()
        let view = try await site.work(visit) { try Recording($0).clash(id, $1) }
        guard let draft = view.console.draft else { return .seeOther(Address.followUp(id.description)) }
        return site.page(request, visit) { chrome in
            ClashPage.render(ClashMap(view: view, form: DraftText.form(draft), lines: Lines(chrome, site, visit)).model(nil), chrome)
        }
    }

    @Sendable private func dropDraft(_ request: Request, _ visit: Visit) async throws -> Response {
        let id: FollowUpID = try visit.id()
        try await site.work(visit) { try Recording($0).dropDraft(of: id, $1) }
        return Response.seeOther(SitePath.followUps.address()).saying(Flash(.ok, "flash.draftDropped"), SiteCookies(site, request, visit))
    }

    /// The next follow-up of one's own list that is free, claimed; none when another was quicker.
    private func mostUrgent(_ visit: Visit) async throws -> FollowUpID? {
        try await site.work(visit) { premises, context in
            let worklist = Worklist(premises)
            let page = try worklist.page(QueueRequest(limit: 10), context)
            let free = (page.urgent + page.items).filter { $0.heldBy == nil && $0.row.followUp.state.isOpen }
            return free.map(\.row.id).first { (try? worklist.claim($0, context)) != nil }
        }
    }

    @Sendable private func saveDraft(_ request: Request, _ visit: Visit) async throws -> Response {
        let (id, text): (FollowUpID, String) = (try visit.id(), try DraftText.of(visit.form))
        let base = request.headers[Self.draftBase].flatMap { Int64($0) }
        let kept = try await site.work(visit) { try Recording($0).saveDraft(text, for: id, base: base, $1) }
        var response = Response.nothing
        response.headers[Self.draftBase] = String(kept.milliseconds)
        return response
    }

    /// The whole number, shown on this answer only; asking again is another logged look.
    @Sendable private func reveal(_ request: Request, _ visit: Visit) async throws -> Response {
        guard let point = visit.form.text("contactPoint").flatMap({ Int64($0) }) else { throw Refusal.notFound }
        let id: FollowUpID = try visit.id()
        let number = try await site.work(visit) { try Recording($0).reveal(contactPoint: point, for: id, $1) }
        return try await console(request, visit, id, revealed: [point: number])
    }

    private func console(
        _ request: Request, _ visit: Visit, _ id: FollowUpID, entered: Form? = nil, findings: [Finding] = [], revealed: [Int64: String] = [:],
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let (view, colleagues) = try await site.work(visit) { (try Recording($0).console(id, $1), try Worklist($0).colleagues($1)) }
        let key = entered?.text("requestKey") ?? site.token()
        let others = site.openConsoles.see(id, visit.visitor?.context)
        return site.page(request, visit, status: status) { chrome in
            let map = ConsoleMap(view: view, chrome: chrome, lines: Lines(chrome, site, visit), entered: entered ?? DraftText.form(view.draft))
            let errors = findings.map { FieldError(ConsoleFields.name($0.place.path), FindingWords.of($0, chrome.phrases)) }
            return ConsolePage.render(map.model(requestKey: key, errors: errors, revealed: revealed, colleagues: colleagues, here: others), chrome)
        }
    }
}

/// Which field of the form a finding of the desk belongs to.
enum ConsoleFields {
    private static let ownNames: Set = ["result", "channel", "occurredAt", "callBackAt", "appointmentAt", "overrideReason", "lateReason", "respondent", "note"]

    static func name(_ path: String?) -> String {
        guard let path else { return "result" }
        if ownNames.contains(path) { return path }
        if path == "nextDate" { return "nextOn" }
        if path == "explanation" { return "reason" }
        return path.hasPrefix("signature") ? path + ".name" : "answer." + path
    }
}

/// The word after a contact was recorded.
enum ContactFlash {
    static func of(_ outcome: ContactOutcome) -> Flash {
        if outcome.isRepeated { return Flash(.info, "flash.recordedBefore") }
        return outcome.effects.isEmpty ? Flash(.ok, "flash.recorded") : Flash(.ok, "flash.recordedWithEffects", count: outcome.effects.count)
    }
}
