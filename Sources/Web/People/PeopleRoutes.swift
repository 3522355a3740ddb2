import Domain
import Hummingbird
import Operations
import Pages
import Phrasebook
import Storage

extension SitePath {
    static let search = SitePath("/search")
    static let party = SitePath("/parties/{id}")
    static let partyRequests = SitePath("/parties/{id}/requests")
    static let partyRevelations = SitePath("/parties/{id}/phone-revelations")
}

/// Finding people, and everything with one of them.
struct PeopleRoutes: Sendable {
    let site: Site

    func add(to router: Router<Visit>) {
        router.get(SitePath.search.route, use: search)
        router.get(SitePath.party.route, use: show)
        router.post(SitePath.partyRevelations.route, use: reveal)
        router.post(SitePath.partyRequests.route, use: ask)
    }

    @Sendable private func search(_ request: Request, _ visit: Visit) async throws -> Response {
        let query = try request.query
        let words = String((query["q"] ?? "").trimmed.prefix(100))
        let after: PartyID? = query.id("after")
        let found = try await site.work(visit) { try People($0).search(words, before: after, $1) }
        return site.page(request, visit) { chrome in
            SearchPage.render(SearchMap(lines: Lines(chrome, site, visit)).model(found, words, isFirst: after == nil), chrome)
        }
    }

    @Sendable private func show(_ request: Request, _ visit: Visit) async throws -> Response {
        let id: PartyID = try visit.id()
        return party(request, visit, try await site.work(visit) { try People($0).view(id, $1) })
    }

    /// Somebody asks for a follow-up.
    @Sendable private func ask(_ request: Request, _ visit: Visit) async throws -> Response {
        let (id, form): (PartyID, Form) = (try visit.id(), visit.form)
        do {
            try await site.work(visit) { premises, context in
                try People(premises).request(
                    form["wish"] ?? "", wantedAt: form.moment("wantedAt", in: context.zone), of: id, key: form.text("requestKey") ?? "", context)
            }
        } catch {
            let findings = try Refusal.findings(in: error)
            return party(request, visit, try await site.work(visit) { try People($0).view(id, $1) }, errors: findings)
        }
        return Response.seeOther(Address.party(id.description)).saying(Flash(.ok, "flash.requested"), SiteCookies(site, request, visit))
    }

    /// A whole number is shown for the sake of a follow-up: the person's newest that the visitor may see.
    @Sendable private func reveal(_ request: Request, _ visit: Visit) async throws -> Response {
        guard let point = visit.form.text("contactPoint").flatMap({ Int64($0) }) else { throw Refusal.notFound }
        let id: PartyID = try visit.id()
        let (view, number) = try await site.work(visit) { premises, context in
            let view = try People(premises).view(id, context)
            guard let followUp = view.newestFollowUp else { throw Refusal.notFound }
            return (view, try Recording(premises).reveal(contactPoint: point, for: followUp, context))
        }
        return party(request, visit, view, revealed: [point: number])
    }

    private func party(
        _ request: Request, _ visit: Visit, _ view: People.View, revealed: [Int64: String] = [:], errors: [Finding] = []
    ) -> Response {
        let key = visit.form.text("requestKey") ?? site.token()
        return site.page(request, visit, status: errors.isEmpty ? .ok : .unprocessableContent) { chrome in
            let map = PartyMap(view: view, lines: Lines(chrome, site, visit), revealed: revealed, requestKey: key, entered: visit.form, findings: errors)
            return PartyPage.render(map.model, chrome)
        }
    }
}

/// How hits of a search are shown.
struct SearchMap {
    let lines: Lines

    func model(_ found: Found, _ words: String, isFirst: Bool) -> SearchPage.Model {
        let turn = PageTurn(
            next: found.next.map { Address.query(SitePath.search.address(), [("q", words), ("after", $0.description)]) },
            first: isFirst ? nil : Address.query(SitePath.search.address(), [("q", words)]))
        let count = found.next == nil ? found.hits.count : People.limit + 1
        return SearchPage.Model(query: words, hits: found.hits.flatMap(shown), found: BoundedCount(count, limit: People.limit), turn: turn)
    }

    private func shown(_ hit: People.Hit) -> [SearchPage.Hit] {
        let details = [hit.party.number ?? "", hit.maskedPhone ?? ""].filter { !$0.isEmpty } + hit.unitNames
        let party = SearchPage.Hit(.party, hit.party.name, details: details, address: Address.party(hit.party.id.description))
        let open = hit.open.map { item in
            SearchPage.Hit(
                .followUp, item.ruleTitle.text(in: lines.language), details: [hit.party.name, item.unitName], address: Address.followUp(item.row.id.description),
                sla: Lines.sla(item.row, lines.chrome.now))
        }
        return [party] + open
    }
}

/// How a person is shown.
struct PartyMap {
    let view: People.View
    let lines: Lines
    /// Numbers just opened, by the id of the contact point.
    let revealed: [Int64: String]
    let requestKey: String
    /// What was sent and not accepted.
    let entered: Form
    let findings: [Finding]
    private var p: Phrases { lines.chrome.phrases }
    private var words: CivilWords { lines.chrome.words }

    var model: PartyPage.Model {
        let party = view.party
        return PartyPage.Model(
            id: party.id.description, line: lines.person(party, phone: nil), facts: facts, phones: phones, warnings: warnings, open: open,
            request: view.mayRequest ? asking : nil, timeline: timeline,
            merged: view.merges.map(merged), mayMerge: view.mayMerge)
    }

    private func merged(_ done: Merging.Done) -> PartyPage.Merged {
        let title = done.merged.name + (done.merged.number.map { " · " + $0 } ?? "")
        let about = [words.full(done.row.mergedAt), done.by ?? p("journal.engine"), done.row.why ?? ""].filter { !$0.isEmpty }.joined(separator: " · ")
        return PartyPage.Merged(id: String(done.row.id), title: title, about: about, mayUndo: done.mayUndo)
    }

    private var asking: PartyPage.Asking {
        PartyPage.Asking(
            key: requestKey, wish: findings.isEmpty ? "" : entered["wish"] ?? "", wantedAt: findings.isEmpty ? "" : entered["wantedAt"] ?? "",
            errors: findings.map { FieldError($0.place.path ?? "wish", p.sentence($0)) })
    }

    private var facts: [LabelledText] {
        let number = view.party.number.map { [LabelledText(p("console.partyNumber"), $0)] } ?? []
        let former = view.formerNumbers.isEmpty ? [] : [LabelledText(p("merge.formerNumbers"), view.formerNumbers.joined(separator: ", "))]
        return number + former + [LabelledText(p("queue.whichUnit"), view.unitNames.joined(separator: ", "))]
    }

    private var phones: [ConsolePhone] {
        view.contactPoints.map {
            ConsolePhone(id: String($0.id), masked: $0.masked, owner: words.word("relation", $0.relation), revealed: revealed[$0.id], isWrong: $0.state != .usable)
        }
    }

    private var warnings: [String] {
        let status = view.party.status == .active ? [] : [words.word("status", view.party.status.rawValue)]
        return status + view.party.refusals.map { words.word("partyRefusal", $0) }
    }

    private var open: [PartyPage.OpenFollowUp] {
        view.moments.compactMap { moment in
            guard case .followUp(let item) = moment.what, item.row.followUp.state.isOpen else { return nil }
            return PartyPage.OpenFollowUp(
                id: item.row.id.description, title: item.ruleTitle.text(in: lines.language), sla: Lines.sla(item.row, lines.chrome.now), assignee: item.assigneeName)
        }
    }

    private var timeline: [TimelineEntry] { view.moments.map { entry($0.at, $0.what) } }

    private func entry(_ at: Instant, _ what: People.Moment) -> TimelineEntry {
        switch what {
        case .event(let event, let title):
            TimelineEntry(.created, title.text(in: lines.language), at: at, detail: event.naturalKey, address: Address.event(event.id.description))
        case .followUp(let item):
            TimelineEntry(
                item.row.followUp.state == .done ? .done : .created, item.ruleTitle.text(in: lines.language), at: at, detail: lines.lastResult(item.row),
                address: Address.explanation(of: item.row.id.description))
        case .contact(let contact, let result, let staff):
            TimelineEntry(
                .tried, result.text(in: lines.language), at: at,
                detail: p("line.byChannel", ["channel": .text(words.word("channel", contact.channel.rawValue)), "name": .text(staff)]), quote: contact.note)
        case .caseFile(let row):
            TimelineEntry(.complaint, row.file.number, at: at, address: lines.reach.complaint(of: row.file.unit) ? Address.complaint(row.file.id.description) : nil)
        }
    }
}

extension People.View {
    fileprivate var newestFollowUp: FollowUpID? {
        moments.lazy.compactMap { moment in if case .followUp(let item) = moment.what { item.row.id } else { nil } }.first
    }
}
