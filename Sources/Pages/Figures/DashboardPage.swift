import Domain
import Phrasebook

/// Is the target met, and where not. `GET /dashboard?period=2026-11&unit=&regulation=`
public enum DashboardPage {
    public struct Model: Sendable {
        /// Choices of the three filters and what is chosen.
        public var periods: [Choice]
        public var period: String
        public var units: [Choice]
        public var unit: String?
        public var regulations: [Choice]
        public var regulation: String?
        public var asOf: Instant
        public var figures: [KeyFigure]
        public var byUnit: [UnitRate]
        public var trend: Trend?
        public var satisfaction: SatisfactionItems?
        public var overdue: OverdueTable
        /// What must still be done to reach each target.
        public var quotas: [QuotaLine]
        public var notes: [Note]
        public var exportAddress: String?
        public var exportWorkbookAddress: String?
        public var reportAddress: String?
        public var drawsAddress: String?

        public init(
            periods: [Choice], period: String, units: [Choice] = [], unit: String? = nil, regulations: [Choice] = [], regulation: String? = nil, asOf: Instant,
            figures: [KeyFigure], byUnit: [UnitRate], trend: Trend? = nil, satisfaction: SatisfactionItems? = nil, overdue: OverdueTable, quotas: [QuotaLine] = [],
            notes: [Note] = [], exportAddress: String? = nil, exportWorkbookAddress: String? = nil, reportAddress: String? = nil, drawsAddress: String? = nil
        ) {
            (self.periods, self.period, self.units, self.unit) = (periods, period, units, unit)
            (self.regulations, self.regulation, self.asOf, self.figures) = (regulations, regulation, asOf, figures)
            (self.byUnit, self.trend, self.satisfaction, self.overdue) = (byUnit, trend, satisfaction, overdue)
            (self.quotas, self.notes, self.reportAddress, self.drawsAddress) = (quotas, notes, reportAddress, drawsAddress)
            (self.exportAddress, self.exportWorkbookAddress) = (exportAddress, exportWorkbookAddress)
        }
    }

    /// A sentence that the server worked out, with the list behind it.
    public struct Note: Sendable {
        public var tone: Tone
        public var text: String
        public var address: String?

        public init(_ tone: Tone, _ text: String, address: String? = nil) { (self.tone, self.text, self.address) = (tone, text, address) }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return Layout.page(title: p("nav.dashboard"), chrome, current: .dashboard, body: """
            \(PageHead.render(p("nav.dashboard"), beside: filters(model, chrome), actions: actions(model, chrome), chrome))
            <div class="kpis k\(min(model.figures.count, 6))">\(each(model.figures) { $0.render(chrome) })</div>
            <div class="dash">\(units(model, chrome))\(with(model.trend) { TrendChart.render($0, chrome) })\(with(model.satisfaction) { $0.render(chrome) })\
            \(model.overdue.render(chrome))\(quotas(model, chrome))\(notes(model, chrome))</div>
            """)
    }

    private static func filters(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return """
            <form class="row row-wrap" action="/dashboard"><select class="select select-sm" name="period" aria-label="\(p("dashboard.period"))" data-submit>\
            \(each(model.periods) { Fields.option($0, model.period) })</select>\
            \(when(!model.units.isEmpty, Fields.filter("unit", label: p("queue.whichUnit"), model.units, value: model.unit, all: p("queue.everyUnit"))))\
            \(when(!model.regulations.isEmpty, Fields.filter("regulation", label: p("console.regulation"), model.regulations, value: model.regulation, all: p("dashboard.everyRegulation"))))\
            <noscript><button class="btn btn-sm" type="submit">\(p("queue.apply"))</button></noscript></form>
            """
    }

    private static func actions(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return """
            <span class="t12 faint">\(p("dashboard.asOf", ["time": .text(chrome.words.moment(model.asOf))]))</span>\
            \(with(model.drawsAddress) { linkButton(p("dashboard.draws"), $0, icon: .listChecks, chrome) })\
            \(with(model.exportWorkbookAddress) { linkButton(p("dashboard.exportWorkbook"), $0, icon: .download, chrome) })\
            \(with(model.exportAddress) { linkButton(p("dashboard.export"), $0, icon: .download, chrome) })\
            \(with(model.reportAddress) { linkButton(p("dashboard.report"), $0, icon: .fileText, chrome) })
            """
    }

    private static func units(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let below = model.byUnit.count { $0.figure.isBelowTarget }
        // Without a target nothing is met or missed.
        let hasTarget = model.byUnit.contains { $0.figure.target != nil }
        let title = !hasTarget ? p("dashboard.unitsPlain") : below == 0 ? p("dashboard.unitsAllMet") : p("dashboard.unitsBelow", ["n": .number(below)])
        return """
            <section class="card d7"><div class="card-h"><h2>\(title)</h2><span class="sub grow">\(p("dashboard.unitsWords"))</span></div>\
            \(model.byUnit.isEmpty ? inside("<p class=\"muted\">\(p("dashboard.noFigures"))</p>") : UnitBars.render(model.byUnit, chrome))</section>

            """
    }

    private static func quotas(_ model: Model, _ chrome: PageChrome) -> HTML {
        if model.quotas.isEmpty { return .none }
        return """
            <section class="card d7"><div class="card-h"><h2>\(chrome.phrases("dashboard.quota"))</h2></div>\(QuotaTable.render(model.quotas, chrome))</section>

            """
    }

    private static func notes(_ model: Model, _ chrome: PageChrome) -> HTML {
        if model.notes.isEmpty { return .none }
        return """
            <section class="card d5"><div class="card-h"><h2>\(chrome.phrases("dashboard.notes"))</h2></div>\(inside("<ul class=\"notes\">\(each(model.notes) { note($0, chrome) })</ul>"))</section>

            """
    }

    private static func note(_ note: Note, _ chrome: PageChrome) -> HTML {
        let name: IconName = note.tone == .danger ? .circleAlert : (note.tone == .ok ? .circleCheck : .triangleAlert)
        let words: HTML = note.address.map { #"<a href="\#(url: $0)">\#(note.text)</a>"# } ?? "\(note.text)"
        return "<li>\(icon(name, chrome, class: "tone-" + note.tone.rawValue))<span>\(words)</span></li>"
    }
}
