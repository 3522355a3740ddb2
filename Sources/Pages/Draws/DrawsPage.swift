import Domain
import Phrasebook

/// The frames of the visitor's units, newest first. `GET /draws?before=`
public enum DrawsPage {
    public struct Line: Sendable {
        public var id: String
        public var rule: String
        public var regulation: String
        public var unit: String
        public var frame: String
        public var isFrozen: Bool
        public var closesAt: Instant
        public var entries: Int
        public var drawn: Int
        public var chosen: Int

        public init(
            id: String, rule: String, regulation: String, unit: String, frame: String, isFrozen: Bool, closesAt: Instant, entries: Int, drawn: Int, chosen: Int
        ) {
            (self.id, self.rule, self.regulation, self.unit, self.frame) = (id, rule, regulation, unit, frame)
            (self.isFrozen, self.closesAt, self.entries, self.drawn, self.chosen) = (isFrozen, closesAt, entries, drawn, chosen)
        }
    }

    public struct Model: Sendable {
        public var lines: [Line]
        public var turn: PageTurn
        public init(lines: [Line], turn: PageTurn = PageTurn()) { (self.lines, self.turn) = (lines, turn) }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return Layout.page(title: p("draw.list"), chrome, current: .dashboard, body: """
            \(PageHead.render(p("draw.list"), trail: [(p("nav.dashboard"), "/dashboard")], chrome))
            <p class="lead">\(p("draw.listWords"))</p>
            <section class="card" aria-label="\(p("draw.list"))">\(list(model, chrome))\(model.turn.render(chrome))</section>
            """)
    }

    private static func list(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        if model.lines.isEmpty { return Empty.render(.inbox, p("draw.none"), p("draw.noneWords"), chrome) }
        let columns = [
            DataTable.Column(p("draw.frame")), DataTable.Column(p("explain.rule")), DataTable.Column(p("draw.unit")), DataTable.Column(p("draw.state")),
            DataTable.Column(p("draw.entries"), isNumber: true), DataTable.Column(p("draw.drawn"), isNumber: true), DataTable.Column(p("draw.chosen"), isNumber: true),
        ]
        return DataTable(caption: p("draw.list"), columns: columns, rows: model.lines.map { row($0, chrome) }).render(chrome)
    }

    private static func row(_ line: Line, _ chrome: PageChrome) -> [HTML] {
        [
            #"<a href="\#(url: Address.draw(line.id))">\#(line.frame)</a>"#, #"\#(line.rule)<div class="l2">\#(line.regulation)</div>"#, "\(line.unit)",
            DrawPage.state(line.isFrozen, line.closesAt, chrome), "\(line.entries)", "\(line.drawn)", "\(line.chosen)",
        ]
    }
}
