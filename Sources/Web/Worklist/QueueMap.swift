import Domain
import Operations
import Pages
import Phrasebook
import Storage

/// Between the queue's page and its use case: what is asked for, and how the answer is shown.
struct QueueMap {
    let site: Site
    let visit: Visit

    /// A cursor or an id that is none asks for the first page and for everything.
    static func request(_ filter: Pages.QueuePage.Filter) -> QueueRequest {
        let rule = filter.rule.flatMap(RuleName.init)
        return QueueRequest(
            of: QueueRequest.Of(rawValue: filter.scope.rawValue) ?? .mine, tile: tile(filter.show), unit: filter.unit.flatMap { UnitID($0) },
            person: filter.person.flatMap { StaffID($0) }, period: filter.period.flatMap { LimitPeriod(rawValue: $0.rawValue) },
            adoption: rule?.adoption, rule: rule?.rule, after: filter.after.flatMap(QueueCursor.init)?.key)
    }

    static func filter(_ query: Form) -> Pages.QueuePage.Filter {
        Pages.QueuePage.Filter(
            scope: query.code("scope") ?? .mine, show: query.code("show") ?? .all, rule: query.text("rule"), unit: query.text("unit"),
            person: query.text("person"), period: query.code("period"), query: query.text("q"), after: query.text("after"), view: query.text("view"))
    }

    func model(_ page: Operations.QueuePage, _ filter: Pages.QueuePage.Filter, colleagues: [Staff], views: [Views.Item], _ chrome: PageChrome) -> Pages.QueuePage.Model {
        let lines = Lines(chrome, site, visit)
        let language = chrome.phrases.language
        let scope = visit.visitor?.context.scope ?? Scope(units: [:])
        return Pages.QueuePage.Model(
            filter: filter, counts: counts(page),
            rules: page.rules.map { Choice(RuleName(adoption: $0.adoption, rule: $0.rule).text, $0.title.text(in: language)) },
            units: page.units.map { Choice($0.id.description, $0.name) },
            people: colleagues.map { Choice($0.id.description, $0.name) }, views: views.map { ViewMap(chrome: chrome).link($0, current: filter.view) },
            sharingUnits: page.units.filter { scope.allows(.lead, in: $0.id) }.map { Choice($0.id.description, $0.name) }, strip: page.urgent.map { lines.row($0) },
            rows: page.items.map { lines.row($0, showsAssignee: filter.scope != .mine) }, axis: WindowAxis(around: chrome.zone.day(of: chrome.now)),
            next: page.next.map { QueueCursor(key: $0).text }, waitingForAgreedTime: page.waiting,
            mayReassign: scope.allows(.lead), mayPostpone: scope.allows(.work) || scope.allows(.lead), bulkLimit: Bulk.limit,
            side: side(page, chrome))
    }

    private static func tile(_ show: Pages.QueuePage.Show) -> QueueRequest.Tile {
        QueueRequest.Tile(rawValue: show.rawValue) ?? .all
    }

    private func counts(_ page: Operations.QueuePage) -> [Pages.QueuePage.Show: BoundedCount] {
        page.counts.reduce(into: [:]) { counts, pair in
            if let show = Pages.QueuePage.Show(rawValue: pair.key.rawValue) { counts[show] = BoundedCount(pair.value, limit: page.ceiling) }
        }
    }

    private func side(_ page: Operations.QueuePage, _ chrome: PageChrome) -> QueueSide {
        let left = (page.counts[.dueToday] ?? 0) + (page.counts[.overdue] ?? 0)
        let agreed = page.agreedToday.compactMap { item in
            item.row.agreedAt.map { QueueSide.AgreedCall(followUp: item.row.id.description, at: $0, name: item.partyName ?? "", note: item.ruleTitle.text(in: chrome.phrases.language)) }
        }
        return QueueSide(done: page.doneToday, planned: page.doneToday + left, agreed: agreed)
    }
}

/// A rule of an adoption as one value of a choice: `42:discharge`.
struct RuleName {
    var adoption: AdoptionID
    var rule: String

    init(adoption: AdoptionID, rule: String) { (self.adoption, self.rule) = (adoption, rule) }

    init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let adoption = AdoptionID(parts[0]) else { return nil }
        self.init(adoption: adoption, rule: String(parts[1]))
    }

    var text: String { "\(adoption):\(rule)" }
}

/// Where the next page of the queue begins: `2.1764000000000.42`.
struct QueueCursor {
    var key: QueueRows.Key

    init(key: QueueRows.Key) { self.key = key }

    init?(_ text: String) {
        let parts = text.split(separator: ".")
        guard parts.count == 3, let ranking = Int(parts[0]), let due = Int64(parts[1]), let id = FollowUpID(parts[2]) else { return nil }
        key = QueueRows.Key(ranking: ranking, due: Instant(milliseconds: due), id: id)
    }

    var text: String { "\(key.ranking).\(key.due.milliseconds).\(key.id)" }
}
