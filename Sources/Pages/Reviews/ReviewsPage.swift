import Domain
import Phrasebook

/// Records that wait for a review. `GET /reviews?show=awaiting|returned|mine&after=`
public enum ReviewsPage {
    public enum Show: String, Sendable, CaseIterable { case awaiting, returned, signedOff }

    public struct Line: Sendable {
        public var record: String
        public var person: String
        public var title: String
        public var unit: String
        public var by: String
        public var doneAt: Instant
        public var result: String
        public var resultTone: Tone
        public var due: Instant?
        /// The visitor made it, and so may not review it.
        public var isOwn: Bool

        public init(
            record: String, person: String, title: String, unit: String, by: String, doneAt: Instant, result: String, resultTone: Tone = .plain,
            due: Instant? = nil, isOwn: Bool = false
        ) {
            (self.record, self.person, self.title, self.unit, self.by) = (record, person, title, unit, by)
            (self.doneAt, self.result, self.resultTone, self.due, self.isOwn) = (doneAt, result, resultTone, due, isOwn)
        }
    }

    public struct Model: Sendable {
        public var show: Show
        public var counts: [Show: BoundedCount]
        public var lines: [Line]
        public var turn: PageTurn

        public init(show: Show, counts: [Show: BoundedCount], lines: [Line], turn: PageTurn = PageTurn()) {
            (self.show, self.counts, self.lines, self.turn) = (show, counts, lines, turn)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return Layout.page(title: p("nav.reviews"), chrome, current: .reviews, body: """
            \(PageHead.render(p("nav.reviews"), chrome))\(tiles(model, chrome))
            <section class="card" aria-label="\(p("nav.reviews"))">\(list(model, chrome))\(model.turn.render(chrome))</section>
            """)
    }

    private static func tiles(_ model: Model, _ chrome: PageChrome) -> HTML {
        let tiles = Show.allCases.map { show -> (FilterTile, IconName?) in
            let (title, tone): (PhraseKey, Tone) = switch show {
            case .awaiting: ("reviews.awaiting", .plain)
            case .returned: ("reviews.returned", .warn)
            case .signedOff: ("reviews.signedOff", .ok)
            }
            let address = Address.query("/reviews", [("show", show == .awaiting ? nil : show.rawValue)])
            return (FilterTile(chrome.phrases(title), model.counts[show] ?? BoundedCount(0), tone: tone, address: address, isCurrent: model.show == show), nil)
        }
        return FilterTiles.render(tiles, label: chrome.phrases("queue.tiles"), chrome)
    }

    private static func list(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        if model.lines.isEmpty { return Empty.render(.circleCheck, p("reviews.nothing"), p("reviews.nothingWords"), chrome) }
        let columns = [
            DataTable.Column(p("queue.who")), DataTable.Column(p("queue.why")), DataTable.Column(p("reviews.result")), DataTable.Column(p("reviews.by")),
            DataTable.Column(p("queue.limit")), DataTable.Column(p("layout.actions"), isHidden: true),
        ]
        return DataTable(caption: p("nav.reviews"), columns: columns, rows: model.lines.map { row($0, chrome) }).render(chrome)
    }

    private static func row(_ line: Line, _ chrome: PageChrome) -> [HTML] {
        let p = chrome.phrases
        let own: HTML = #"<span class="held">\#(icon(.lock, chrome, size: .small))\#(p("reviews.own"))</span>"#
        return [
            #"<a class="name" href="\#(url: Address.review(line.record))">\#(line.person)</a>"#, "\(line.title)<div class=\"l2\">\(line.unit)</div>",
            badge(line.resultTone, nil, line.result, chrome), "\(line.by)<div class=\"l2\">\(chrome.words.moment(line.doneAt))</div>",
            with(line.due) { SlaBadge.render(SlaState(due: $0), chrome) },
            line.isOwn ? own : linkButton(p("reviews.open"), Address.review(line.record), class: "btn-sm", chrome),
        ]
    }
}
