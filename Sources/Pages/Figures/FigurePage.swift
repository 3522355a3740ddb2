import Domain
import Phrasebook

/// The list behind a figure. `GET /figures/{measure}?part=&unit=&regulation=&rule=&person=&from=&to=&report=&after=`
public enum FigurePage {
    public struct Line: Sendable {
        public var followUp: String?
        public var event: String?
        public var person: String
        public var title: String
        public var unit: String
        public var by: String?
        public var cohort: LocalDay
        public var state: SlaState?
        /// Why it is exempt or withheld.
        public var reason: String?

        public init(
            followUp: String? = nil, event: String? = nil, person: String, title: String, unit: String, by: String? = nil, cohort: LocalDay, state: SlaState? = nil,
            reason: String? = nil
        ) {
            (self.followUp, self.event, self.person, self.title) = (followUp, event, person, title)
            (self.unit, self.by, self.cohort, self.state, self.reason) = (unit, by, cohort, state, reason)
        }
    }

    public struct Model: Sendable {
        public var title: String
        /// The measure in words.
        public var definition: String
        /// What was narrowed: unit, rule, period.
        public var scope: [LabelledText]
        public var total: Int
        public var figure: RateFigure?
        public var lines: [Line]
        public var turn: PageTurn
        public var csv: String?
        public var workbook: String?
        /// The report it belongs to; then the numbers are those of its cut-off.
        public var report: LabelledText?

        public init(
            title: String, definition: String, scope: [LabelledText], total: Int, figure: RateFigure? = nil, lines: [Line], turn: PageTurn = PageTurn(),
            csv: String? = nil, workbook: String? = nil, report: LabelledText? = nil
        ) {
            (self.title, self.definition, self.scope, self.total, self.figure) = (title, definition, scope, total, figure)
            (self.lines, self.turn, self.csv, self.workbook, self.report) = (lines, turn, csv, workbook, report)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let files: HTML = with(model.workbook) { linkButton(p("report.workbook"), $0, icon: .download, chrome) }
            + with(model.csv) { linkButton(p("report.csv"), $0, icon: .download, chrome) }
        let trail = model.report.map { [(p("nav.reports"), "/reports"), ($0.label, $0.text)] } ?? [(p("nav.dashboard"), "/dashboard")]
        return Layout.page(title: model.title, chrome, current: model.report == nil ? .dashboard : .reports, body: """
            \(PageHead.render(model.title, beside: "<span class=\"muted\">\(p("report.rows", ["n": .number(model.total)]))</span>", actions: files, trail: trail, chrome))
            <p class="lead">\(model.definition)</p>
            \(when(!model.scope.isEmpty || model.figure != nil, "<section class=\"card strip\"><div class=\"card-b pad stack\">\(terms(model.scope.map { ($0.label, "\($0.text)") }))\(with(model.figure) { CoverageBar.render(p("report.coverage"), $0, chrome) })</div></section>"))
            <section class="card" aria-label="\(model.title)">\(list(model, chrome))\(model.turn.render(chrome))</section>
            """)
    }

    private static func list(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        if model.lines.isEmpty { return Empty.render(.search, p("report.noRows"), "", chrome) }
        let columns = [
            DataTable.Column(p("queue.who")), DataTable.Column(p("queue.why")), DataTable.Column(p("complaints.unit")), DataTable.Column(p("reviews.by")),
            DataTable.Column(p("report.cohort")), DataTable.Column(p("imports.state")),
        ]
        return DataTable(caption: model.title, columns: columns, rows: model.lines.map { row($0, chrome) }).render(chrome)
    }

    private static func row(_ line: Line, _ chrome: PageChrome) -> [HTML] {
        let address = line.followUp.map(Address.explanation) ?? line.event.map(Address.event)
        let name: HTML = address.map { #"<a class="name" href="\#(url: $0)">\#(line.person)</a>"# } ?? "\(line.person)"
        return [
            name, "\(line.title)", "\(line.unit)", "\(line.by)", "\(chrome.words.day(line.cohort))",
            with(line.state) { SlaBadge.render($0, chrome) } + with(line.reason) { "<div class=\"l2\">\($0)</div>" },
        ]
    }
}
