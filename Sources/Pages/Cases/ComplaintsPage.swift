import Domain
import Phrasebook

/// Complaints, as plain records. `GET /complaints?show=open|closed&q=&after=`
public enum ComplaintsPage {
    public enum Show: String, Sendable, CaseIterable { case open, closed }

    public struct Line: Sendable {
        public var id: String
        public var number: String
        public var title: String
        public var person: String?
        public var unit: String
        public var severity: Tag?
        public var openedAt: Instant
        public var closedAt: Instant?

        public init(
            id: String, number: String, title: String, person: String? = nil, unit: String, severity: Tag? = nil, openedAt: Instant, closedAt: Instant? = nil
        ) {
            (self.id, self.number, self.title, self.person, self.unit) = (id, number, title, person, unit)
            (self.severity, self.openedAt, self.closedAt) = (severity, openedAt, closedAt)
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
        return Layout.page(title: p("nav.complaints"), chrome, current: .complaints, body: """
            \(PageHead.render(p("nav.complaints"), actions: linkButton(p("reception.new"), "/complaints/new", icon: .plus, class: "btn-primary", chrome), chrome))\(tiles(model, chrome))
            <section class="card" aria-label="\(p("nav.complaints"))">\(list(model, chrome))\(model.turn.render(chrome))</section>
            """)
    }

    private static func tiles(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let tiles = Show.allCases.map { show -> (FilterTile, IconName?) in
            let title = p(show == .open ? "complaints.open" : "complaints.closed")
            let address = Address.query("/complaints", [("show", show == .open ? nil : show.rawValue)])
            let tile = FilterTile(title, model.counts[show] ?? BoundedCount(0), tone: show == .open ? .plum : .ok, address: address, isCurrent: model.show == show)
            return (tile, show == .open ? .messageSquareWarning : .circleCheck)
        }
        return FilterTiles.render(tiles, label: p("queue.tiles"), chrome)
    }

    private static func list(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        if model.lines.isEmpty { return Empty.render(.circleCheck, p("complaints.nothing"), p("complaints.nothingWords"), chrome) }
        let columns = [
            DataTable.Column(p("complaints.complaint")), DataTable.Column(p("complaints.person")), DataTable.Column(p("complaints.unit")),
            DataTable.Column(p("complaints.openedAt")), DataTable.Column(p("imports.state")),
        ]
        return DataTable(caption: p("nav.complaints"), columns: columns, rows: model.lines.map { row($0, chrome) }).render(chrome)
    }

    private static func row(_ line: Line, _ chrome: PageChrome) -> [HTML] {
        let p = chrome.phrases
        let state = line.closedAt == nil ? badge(.plum, .messageSquareWarning, p("complaints.open"), chrome) : badge(.ok, .circleCheck, p("complaints.closed"), chrome)
        return [
            #"<a class="name" href="\#(url: Address.complaint(line.id))">\#(line.title)</a><div class="l2">\#(line.number) \#(with(line.severity) { $0.html })</div>"#,
            "\(line.person ?? p("complaints.anonymous"))", "\(line.unit)", time(line.openedAt, chrome), state,
        ]
    }
}
