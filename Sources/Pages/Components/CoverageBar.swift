import Phrasebook

/// A rate with its target: how many of how many, and where they should be.
public struct RateFigure: Sendable, Hashable {
    public var numerator: Int
    public var denominator: Int
    /// Tenths of a percent: 950 is 95 %. Nil when the regulation sets none.
    public var target: Int?
    /// The list behind the figure.
    public var address: String?

    public init(_ numerator: Int, of denominator: Int, target: Int? = nil, address: String? = nil) {
        (self.numerator, self.denominator, self.target, self.address) = (numerator, denominator, target, address)
    }

    /// Compared in whole numbers: 1000·k ≥ t·n. Nothing of nothing misses no target.
    public var isBelowTarget: Bool {
        guard let target, denominator > 0 else { return false }
        return numerator * 1000 < target * denominator
    }

    /// How many more would reach the target; 0 when it is reached.
    public var missing: Int {
        guard let target, denominator > 0 else { return 0 }
        return max(0, (target * denominator + 999) / 1000 - numerator)
    }

    var percent: Double { denominator > 0 ? min(100, Double(numerator) * 100 / Double(denominator)) : 0 }

    /// Tenths of a percentage point above (+) or below (−) the target, of the rounded rate; nil without a target or base.
    var gap: Int? {
        guard let target, denominator > 0 else { return nil }
        return Phrases.roundedTenths(numerator, of: denominator) - target
    }
}

/// The bar alone: amber when under target, the target as a mark across it.
enum CoverageBar {
    static func bar(_ figure: RateFigure, label: String?, _ chrome: PageChrome) -> HTML {
        let name: HTML = label.map { #"role="img" aria-label="\#($0)""# } ?? #"aria-hidden="true""#
        return """
            <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" \(name)><rect class="bar-bg" width="100" height="8" rx="1"/>\
            <rect class="bar-fg\(figure.isBelowTarget ? " low" : "")" width="\(figure.percent)" height="8" rx="1"/>\
            \(with(figure.target) { mark(Double($0) / 10) })</svg>
            """
    }

    private static func mark(_ x: Double) -> HTML {
        #"<line class="bar-tg" x1="\#(x)" x2="\#(x)" y1="-3" y2="11" vector-effect="non-scaling-stroke"/>"#
    }

    /// Bar with title, both numbers, the rate and the target in words.
    static func render(_ title: String, _ figure: RateFigure, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let rate = p.percent(figure.numerator, of: figure.denominator)
        let counts: HTML = "<small>\(p.number(figure.numerator))/\(p.number(figure.denominator))</small>"
        let linked: HTML = figure.address.map { #"<a href="\#(url: $0)">\#(title)</a> \#(counts)"# } ?? "\(title) \(counts)"
        return """
            <div class="cov"><span>\(linked)</span><span class="v\(figure.isBelowTarget ? " tone-warn" : "")">\(rate)\
            \(with(figure.target) { " <small>\(p("figure.target", ["target": .text(p.percent(tenths: $0))]))</small>" })</span>\
            \(bar(figure, label: label(title, figure, p), chrome))</div>
            """
    }

    private static func label(_ title: String, _ figure: RateFigure, _ p: Phrases) -> String {
        let rate = p.percent(figure.numerator, of: figure.denominator)
        guard let target = figure.target else { return p("figure.rateOf", ["title": .text(title), "rate": .text(rate)]) }
        return p("figure.rateAndTarget", ["title": .text(title), "rate": .text(rate), "target": .text(p.percent(tenths: target))])
    }
}
