import Domain
import Hummingbird
import Operations
import Pages
import Phrasebook
import RegulationEngine
import Storage

extension SitePath {
    static let complaints = SitePath("/complaints")
    static let complaint = SitePath("/complaints/{id}")
    static let closure = SitePath("/complaints/{id}/closure")
    static let reopening = SitePath("/complaints/{id}/reopening")
    static let complaintNotes = SitePath("/complaints/{id}/notes")
}

/// Complaints and problems found at follow-ups, as plain records.
struct CaseRoutes: Sendable {
    let site: Site

    func add(to router: Router<Visit>) {
        router.get(SitePath.complaints.route, use: list)
        router.get(SitePath.complaint.route, use: show)
        router.post(SitePath.closure.route, use: close)
        router.post(SitePath.reopening.route, use: reopen)
        router.post(SitePath.complaintNotes.route, use: note)
    }

    @Sendable private func list(_ request: Request, _ visit: Visit) async throws -> Response {
        let query = try request.query
        let show: ComplaintsPage.Show = query.code("show") ?? .open
        let after = query.id("after", CaseFile.self)
        let page = try await site.work(visit) { try Cases($0).page(show == .open ? .received : .closed, beyond: after, $1) }
        return site.page(request, visit) { chrome in ComplaintsPage.render(CaseMap(chrome: chrome, lines: Lines(chrome, site, visit)).list(page, show: show, isFirst: after == nil), chrome) }
    }

    @Sendable private func show(_ request: Request, _ visit: Visit) async throws -> Response { try await page(request, visit, errors: []) }

    private func page(_ request: Request, _ visit: Visit, errors: [Finding]) async throws -> Response {
        let id: CaseFileID = try visit.id()
        let view = try await site.work(visit) { try Cases($0).view(id, $1) }
        return site.page(request, visit, status: errors.isEmpty ? .ok : .unprocessableContent) { chrome in
            ComplaintPage.render(CaseMap(chrome: chrome, lines: Lines(chrome, site, visit)).page(view, errors: errors), chrome)
        }
    }

    @Sendable private func close(_ request: Request, _ visit: Visit) async throws -> Response {
        let form = visit.form
        return try await change(request, visit, saying: "flash.caseClosed") { cases, id, context in
            let closing = Cases.Closing(
                conclusion: form["conclusion"] ?? "", cause: form.text("cause"), measure: form.text("measure"), proven: form.text("proven"),
                repliedAt: form.moment("repliedAt", in: context.zone))
            try cases.close(id, closing, context)
        }
    }

    @Sendable private func reopen(_ request: Request, _ visit: Visit) async throws -> Response {
        let reason = visit.form["reason"] ?? ""
        return try await change(request, visit, saying: "flash.caseReopened") { try $0.reopen($1, reason: reason, $2) }
    }

    @Sendable private func note(_ request: Request, _ visit: Visit) async throws -> Response {
        let text = visit.form["note"] ?? ""
        return try await change(request, visit, saying: "flash.noted") { try $0.addNote(text, to: $1, $2) }
    }

    private func change(
        _ request: Request, _ visit: Visit, saying key: PhraseKey, _ act: @escaping @Sendable (Cases, CaseFileID, Context) throws -> Void
    ) async throws -> Response {
        let id: CaseFileID = try visit.id()
        do {
            try await site.work(visit) { try act(Cases($0), id, $1) }
        } catch {
            return try await page(request, visit, errors: Refusal.findings(in: error))
        }
        return Response.seeOther(Address.complaint(id.description)).saying(Flash(.ok, key), SiteCookies(site, request, visit))
    }
}

/// Between the pages of complaints and their use case.
struct CaseMap {
    let chrome: PageChrome
    let lines: Lines

    private var p: Phrases { chrome.phrases }

    func list(_ page: Cases.Page, show: ComplaintsPage.Show, isFirst: Bool) -> ComplaintsPage.Model {
        let here = show == .open ? nil : show.rawValue
        let next = page.next.map { Address.query("/complaints", [("show", here), ("after", $0.description)]) }
        return ComplaintsPage.Model(
            show: show, counts: [.open: BoundedCount(page.counts[.received] ?? 0), .closed: BoundedCount(page.counts[.closed] ?? 0)], lines: page.items.map(line),
            turn: PageTurn(next: next, first: isFirst ? nil : Address.query("/complaints", [("show", here)])))
    }

    private func line(_ item: Cases.Item) -> ComplaintsPage.Line {
        let file = item.row.file
        return ComplaintsPage.Line(
            id: file.id.description, number: file.number, title: title(item), person: item.partyName, unit: item.unitName, severity: severity(file.severity),
            openedAt: file.openedAt, closedAt: item.row.closedAt)
    }

    private func title(_ item: Cases.Item) -> String {
        let kind = lines.code(item.row.file.kind, of: "class", in: "feedbackReceived")
        guard let summary = item.row.summary, !summary.isEmpty else { return kind }
        return String(summary.prefix(60))
    }

    private func severity(_ code: String?) -> Tag? {
        guard let code else { return nil }
        let words = lines.code(code, of: "severity", in: "feedbackReceived")
        return Tag(words, tone: code == "major" ? .danger : code == "important" ? .warn : .plain)
    }

    func page(_ view: Cases.View, errors: [Finding]) -> ComplaintPage.Model {
        let (row, file) = (view.item.row, view.item.row.file)
        let facts = [
            LabelledText(p("complaints.openedAt"), chrome.words.full(file.openedAt)), LabelledText(p("complaints.unit"), view.item.unitName),
        ] + fact("complaint.category", row.category.map { lines.code($0, of: "category", in: "feedbackReceived") })
            + fact("complaint.conclusion", row.conclusion) + fact("complaint.proven", row.proven.map(proven)) + fact("complaint.repliedAt", row.repliedAt.map(chrome.words.full))
        let repeats = view.earlier.isEmpty ? nil : p("complaint.repeatsWords", ["n": .number(view.earlier.count + 1)])
        return ComplaintPage.Model(
            id: file.id.description, number: file.number, title: title(view.item), severity: severity(file.severity), isClosed: file.stage == .closed, words: row.summary,
            facts: facts, person: view.item.partyName.map { PersonLine($0, phone: view.maskedPhone) }, partyID: file.party?.description, timeline: timeline(view),
            related: view.followUps.map(related), repeats: repeats, mayClose: file.stage == .received, mayReopen: file.stage == .closed,
            errors: errors.map { FieldError($0.place.path ?? "", p.sentence($0)) })
    }

    private func fact(_ key: PhraseKey, _ text: String?) -> [LabelledText] { text.map { [LabelledText(p(key), $0)] } ?? [] }

    private func proven(_ code: String) -> String {
        switch code {
        case "yes": p("complaint.provenYes")
        case "no": p("complaint.provenNo")
        default: p("complaint.provenUnclear")
        }
    }

    private func timeline(_ view: Cases.View) -> [TimelineEntry] {
        let row = view.item.row
        let closed = row.closedAt.map { TimelineEntry(.done, p("complaints.closed"), at: $0, detail: view.closedName, quote: row.conclusion) }
        let notes = view.notes.reversed().map { TimelineEntry(.note, p("complaint.noteLabel"), at: $0.at, detail: $0.staffName, quote: $0.text) }
        let opened = TimelineEntry(
            .complaint, p("complaint.received"), at: row.file.openedAt, quote: row.summary, address: row.sourceRecord.map { Address.review($0.description) })
        return [closed].compactMap { $0 } + notes + [opened]
    }

    private func related(_ item: QueueItem) -> TimelineEntry {
        TimelineEntry(
            item.row.followUp.state.isOpen ? .agreed : .done, item.ruleTitle.text(in: p.language), at: item.row.doneAt ?? item.row.followUp.window.due,
            detail: p(PhraseKey("followUpState." + item.row.followUp.state.rawValue)), address: Address.explanation(of: item.row.id.description))
    }
}
