import Domain
import Hummingbird
import Operations
import Pages
import Phrasebook
import Storage

extension SitePath {
    static let notices = SitePath("/notices")
    static let noticeSeen = SitePath("/notices/{id}/seen")
    static let noticesSeen = SitePath("/notices/seen")
}

/// What the house told the person.
struct NoticeRoutes: Sendable {
    let site: Site

    func add(to router: Router<Visit>) {
        router.get(SitePath.notices.route, use: list)
        router.post(SitePath.noticesSeen.route, use: seeAll)
        router.post(SitePath.noticeSeen.route, use: see)
    }

    @Sendable private func list(_ request: Request, _ visit: Visit) async throws -> Response {
        let query = try request.query
        let (showsAll, before) = (query["show"] == "all", query.text("before").flatMap { Int64($0) })
        let page = try await site.work(visit) { try Notices($0).page(onlyUnseen: !showsAll, before: before, $1) }
        return site.page(request, visit) { chrome in
            NoticesPage.render(NoticeMap(chrome: chrome, reach: Reach(visit)).model(page, showsAll: showsAll, isFirst: before == nil), chrome)
        }
    }

    @Sendable private func see(_ request: Request, _ visit: Visit) async throws -> Response {
        let id = try visit.number()
        try await site.work(visit) { try Notices($0).see(id, $1) }
        return site.back(request, visit, otherwise: SitePath.notices.address())
    }

    @Sendable private func seeAll(_ request: Request, _ visit: Visit) async throws -> Response {
        let last = visit.form.text("upTo").flatMap { Int64($0) } ?? 0
        let count = try await site.work(visit) { try Notices($0).seeAll(upTo: last, $1) }
        return site.back(request, visit, otherwise: SitePath.notices.address(), saying: Flash(.ok, "flash.noticesSeen", count: count))
    }
}

/// Between the page of notices and its use case.
struct NoticeMap {
    let chrome: PageChrome
    let reach: Reach

    private var p: Phrases { chrome.phrases }

    func model(_ page: Notices.Page, showsAll: Bool, isFirst: Bool) -> NoticesPage.Model {
        let here = showsAll ? "all" : nil
        let next = page.next.map { Address.query("/notices", [("show", here), ("before", String($0))]) }
        return NoticesPage.Model(
            showsAll: showsAll, lines: page.items.map(line), unseen: BoundedCount(page.unseen, limit: Notices.ceiling - 1),
            turn: PageTurn(next: next, first: isFirst ? nil : Address.query("/notices", [("show", here)])))
    }

    private func line(_ item: Notices.Item) -> NoticesPage.Line {
        let row = item.row
        let about = [item.ruleTitle.text(in: p.language), item.partyName ?? ""].filter { !$0.isEmpty }.joined(separator: p("notices.between"))
        var values = row.arguments.mapValues { PhraseValue.text($0) }
        values["about"] = .text(about)
        for name in ["from", "to", "due"] {
            if let moment = row.arguments[name].flatMap({ chrome.zone.instant(iso: $0) }) { values[name] = .text(chrome.words.limit(moment)) }
        }
        return NoticesPage.Line(
            id: String(row.id), tone: tone(row.code), words: p(PhraseKey(row.code), values), quote: row.arguments["reason"], unit: item.unitName,
            at: row.createdAt, isSeen: row.seenAt != nil, address: address(item))
    }

    private func tone(_ code: String) -> Tone {
        switch code {
        case "notice.targetOutOfReach": .danger
        case "notice.targetBehind", "notice.assessmentTold": .warn
        case "notice.reminded", "notice.remindedMany": .warn
        case "notice.handedToYou", "notice.takenFromYou", "notice.handedToYouMany", "notice.takenFromYouMany": .info
        case "notice.escalated", "notice.dutyEscalated", "notice.dutyLate": .danger
        case "notice.limitMoved", "notice.dutySoon", "notice.clockRemind", "notice.clockInform", "notice.clockTransfer", "notice.sheetReturned": .warn
        case "notice.clockRemindLate", "notice.clockInformLate", "notice.clockTransferLate", "notice.caseEscalated", "notice.caseRated": .danger
        default: .brand
        }
    }

    private func address(_ item: Notices.Item) -> String? {
        // About several at once: to one's own list.
        if item.row.code == "notice.handedToYouMany" || item.row.code == "notice.remindedMany", reach.enters(.followUps) { return SitePath.followUps.address() }
        if let file = item.row.arguments["case"], reach.complaint(of: item.row.unit) { return Address.complaint(file) }
        if let report = item.row.arguments["report"] { return Address.report(report) }
        if let duty = item.row.arguments["duty"] { return Address.duty(duty) }
        if let assessment = item.assessment { return Address.assessment(assessment.description) }
        if let adoption = item.row.arguments["adoption"], reach.enters(.dashboard) { return Address.query("/dashboard", [("regulation", adoption)]) }
        guard item.isReachable, let id = item.row.followUp?.description else { return nil }
        return item.isOpen && reach.list(of: item.row.unit) ? Address.followUp(id) : Address.explanation(of: id)
    }
}
