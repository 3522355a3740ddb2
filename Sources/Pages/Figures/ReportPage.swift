import Domain
import Phrasebook

/// The report of a month: figures at a cut-off, in a version. `GET /reports/{id}`
///
/// Forms with `csrf`: `POST /reports/{id}/remarks` with `remarks`; `POST /reports/{id}/hand-in`; `POST /reports/{id}/return` with `reason`;
/// `POST /reports/{id}/approval` with `comment`; `POST /reports/{id}/freezing`; `POST /reports/{id}/receipt`; `POST /reports/{id}/versions` begins
/// the next version with later facts. `GET /reports/{id}/rows.csv` and `rows.xlsx` have every row behind the figures.
public enum ReportPage {
    /// The disjoint parts of what a rule asked for, for one line of a table. Each count opens to its list.
    public struct Counts: Sendable {
        public var eligible: Int
        public var exempt: Int
        public var obligatory: Int
        public var inTime: Int
        public var late: Int
        public var lost: Int
        public var notDone: Int
        /// Windows still open at the cut-off: in neither part of the rate, even if done.
        public var open: Int
        public var coverage: RateFigure
        /// Address of the list of one part: `eligible`, `exempt`, `obligatory`, `inTime`, `late`, `lost`, `notDone`, `open`.
        public var address: String

        public init(
            eligible: Int, exempt: Int, obligatory: Int, inTime: Int, late: Int, lost: Int, notDone: Int, open: Int, coverage: RateFigure, address: String
        ) {
            (self.eligible, self.exempt, self.obligatory, self.inTime, self.late) = (eligible, exempt, obligatory, inTime, late)
            (self.lost, self.notDone, self.open, self.coverage, self.address) = (lost, notDone, open, coverage, address)
        }
    }

    public struct Section: Sendable {
        /// By unit, regulation, rule, person.
        public var title: String
        public var heading: String
        public var lines: [(name: String, counts: Counts)]
        public var sum: Counts?

        public init(title: String, heading: String, lines: [(name: String, counts: Counts)], sum: Counts? = nil) {
            (self.title, self.heading, self.lines, self.sum) = (title, heading, lines, sum)
        }
    }

    public struct Model: Sendable {
        public var id: String
        public var title: String
        /// First and last day, for a report that is not of a calendar month.
        public var period: String
        public var organisation: String
        public var version: Int
        public var state: ReportState
        public var cutOff: Instant
        public var figures: [KeyFigure]
        public var sections: [Section]
        public var satisfaction: SatisfactionItems?
        public var parts: [ReportPart]
        /// Each measure in words: numerator, denominator, what is left out.
        public var definitions: [LabelledText]
        public var steps: [TimelineEntry]
        /// Hash of the frozen rows.
        public var hash: String?
        public var laterFacts: Int
        /// What whoever wrote it has to say; nil where no comment belongs to it.
        public var remarks: String?
        public var mayWrite: Bool
        public var mayHandIn: Bool
        public var mayReturn: Bool
        public var maySign: Bool
        /// Whether it goes to those who sign for it.
        public var isCirculated: Bool
        /// Who signs for it, and when they did.
        public var receipts: [(name: String, receivedAt: Instant?)]
        /// Why it was given back, while it is being written again.
        public var returned: String?
        public var due: Instant?
        public var errors: [FieldError]
        public var mayApprove: Bool
        public var mayFreeze: Bool
        public var mayRenew: Bool
        public var whyNotApprove: String?

        public init(
            id: String, title: String, period: String, organisation: String, version: Int, state: ReportState, cutOff: Instant, figures: [KeyFigure],
            sections: [Section], satisfaction: SatisfactionItems? = nil, parts: [ReportPart] = [], definitions: [LabelledText], steps: [TimelineEntry] = [],
            hash: String? = nil, laterFacts: Int = 0, remarks: String? = nil, mayWrite: Bool = false, mayHandIn: Bool = false, mayReturn: Bool = false,
            maySign: Bool = false, isCirculated: Bool = false, receipts: [(name: String, receivedAt: Instant?)] = [], returned: String? = nil,
            due: Instant? = nil, errors: [FieldError] = [], mayApprove: Bool = false, mayFreeze: Bool = false, mayRenew: Bool = false,
            whyNotApprove: String? = nil
        ) {
            (self.id, self.title, self.period, self.organisation, self.version) = (id, title, period, organisation, version)
            (self.state, self.cutOff, self.parts, self.remarks) = (state, cutOff, parts, remarks)
            (self.mayWrite, self.mayHandIn, self.mayReturn, self.maySign) = (mayWrite, mayHandIn, mayReturn, maySign)
            (self.isCirculated, self.receipts, self.returned, self.due, self.errors) = (isCirculated, receipts, returned, due, errors)
            (self.figures, self.sections, self.satisfaction, self.definitions) = (figures, sections, satisfaction, definitions)
            (self.steps, self.hash, self.laterFacts) = (steps, hash, laterFacts)
            (self.mayApprove, self.mayFreeze, self.mayRenew, self.whyNotApprove) = (mayApprove, mayFreeze, mayRenew, whyNotApprove)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let due: HTML = when(model.state == .draft, with(model.due) { SlaBadge.render(SlaState(due: $0), chrome) })
        return Layout.page(title: model.title, chrome, current: .reports, body: """
            <p class="only-print report-org">\(model.organisation)</p>
            \(PageHead.render(model.title, beside: model.state.badge(chrome) + due, actions: actions(model, chrome), trail: [(p("nav.reports"), "/reports")], chrome))
            \(ErrorSummary.render(model.errors, chrome))<p class="lead dots"><span>\(model.period)</span><span>\(p("report.version", ["n": .number(model.version)]))</span><span>\(p("report.cutOffAt", ["time": .text(chrome.words.full(model.cutOff))]))</span>\
            \(with(model.hash) { "<span class=\"mono\">\($0)</span>" })</p>
            \(notice(model, chrome))<div class="kpis k\(min(model.figures.count, 6))">\(each(model.figures) { $0.render(chrome) })</div>
            <div class="stack">\(ReportPaper.remarks(model, chrome))\(each(model.sections) { ReportTable.render($0, chrome) })\(each(model.parts) { $0.render(chrome) })<div class="dash">\(with(model.satisfaction) { $0.render(chrome) })\
            <section class="card d7"><div class="card-h"><h2>\(p("report.definitions"))</h2></div>\(inside(terms(model.definitions.map { ($0.label, "\($0.text)") })))</section></div>
            \(ReportPaper.receipts(model, chrome))\(when(!model.steps.isEmpty, card(p("report.steps"), inside(Timeline.render(model.steps, chrome)))))\(signatures(chrome))</div>
            """)
    }

    private static func actions(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return """
            \(linkButton(p("report.workbook"), Address.path("reports", model.id, "rows.xlsx"), icon: .download, chrome))\
            \(linkButton(p("report.csv"), Address.path("reports", model.id, "rows.csv"), icon: .download, chrome))\
            <button class="btn" type="button" data-print>\(icon(.printer, chrome))\(p("report.print"))</button>\(decision(model, chrome))
            """
    }

    private static func decision(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        switch model.state {
        case .draft where model.mayHandIn: return act("hand-in", p("report.handIn"), .send, model, chrome)
        case .handedIn where model.mayApprove: return ReportPaper.giveBack(model, chrome) + act("approval", p("report.approve"), .badgeCheck, model, chrome)
        case .handedIn where model.mayReturn: return ReportPaper.giveBack(model, chrome)
        case .approved where model.mayFreeze:
            return ReportPaper.giveBack(model, chrome) + act("freezing", p(model.isCirculated ? "report.circulate" : "report.freeze"), .lock, model, chrome)
        case .frozen:
            return when(model.maySign, act("receipt", p("report.sign"), .signature, model, chrome))
                + when(model.mayRenew, act("versions", p("report.newVersion"), .plus, model, chrome, class: ""))
        default: return .none
        }
    }

    private static func act(_ what: String, _ title: String, _ name: IconName, _ model: Model, _ chrome: PageChrome, class kind: String = "btn-primary") -> HTML {
        postForm(Address.path("reports", model.id, what), class: "row", chrome, submitButton(title, icon: name, class: kind, chrome))
    }

    private static func notice(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let returned: HTML = model.state == .draft ? with(model.returned) { Alert.render(.warn, icon(.undo, chrome), title: p("report.returned"), body: "\($0)") } : .none
        let why: HTML = model.state == .handedIn ? with(model.whyNotApprove) { Alert.render(.info, icon(.users, chrome), title: $0) } : .none
        let later: HTML = when(model.state == .frozen && model.laterFacts > 0, Alert.render(
            .info, icon(.info, chrome), title: p("report.later", ["n": .number(model.laterFacts)]), body: "\(p("report.laterWords"))"))
        return returned + why + later
    }

    /// For paper only.
    private static func signatures(_ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let roles: [PhraseKey] = ["report.signMade", "report.signReviewed", "report.signApproved"]
        return #"<div class="only-print signs">\#(each(roles) { "<div><span>\(p($0))</span><span>\(p("print.date"))</span></div>" })</div>"#
    }
}

/// One table of the report.
enum ReportTable {
    private typealias Part = (title: PhraseKey, name: String, count: @Sendable (ReportPage.Counts) -> Int)

    private static let parts: [Part] = [
        ("report.eligible", "eligible", { $0.eligible }), ("report.exempt", "exempt", { $0.exempt }), ("report.obligatory", "obligatory", { $0.obligatory }),
        ("report.inTime", "inTime", { $0.inTime }), ("report.late", "late", { $0.late }), ("report.lost", "lost", { $0.lost }),
        ("report.notDone", "notDone", { $0.notDone }), ("report.open", "open", { $0.open }),
    ]

    static func render(_ section: ReportPage.Section, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let columns = [DataTable.Column(section.heading)] + parts.map { DataTable.Column(p($0.title), isNumber: true) } + [DataTable.Column(p("report.coverage"), isNumber: true)]
        let foot = section.sum.map { row(p("dashboard.sum"), $0, p) } ?? []
        let table = DataTable(caption: section.title, columns: columns, rows: section.lines.map { row($0.name, $0.counts, p) }, foot: foot)
        return #"<section class="card"><div class="card-h"><h2>\#(section.title)</h2></div>\#(table.render(chrome))</section>"#
    }

    private static func row(_ name: String, _ counts: ReportPage.Counts, _ p: Phrases) -> [HTML] {
        ["\(name)"] + parts.map { cell(counts, $0, p) } + [coverage(counts.coverage, p)]
    }

    private static func cell(_ counts: ReportPage.Counts, _ part: Part, _ p: Phrases) -> HTML {
        let count = part.count(counts)
        if count == 0 { return "<span class=\"faint\">0</span>" }
        let separator = counts.address.contains("?") ? "&" : "?"
        return #"<a href="\#(url: counts.address + separator + "part=" + part.name)">\#(p.number(count))</a>"#
    }

    private static func coverage(_ figure: RateFigure, _ p: Phrases) -> HTML {
        let rate: HTML = "<span class=\"figure nowrap\(figure.isBelowTarget ? " tone-warn" : "")\">\(p.percent(figure.numerator, of: figure.denominator))</span>"
        let target: HTML = with(figure.target) { "<div class=\"l2 nowrap\">\(p("figure.target", ["target": .text(p.percent(tenths: $0))]))\(figure.isBelowTarget ? " " + p("dashboard.below") : "")</div>" }
        return rate + target
    }
}
