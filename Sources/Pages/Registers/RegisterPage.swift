import Domain
import Phrasebook

/// A sheet of a register on the screen. `GET /registers/{regulation}/{register}?period=2026-11&unit=&after=`
///
/// Beside it `print`, `rows.csv` and `rows.xlsx` hold every line of the period.
public enum RegisterPage {
    public struct Column: Sendable, Hashable {
        public var heading: String
        public var isNumber: Bool
        /// Share of the paper's width.
        public var width: Int?

        public init(_ heading: String, isNumber: Bool = false, width: Int? = nil) { (self.heading, self.isNumber, self.width) = (heading, isNumber, width) }
    }

    public struct Line: Sendable, Hashable {
        /// What the line opens to.
        public var address: String?
        public var cells: [String]

        public init(address: String? = nil, cells: [String]) { (self.address, self.cells) = (address, cells) }
    }

    public struct Model: Sendable {
        public var title: String
        public var regulation: String
        /// Where this sheet is, without its query.
        public var address: String
        /// The query that all its addresses share.
        public var query: [LabelledText]
        public var columns: [Column]
        public var lines: [Line]
        public var count: Int
        public var periods: [Choice]
        public var period: String
        public var units: [Choice]
        public var unit: String?
        public var facts: [LabelledText]
        public var turn: PageTurn

        public init(
            title: String, regulation: String, address: String, query: [LabelledText] = [], columns: [Column], lines: [Line], count: Int, periods: [Choice] = [],
            period: String, units: [Choice] = [], unit: String? = nil, facts: [LabelledText] = [], turn: PageTurn = PageTurn()
        ) {
            (self.title, self.regulation, self.address, self.query, self.columns) = (title, regulation, address, query, columns)
            (self.lines, self.count, self.periods, self.period) = (lines, count, periods, period)
            (self.units, self.unit, self.facts, self.turn) = (units, unit, facts, turn)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return Layout.page(title: model.title, chrome, current: .reports, body: """
            \(PageHead.render(model.title, beside: "<span class=\"muted\">\(p("report.rows", ["n": .number(model.count)]))</span>", actions: actions(model, chrome), trail: [(p("nav.reports"), "/reports"), (p("register.list"), "/registers")], chrome))
            <section class="card strip"><div class="card-b pad">\(terms([(p("console.regulation"), "\(model.regulation)")] + model.facts.map { ($0.label, "\($0.text)") }))</div></section>
            <section class="card" aria-label="\(model.title)">\(filters(model, chrome))\(list(model, chrome))\(model.turn.render(chrome))</section>
            """)
    }

    private static func actions(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let beside = { (name: String) in Address.query(model.address + "/" + name, model.query.map { ($0.label, $0.text) }) }
        return linkButton(p("report.workbook"), beside("rows.xlsx"), icon: .download, chrome) + linkButton(p("report.csv"), beside("rows.csv"), icon: .download, chrome)
            + linkButton(p("report.print"), beside("print"), icon: .printer, chrome)
    }

    private static func filters(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let period: HTML = """
            <select class="select select-sm" name="period" aria-label="\(p("register.period"))" data-submit>\(each(model.periods) { Fields.option($0, model.period) })</select>
            """
        return """
            <div class="filters"><form class="row" action="\(url: model.address)">\(period)\
            \(when(model.units.count > 1, Fields.filter("unit", label: p("queue.whichUnit"), model.units, value: model.unit, all: p("queue.everyUnit"))))\
            <button class="btn btn-sm btn-icon" type="submit" aria-label="\(p("queue.apply"))">\(icon(.funnel, chrome, size: .small))</button></form></div>
            """
    }

    private static func list(_ model: Model, _ chrome: PageChrome) -> HTML {
        if model.lines.isEmpty { return Empty.render(.bookOpen, chrome.phrases("report.noRows"), "", chrome) }
        let columns = model.columns.map { DataTable.Column($0.heading, isNumber: $0.isNumber) }
        return DataTable(caption: model.title, columns: columns, rows: model.lines.map(row)).render(chrome)
    }

    /// The first cell that says something leads to what the line is about.
    private static func row(_ line: Line) -> [HTML] {
        let first = line.cells.firstIndex { !$0.isEmpty }
        return line.cells.enumerated().map { index, cell in
            guard let address = line.address, index == first else { return "\(cell)" }
            return #"<a class="name" href="\#(url: address)">\#(cell)</a>"#
        }
    }
}
