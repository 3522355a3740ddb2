import Domain
import Phrasebook

/// The register of assessments, newest first. `GET /assessments?before=`, as a file `GET /assessments/rows.csv` and `rows.xlsx`, on paper
/// `GET /assessments/print`.
public enum AssessmentsPage {
    public struct Line: Sendable {
        public var id: String
        public var title: String
        public var regulation: String
        public var period: String
        /// The department, and the person where one is assessed.
        public var unit: String
        public var staff: String?
        public var figure: AssessmentCard.Figure
        public var lines: [AssessmentCard.Line]
        public var state: AssessmentState
        public var decision: String?

        public init(
            id: String, title: String, regulation: String, period: String, unit: String, staff: String? = nil, figure: AssessmentCard.Figure,
            lines: [AssessmentCard.Line], state: AssessmentState, decision: String? = nil
        ) {
            (self.id, self.title, self.regulation, self.period, self.unit, self.staff) = (id, title, regulation, period, unit, staff)
            (self.figure, self.lines, self.state, self.decision) = (figure, lines, state, decision)
        }

    }

    public struct Model: Sendable {
        public var lines: [Line]
        public var turn: PageTurn
        public init(lines: [Line], turn: PageTurn = PageTurn()) { (self.lines, self.turn) = (lines, turn) }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return Layout.page(title: p("assessment.register"), chrome, current: .duties, body: """
            \(PageHead.render(p("assessment.register"), actions: actions(model, chrome), trail: [(p("nav.duties"), "/duties")], chrome))
            <p class="lead">\(p("assessment.registerWords"))</p>
            <section class="card" aria-label="\(p("assessment.register"))">\(list(model, chrome))\(model.turn.render(chrome))</section>
            """)
    }

    private static func actions(_ model: Model, _ chrome: PageChrome) -> HTML {
        guard !model.lines.isEmpty else { return .none }
        let p = chrome.phrases
        return linkButton(p("dashboard.exportWorkbook"), "/assessments/rows.xlsx", icon: .download, chrome)
            + linkButton(p("dashboard.export"), "/assessments/rows.csv", icon: .download, chrome) + linkButton(p("report.print"), "/assessments/print", icon: .printer, chrome)
    }

    private static func list(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        if model.lines.isEmpty { return Empty.render(.inbox, p("assessment.none"), p("assessment.noneWords"), chrome) }
        let columns = [
            DataTable.Column(p("assessment.one")), DataTable.Column(p("assessment.period")), DataTable.Column(p("assessment.whom")), DataTable.Column(p("assessment.figure")),
            DataTable.Column(p("assessment.proposed")), DataTable.Column(p("imports.state")),
        ]
        return DataTable(caption: p("assessment.register"), columns: columns, rows: model.lines.map { row($0, chrome) }).render(chrome)
    }

    private static func row(_ line: Line, _ chrome: PageChrome) -> [HTML] {
        let p = chrome.phrases
        return [
            #"<a class="name" href="\#(url: Address.assessment(line.id))">\#(line.title)</a><div class="l2">\#(line.regulation)</div>"#, "\(line.period)",
            "\(line.staff ?? line.unit)\(when(line.staff != nil, "<div class=\"l2\">\(line.unit)</div>"))", "\(line.figure.words(p))",
            each(line.lines) { "<div>\($0.what): \($0.words(p))</div>" },
            "\(line.state.badge(chrome))\(with(line.decision) { "<div class=\"l2\">\($0)</div>" })",
        ]
    }
}

/// Where an assessment stands.
public enum AssessmentState: String, Sendable, Hashable, CaseIterable {
    case open, told, accepted, objected, heard, decided

    func badge(_ chrome: PageChrome) -> HTML {
        let words = chrome.phrases(PhraseKey("assessmentState." + rawValue))
        return switch self {
        case .open: Pages.badge(.warn, .clipboardPen, words, chrome)
        case .told: Pages.badge(.info, .send, words, chrome)
        case .accepted: Pages.badge(.info, .check, words, chrome)
        case .objected: Pages.badge(.danger, .messageSquareWarning, words, chrome)
        case .heard: Pages.badge(.info, .clipboardCheck, words, chrome)
        case .decided: Pages.badge(.ok, .badgeCheck, words, chrome)
        }
    }
}

/// The register on paper.
public enum PrintedAssessmentsPage {
    public static func render(_ lines: [AssessmentsPage.Line], organisation: String, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let heads = ["assessment.one", "assessment.period", "assessment.whom", "assessment.figure", "assessment.proposed", "imports.state"].map { p(PhraseKey($0)) }
        return PrintSheet.page(title: p("assessment.register"), label: p("assessment.register"), back: "/assessments", chrome, sheet: """
            <header class="ph"><div class="org">\(organisation)</div><h1>\(p("assessment.register"))</h1></header>
            <table class="form q"><thead><tr>\(each(heads) { "<th scope=\"col\">\($0)</th>" })</tr></thead><tbody>
            \(each(lines) { row($0, p) })</tbody></table>
            <p class="fine">\(p("assessment.words"))</p>
            """)
    }

    private static func row(_ line: AssessmentsPage.Line, _ p: Phrases) -> HTML {
        let whom = [line.unit, line.staff].compactMap(\.self).joined(separator: " ")
        let state = p(PhraseKey("assessmentState." + line.state.rawValue)) + (line.decision.map { ": " + $0 } ?? "")
        return """
            <tr><td>\(line.title)</td><td>\(line.period)</td><td>\(whom)</td><td>\(line.figure.words(p))</td>\
            <td>\(each(line.lines) { "<div>\($0.what): \($0.words(p))</div>" })</td><td>\(state)</td></tr>

            """
    }
}
