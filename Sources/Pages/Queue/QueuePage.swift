import Domain
import Phrasebook

/// My follow-ups: where a shift begins and is spent. `GET /follow-ups`
///
/// Query: `scope` mine | unit | unassigned, `show` (a tile), `rule`, `unit`, `person`, `period`, `q`, `after` (opaque cursor of a keyset page).
/// Forms: `POST /follow-ups/{id}/claim` (claims and goes on to the console); `POST /bulk` as `BulkPage` says. With `csrf` and `return`.
public enum QueuePage {
    public enum Scope: String, Sendable, CaseIterable { case mine, unit, unassigned }

    /// The tiles; each is a filter of the list.
    public enum Show: String, Sendable, CaseIterable { case all, overdue, alert, agreed, dueToday, soon, upcoming, done }

    /// Stretches of limits that move with the day.
    public enum Period: String, Sendable, CaseIterable { case today, nextWeek, lastMonth }

    public struct Filter: Sendable {
        public var scope: Scope
        public var show: Show
        public var rule: String?
        public var unit: String?
        /// Of the unit's work, what one person has.
        public var person: String?
        public var period: Period?
        public var query: String?
        public var after: String?
        /// The kept filter that this one came from.
        public var view: String?

        public init(
            scope: Scope = .mine, show: Show = .all, rule: String? = nil, unit: String? = nil, person: String? = nil, period: Period? = nil, query: String? = nil,
            after: String? = nil, view: String? = nil
        ) {
            (self.scope, self.show, self.rule, self.unit, self.person, self.query, self.after) = (scope, show, rule, unit, person, query, after)
            (self.period, self.view) = (period, view)
        }

        var isNarrowed: Bool { show != .all || rule != nil || unit != nil || person != nil || period != nil || query != nil }

        /// What is asked for, by the names of the fields: what a kept filter keeps.
        public var pairs: [(String, String)] {
            let all: [(String, String?)] = [
                ("scope", scope.rawValue), ("show", show == .all ? nil : show.rawValue), ("rule", rule), ("unit", unit), ("person", person), ("period", period?.rawValue),
            ]
            return all.compactMap { name, value in value.map { (name, $0) } }
        }

        /// Where the page that stands open asks what is in its list now.
        var pulse: String { Address.query("/pulse", pairs.map { ($0.0, Optional($0.1)) } + [("after", after)]) }

        /// The address of the queue with this filter.
        public var address: String {
            let narrowed = pairs.filter { $0 != ("scope", Scope.mine.rawValue) }
            return Address.query("/follow-ups", narrowed.map { ($0.0, Optional($0.1)) } + [("q", query), ("after", after), ("view", view)])
        }

        public func with(_ change: (inout Filter) -> Void) -> Filter {
            var copy = self
            (copy.after, copy.view) = (nil, nil)
            change(&copy)
            return copy
        }
    }

    public struct Model: Sendable {
        public var filter: Filter
        /// Only the tiles that are given are shown.
        public var counts: [Show: BoundedCount]
        public var rules: [Choice]
        public var units: [Choice]
        /// Whose work of the unit may be shown; empty when the person leads nobody.
        public var people: [Choice]
        public var views: [ViewLink]
        /// Units that a kept filter may be shared with.
        public var sharingUnits: [Choice]
        /// Alerts and agreed calls whose time has nearly come: a bounded strip above the list.
        public var strip: [QueueRow]
        public var rows: [QueueRow]
        public var axis: WindowAxis
        /// Cursor of the next page; nil on the last.
        public var next: String?
        /// Agreed calls that are out of the list until their time.
        public var waitingForAgreedTime: Int
        /// Whether chosen follow-ups may be given to somebody, and their holders reminded.
        public var mayReassign: Bool
        public var mayPostpone: Bool
        /// How many one act takes.
        public var bulkLimit: Int
        public var side: QueueSide
        public var errors: [FieldError]

        public init(
            filter: Filter, counts: [Show: BoundedCount], rules: [Choice] = [], units: [Choice] = [], people: [Choice] = [], views: [ViewLink] = [],
            sharingUnits: [Choice] = [], strip: [QueueRow] = [], rows: [QueueRow],
            axis: WindowAxis, next: String? = nil, waitingForAgreedTime: Int = 0, mayReassign: Bool = false, mayPostpone: Bool = false,
            bulkLimit: Int = 2_000,
            side: QueueSide = QueueSide(), errors: [FieldError] = []
        ) {
            (self.filter, self.counts, self.rules, self.units, self.people) = (filter, counts, rules, units, people)
            (self.views, self.sharingUnits) = (views, sharingUnits)
            (self.strip, self.rows, self.axis, self.next) = (strip, rows, axis, next)
            (self.waitingForAgreedTime, self.mayReassign, self.mayPostpone, self.bulkLimit) = (waitingForAgreedTime, mayReassign, mayPostpone, bulkLimit)
            (self.side, self.errors) = (side, errors)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return Layout.page(title: p("nav.followUps"), chrome, current: .followUps, body: """
            \(PageHead.render(p("nav.followUps"), beside: dateline(chrome), actions: team(model, chrome) + first(model, chrome), chrome))
            \(ErrorSummary.render(model.errors, chrome))\(tiles(model, chrome))
            <div class="queue"><section class="card" aria-label="\(p("queue.list"))"\(attribute: "data-live", model.filter.query == nil ? model.filter.pulse : nil)\
            \(flag: "data-whole", if: model.next == nil) data-gone="\(p("queue.gone"))">\(QueueViews.render(model, chrome))
            \(QueueFilters.render(model, chrome))\(news(chrome))\(list(model, chrome))\(foot(model, chrome))</section>
            \(model.side.render(chrome))</div>
            """)
    }

    private static func dateline(_ chrome: PageChrome) -> HTML {
        #"<span class="muted t13">\#(chrome.words.dateline(chrome.now))</span>"#
    }

    private static func team(_ model: Model, _ chrome: PageChrome) -> HTML {
        when(!model.people.isEmpty, linkButton(chrome.phrases("team.title"), "/team", icon: .users, chrome))
    }

    /// One filled button a view: begin with the most urgent.
    private static func first(_ model: Model, _ chrome: PageChrome) -> HTML {
        guard let row = (model.strip + model.rows).first(where: { $0.mayBeClaimed }) else { return .none }
        return """
            <button class="btn btn-primary" type="submit" form="bulk" formaction="\(url: Address.claim(of: row.id))">\(icon(.phoneCall, chrome))\
            \(chrome.phrases("queue.begin"))</button>
            """
    }

    private static func tiles(_ model: Model, _ chrome: PageChrome) -> HTML {
        let tiles = Show.allCases.compactMap { show in
            model.counts[show].map { tile(show, $0, model.filter, chrome.phrases) }
        }
        return FilterTiles.render(tiles, label: chrome.phrases("queue.tiles"), chrome)
    }

    private static func tile(_ show: Show, _ count: BoundedCount, _ filter: Filter, _ p: Phrases) -> (FilterTile, IconName?) {
        let (title, tone, icon) = look(show)
        let isCurrent = filter.show == show
        return (FilterTile(p(title), count, tone: tone, address: filter.with { $0.show = show }.address, isCurrent: isCurrent), icon)
    }

    private static func look(_ show: Show) -> (PhraseKey, Tone, IconName?) {
        switch show {
        case .all: ("queue.all", .plain, nil)
        case .overdue: ("queue.overdue", .danger, .circleAlert)
        case .alert: ("queue.alerts", .plum, .siren)
        case .agreed: ("queue.agreed", .info, .calendarClock)
        case .dueToday: ("queue.today", .warn, .clock)
        case .soon: ("queue.soon", .plain, nil)
        case .upcoming: ("queue.upcoming", .plain, nil)
        case .done: ("queue.done", .ok, .circleCheck)
        }
    }

    /// Shown by the script when the list has changed meanwhile; nothing moves under the reader's eyes.
    private static func news(_ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return """
            <p class="news" role="status" data-news data-words="\(p("queue.news", ["n": .text("#")]))" hidden><span></span> <a href="\(url: chrome.path)">\(p("queue.showNews"))</a></p>
            """
    }

    private static func list(_ model: Model, _ chrome: PageChrome) -> HTML {
        if model.rows.isEmpty, model.strip.isEmpty { return empty(model, chrome) }
        return QueueTable.render(model, chrome)
    }

    private static func empty(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        if model.filter.isNarrowed {
            let all = linkButton(p("queue.clear"), Filter(scope: model.filter.scope).address, chrome)
            return Empty.render(.search, p("queue.noMatch"), p("queue.noMatchWords"), action: all, chrome)
        }
        let others = linkButton(p("queue.seeUnassigned"), Filter(scope: .unassigned).address, icon: .userPlus, chrome)
        return Empty.render(.circleCheck, p("queue.nothing"), p("queue.nothingWords"), action: model.filter.scope == .mine ? others : .none, chrome)
    }

    private static func foot(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let turn = PageTurn(
            next: model.next.map { cursor in model.filter.with { $0.after = cursor }.address },
            first: model.filter.after == nil ? nil : model.filter.with { _ in }.address)
        let keys: HTML = """
            <span class="keys-row hide-s"><span><kbd>J</kbd><kbd>K</kbd>\(p("queue.keyMove"))</span><span><kbd>Enter</kbd>\(p("keys.open"))</span>\
            <span><kbd>C</kbd>\(p("queue.keyCall"))</span>\
            <span><kbd>X</kbd>\(p("keys.choose"))</span><span><kbd>Shift X</kbd>\(p("keys.chooseRange"))</span><span><kbd>?</kbd>\(p("queue.keyAll"))</span></span>\
            \(when(model.waitingForAgreedTime > 0, "<span class=\"t12\">\(p("queue.waitingAgreed", ["n": .number(model.waitingForAgreedTime)]))</span>"))
            """
        return turn.render(chrome, beside: keys)
    }
}
