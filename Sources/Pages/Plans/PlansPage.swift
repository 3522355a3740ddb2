import Domain
import Phrasebook

/// The plans of rounds in the visitor's units, newest first. `GET /plans?before=`
public enum PlansPage {
    public struct Line: Sendable {
        public var id: String
        public var rule: String
        public var regulation: String
        public var unit: String
        public var period: String
        public var state: DutyState?
        public var due: Instant?
        public var visits: Int
        public var dropped: Int

        public init(
            id: String, rule: String, regulation: String, unit: String, period: String, state: DutyState?, due: Instant?, visits: Int, dropped: Int
        ) {
            (self.id, self.rule, self.regulation, self.unit, self.period) = (id, rule, regulation, unit, period)
            (self.state, self.due, self.visits, self.dropped) = (state, due, visits, dropped)
        }
    }

    public struct Model: Sendable {
        public var lines: [Line]
        public var turn: PageTurn
        public init(lines: [Line], turn: PageTurn = PageTurn()) { (self.lines, self.turn) = (lines, turn) }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return Layout.page(title: p("plan.list"), chrome, current: .duties, body: """
            \(PageHead.render(p("plan.list"), trail: [(p("nav.duties"), "/duties")], chrome))
            <p class="lead">\(p("plan.listWords"))</p>
            <section class="card" aria-label="\(p("plan.list"))">\(list(model, chrome))\(model.turn.render(chrome))</section>
            """)
    }

    private static func list(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        if model.lines.isEmpty { return Empty.render(.inbox, p("plan.none"), p("plan.noneWords"), chrome) }
        let columns = [
            DataTable.Column(p("plan.period")), DataTable.Column(p("explain.rule")), DataTable.Column(p("draw.unit")), DataTable.Column(p("imports.state")),
            DataTable.Column(p("queue.limit")), DataTable.Column(p("plan.visits"), isNumber: true), DataTable.Column(p("plan.dropped"), isNumber: true),
        ]
        return DataTable(caption: p("plan.list"), columns: columns, rows: model.lines.map { row($0, chrome) }).render(chrome)
    }

    private static func row(_ line: Line, _ chrome: PageChrome) -> [HTML] {
        [
            #"<a class="name" href="\#(url: Address.plan(line.id))">\#(line.period)</a>"#, #"\#(line.rule)<div class="l2">\#(line.regulation)</div>"#, "\(line.unit)",
            with(line.state) { $0.badge(chrome) },
            with(line.due) { SlaBadge.render(SlaState(line.state?.isOpen == true ? .running : .done, due: $0), chrome) }, "\(line.visits)", "\(line.dropped)",
        ]
    }
}
