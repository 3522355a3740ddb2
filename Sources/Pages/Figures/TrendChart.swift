import Phrasebook

/// Rates over time, with one target.
public struct Trend: Sendable {
    public struct Series: Sendable {
        public var title: String
        /// Tenths of a percent; nil where there is no base.
        public var values: [Int?]

        public init(_ title: String, _ values: [Int?]) { (self.title, self.values) = (title, values) }
    }

    public var title: String
    /// One for each point: the beginning of a week or a month.
    public var labels: [String]
    public var series: [Series]
    public var target: Int?

    public init(title: String, labels: [String], series: [Series], target: Int? = nil) {
        (self.title, self.labels, self.series, self.target) = (title, labels, series, target)
    }
}

/// Lines on one axis, drawn by the server; each line is named with its last value, and the table is beneath.
enum TrendChart {
    private static let width = 480.0
    private static let height = 200.0

    static func render(_ trend: Trend, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let floor = lowest(trend)
        return """
            <section class="card d5"><div class="card-h"><h2>\(trend.title)</h2><span class="sub grow">%</span></div>
            <ul class="legend-row">\(each(trend.series.prefix(3).enumerated()) { index, series in legend(series, index + 1, p) })</ul>
            <div class="trend-box" role="img" aria-label="\(words(trend, p))"><div class="trend-y" aria-hidden="true">\(each(marks(floor)) { "<span>\($0)</span>" })</div>\
            <svg class="trend" viewBox="0 0 480 200" preserveAspectRatio="none" aria-hidden="true">\(grid(floor))\(goal(trend, floor))\
            \(each(trend.series.prefix(3).enumerated()) { index, series in line(series, index + 1, floor) })</svg>\
            <div class="trend-x" aria-hidden="true">\(each(shown(trend.labels)) { "<span>\($0)</span>" })</div></div>\(table(trend, chrome))</section>

            """
    }

    /// The axis begins at the ten under the lowest value, at 90 at the most.
    private static func lowest(_ trend: Trend) -> Int {
        let least = (trend.series.flatMap { $0.values.compactMap(\.self) } + [trend.target].compactMap(\.self)).min() ?? 0
        return min(900, max(0, least / 100 * 100))
    }

    private static func marks(_ floor: Int) -> [Int] { [1000, (1000 + floor) / 2, floor].map { $0 / 10 } }

    private static func y(_ value: Int, _ floor: Int) -> Double { height * (1 - Double(value - floor) / Double(max(1000 - floor, 1))) }

    private static func grid(_ floor: Int) -> HTML {
        each([1000, (1000 + floor) / 2, floor]) { value in
            #"<line class="grid" x1="0" x2="480" y1="\#(y(value, floor))" y2="\#(y(value, floor))" vector-effect="non-scaling-stroke"/>"#
        }
    }

    private static func goal(_ trend: Trend, _ floor: Int) -> HTML {
        with(trend.target) { target in
            #"<line class="goal" x1="0" x2="480" y1="\#(y(target, floor))" y2="\#(y(target, floor))" vector-effect="non-scaling-stroke"/>"#
        }
    }

    /// A gap in the values is a gap in the line.
    private static func line(_ series: Trend.Series, _ number: Int, _ floor: Int) -> HTML {
        let step = width / Double(max(series.values.count - 1, 1))
        let runs = series.values.enumerated().split { $0.element == nil }
        return each(runs) { run in
            let points: HTML = HTML.joined(run.compactMap { index, value in value.map { "\(Double(index) * step),\(y($0, floor))" as HTML } }, by: " ")
            return #"<polyline class="l\#(number)" points="\#(points)" vector-effect="non-scaling-stroke"/>"#
        }
    }

    private static func legend(_ series: Trend.Series, _ number: Int, _ p: Phrases) -> HTML {
        let last: HTML = with(series.values.last ?? nil) { "<strong>\(p.rate(tenths: $0))</strong>" }
        return #"<li><span><svg viewBox="0 0 18 10" class="trend key" aria-hidden="true"><line class="l\#(number)" x1="0" x2="18" y1="5" y2="5"/></svg>\#(series.title) \#(last)</span></li>"#
    }

    /// Of many labels, every other or every third: at most six.
    private static func shown(_ labels: [String]) -> [String] {
        let step = max(1, (labels.count + 5) / 6)
        return labels.enumerated().filter { $0.offset.isMultiple(of: step) }.map(\.element)
    }

    private static func words(_ trend: Trend, _ p: Phrases) -> String {
        let parts = trend.series.compactMap { series -> String? in
            guard let first = series.values.compactMap(\.self).first, let last = series.values.compactMap(\.self).last else { return nil }
            return p("dashboard.fromTo", ["title": .text(series.title), "from": .text(p.rate(tenths: first)), "to": .text(p.rate(tenths: last))])
        }
        return ([trend.title] + parts).joined(separator: p("layout.semicolon"))
    }

    private static func table(_ trend: Trend, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let columns = [DataTable.Column(p("dashboard.time"))] + trend.series.map { DataTable.Column($0.title, isNumber: true) }
        let rows: [[HTML]] = trend.labels.enumerated().map { index, label in
            ["\(label)"] + trend.series.map { series in
                "\((index < series.values.count ? series.values[index] : nil).map { p.rate(tenths: $0) } ?? "\u{2013}")"
            }
        }
        return #"<details class="data"><summary>\#(p("dashboard.data"))</summary>\#(DataTable(caption: trend.title, columns: columns, rows: rows).render(chrome))</details>"#
    }
}
