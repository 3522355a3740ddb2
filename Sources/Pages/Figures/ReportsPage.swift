import Domain
import Phrasebook

/// Where a report stands on its way to being published.
public enum ReportState: Sendable, Hashable {
    case draft, handedIn, approved, frozen

    func badge(_ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return switch self {
        case .draft: Pages.badge(.warn, .pencil, p("report.draft"), chrome)
        case .handedIn: Pages.badge(.info, .send, p("report.handedIn"), chrome)
        case .approved: Pages.badge(.info, .badgeCheck, p("report.approved"), chrome)
        case .frozen: Pages.badge(.ok, .lock, p("report.frozen"), chrome)
        }
    }
}

/// Monthly reports. `GET /reports`; `POST /reports` with `month` (2026-11), `regulation` and `csrf` begins one.
public enum ReportsPage {
    public struct Line: Sendable {
        public var id: String
        public var month: LocalDay
        /// The regulation, and the unit it covers with all below it.
        public var title: String
        public var unit: String
        public var version: Int
        public var state: ReportState
        public var cutOff: Instant
        public var coverage: RateFigure?
        public var by: String?

        public init(
            id: String, month: LocalDay, title: String, unit: String, version: Int, state: ReportState, cutOff: Instant, coverage: RateFigure? = nil, by: String? = nil
        ) {
            (self.id, self.month, self.title, self.unit, self.version, self.state, self.cutOff) = (id, month, title, unit, version, state, cutOff)
            (self.coverage, self.by) = (coverage, by)
        }
    }

    public struct Model: Sendable {
        public var lines: [Line]
        /// Months for which one may be begun; value `2026-11`.
        public var months: [Choice]
        public var regulations: [Choice]
        public var turn: PageTurn
        public var errors: [FieldError]

        public init(lines: [Line], months: [Choice] = [], regulations: [Choice] = [], turn: PageTurn = PageTurn(), errors: [FieldError] = []) {
            (self.lines, self.months, self.regulations, self.turn, self.errors) = (lines, months, regulations, turn, errors)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return Layout.page(title: p("nav.reports"), chrome, current: .reports, body: """
            \(PageHead.render(p("nav.reports"), actions: linkButton(p("register.list"), "/registers", icon: .bookOpen, chrome) + when(!model.regulations.isEmpty, begin(model, chrome)), chrome))\(ErrorSummary.render(model.errors, chrome))
            <section class="card" aria-label="\(p("nav.reports"))">\(list(model, chrome))\(model.turn.render(chrome))</section>
            """)
    }

    private static func begin(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return postForm("/reports", class: "row", chrome, """
            <select class="select select-sm" name="month" aria-label="\(p("report.month"))">\(each(model.months) { Fields.option($0, nil) })</select>\
            <select class="select select-sm" name="regulation" aria-label="\(p("nav.regulations"))">\(each(model.regulations) { Fields.option($0, nil) })</select>\
            \(submitButton(p("report.begin"), icon: .plus, chrome))
            """)
    }

    private static func list(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        if model.lines.isEmpty { return Empty.render(.chartColumn, p("report.none"), p("report.noneWords"), chrome) }
        let columns = [
            DataTable.Column(p("report.month")), DataTable.Column(p("imports.state")), DataTable.Column(p("report.cutOff")), DataTable.Column(p("report.coverage"), isNumber: true),
            DataTable.Column(p("report.by")),
        ]
        return DataTable(caption: p("nav.reports"), columns: columns, rows: model.lines.map { row($0, chrome) }).render(chrome)
    }

    private static func row(_ line: Line, _ chrome: PageChrome) -> [HTML] {
        let p = chrome.phrases
        return [
            #"<a class="name" href="\#(url: Address.report(line.id))">\#(chrome.words.month(of: line.month))</a><div class="l2">\#(line.title) \#(p("report.version", ["n": .number(line.version)])) \#(line.unit)</div>"#,
            line.state.badge(chrome), "\(chrome.words.full(line.cutOff))",
            with(line.coverage) { figure in
                "<span class=\"figure\(figure.isBelowTarget ? " tone-warn" : "")\">\(p.percent(figure.numerator, of: figure.denominator))</span><div class=\"l2\">\(p.number(figure.numerator)) / \(p.number(figure.denominator))</div>"
            },
            "\(line.by)",
        ]
    }
}
