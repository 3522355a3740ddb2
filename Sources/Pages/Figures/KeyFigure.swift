import Phrasebook

/// One of the large figures on top: never a percentage alone, and always a link to what it counts.
public struct KeyFigure: Sendable {
    public enum Value: Sendable {
        case rate(RateFigure)
        case count(Int)
        /// Done of due.
        case outOf(Int, Int)
    }

    public var title: String
    public var value: Value
    public var tone: Tone
    /// Beside or under it: the target, the change, the interval.
    public var notes: [String]
    /// The list behind it, for those who may read it.
    public var address: String?

    public init(_ title: String, _ value: Value, tone: Tone = .plain, notes: [String] = [], address: String?) {
        (self.title, self.value, self.tone, self.notes, self.address) = (title, value, tone, notes, address)
    }

    func render(_ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let tint = tone == .plain ? "" : " tone-" + tone.rawValue
        let value: HTML = address.map { #"<a class="v\#(tint)" href="\#(url: $0)">\#(number(p))</a>"# } ?? #"<span class="v\#(tint)">\#(number(p))</span>"#
        return """
            <section class="card kpi"><h2>\(title)</h2>\(value)\(bar(chrome))\
            \(when(!base(p).isEmpty, "<p class=\"dots\">\(each(base(p)) { "<span>\($0)</span>" })</p>"))\(each(notes) { "<p>\($0)</p>" })</section>

            """
    }

    private func number(_ p: Phrases) -> HTML {
        switch value {
        case .rate(let figure): "\(p.percent(figure.numerator, of: figure.denominator))"
        case .count(let count): "\(p.number(count))"
        case .outOf(let part, let whole): "\(p.number(part))<small> / \(p.number(whole))</small>"
        }
    }

    private func bar(_ chrome: PageChrome) -> HTML {
        if case .rate(let figure) = value, figure.target != nil { return CoverageBar.bar(figure, label: nil, chrome) }
        return .none
    }

    /// What the rate is of, and its target.
    private func base(_ p: Phrases) -> [String] {
        guard case .rate(let figure) = value else { return [] }
        let counts = p.number(figure.numerator) + " / " + p.number(figure.denominator)
        return [counts] + (figure.target.map { [p("figure.target", ["target": .text(p.percent(tenths: $0))])] } ?? [])
    }
}

/// A unit's rate in the bar chart.
public struct UnitRate: Sendable {
    public var name: String
    public var figure: RateFigure

    public init(_ name: String, _ figure: RateFigure) { (self.name, self.figure) = (name, figure) }
}

/// Horizontal bars with the target across them and the figures in columns of their own.
enum UnitBars {
    static func render(_ rates: [UnitRate], _ chrome: PageChrome) -> HTML {
        #"<div class="hbars">\#(each(rates) { row($0, chrome) })</div>\#(table(rates, chrome))"#
    }

    private static func row(_ rate: UnitRate, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let figure = rate.figure
        let name: HTML = figure.address.map { #"<a class="name" href="\#(url: $0)" title="\#(rate.name)">\#(rate.name)</a>"# } ?? #"<span class="name" title="\#(rate.name)">\#(rate.name)</span>"#
        return """
            \(name)\(CoverageBar.bar(figure, label: nil, chrome))<span class="v">\(p.percent(figure.numerator, of: figure.denominator))</span>\
            <span class="n">\(p.number(figure.numerator)) / \(p.number(figure.denominator))</span><span class="low">\(figure.isBelowTarget ? p("dashboard.below") : "")</span>

            """
    }

    private static func table(_ rates: [UnitRate], _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let columns = [
            DataTable.Column(p("complaints.unit")), DataTable.Column(p("report.obligatory"), isNumber: true), DataTable.Column(p("report.done"), isNumber: true),
            DataTable.Column(p("report.coverage"), isNumber: true), DataTable.Column(p("dashboard.gap"), isNumber: true),
        ]
        let rows: [[HTML]] = rates.map { rate in
            let figure = rate.figure
            return [
                "\(rate.name)", "\(p.number(figure.denominator))", "\(p.number(figure.numerator))", "\(p.percent(figure.numerator, of: figure.denominator))",
                "\(figure.gap.map { p.points(tenths: $0) } ?? "")",
            ]
        }
        return #"<details class="data"><summary>\#(p("dashboard.data"))</summary>\#(DataTable(caption: p("dashboard.data"), columns: columns, rows: rows).render(chrome))</details>"#
    }
}

/// A target and what is still missing: so many more by a day, or no longer reachable.
public struct QuotaLine: Sendable {
    public var title: String
    public var figure: RateFigure
    /// In words: 41 more by the 30th, 9 windows close on Friday.
    public var plan: String
    public var isReachable: Bool
    public var address: String?

    public init(_ title: String, _ figure: RateFigure, plan: String, isReachable: Bool = true, address: String? = nil) {
        (self.title, self.figure, self.plan, self.isReachable, self.address) = (title, figure, plan, isReachable, address)
    }
}

enum QuotaTable {
    static func render(_ lines: [QuotaLine], _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let columns = [DataTable.Column(p("dashboard.target")), DataTable.Column(p("dashboard.now"), isNumber: true), DataTable.Column(p("dashboard.plan"))]
        return DataTable(caption: p("dashboard.quota"), columns: columns, rows: lines.map { row($0, chrome) }).render(chrome)
    }

    private static func row(_ line: QuotaLine, _ chrome: PageChrome) -> [HTML] {
        let p = chrome.phrases
        let figure = line.figure
        let plan: HTML = line.address.map { #"<a href="\#(url: $0)">\#(line.plan)</a>"# } ?? "\(line.plan)"
        return [
            "\(line.title)\(with(figure.target) { "<div class=\"l2\">\(p("figure.target", ["target": .text(p.percent(tenths: $0))]))</div>" })",
            "<span class=\"figure\">\(p.percent(figure.numerator, of: figure.denominator))</span><div class=\"l2\">\(p.number(figure.numerator)) / \(p.number(figure.denominator))</div>",
            line.isReachable ? plan : "<span class=\"tone-danger\">\(plan)</span>",
        ]
    }
}
