import Phrasebook

/// Satisfaction by item: how many chose each level, best first.
public struct SatisfactionItems: Sendable {
    public struct Item: Sendable {
        public var title: String
        /// As many as there are levels.
        public var counts: [Int]
        public var satisfied: Int
        public var answered: Int
        /// 95 % interval in tenths of a percent.
        public var interval: ClosedRange<Int>?
        public var address: String?

        public init(_ title: String, counts: [Int], satisfied: Int, answered: Int, interval: ClosedRange<Int>? = nil, address: String? = nil) {
            (self.title, self.counts, self.satisfied, self.answered) = (title, counts, satisfied, answered)
            (self.interval, self.address) = (interval, address)
        }
    }

    /// Names of the levels, best first; at most five.
    public var levels: [String]
    public var items: [Item]

    public init(levels: [String], items: [Item]) { (self.levels, self.items) = (levels, items) }

    func render(_ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return """
            <section class="card d5"><div class="card-h"><h2>\(p("dashboard.satisfaction"))</h2><span class="sub grow">\(p("dashboard.satisfactionWords"))</span></div>
            <ul class="legend-row">\(each(levels.enumerated()) { index, level in key(level, index) })</ul><div class="levels">\(each(items) { bar($0, p) })</div></section>

            """
    }

    /// Three levels use the outer and the middle colour, so that good and bad keep theirs.
    private func shade(_ index: Int) -> Int {
        switch levels.count {
        case ...2: index == 0 ? 1 : 5
        case 3: [1, 3, 5][min(index, 2)]
        case 4: [1, 2, 4, 5][min(index, 3)]
        default: min(index + 1, 5)
        }
    }

    private func key(_ level: String, _ index: Int) -> HTML {
        #"<li><span><svg viewBox="0 0 10 10" aria-hidden="true"><rect class="lv\#(shade(index))" width="10" height="10" rx="2"/></svg>\#(level)</span></li>"#
    }

    private func bar(_ item: Item, _ p: Phrases) -> HTML {
        let all = max(item.counts.reduce(0, +), 1)
        var x = 0.0
        let parts: [HTML] = item.counts.prefix(5).enumerated().map { index, count in
            let width = Double(count) * 100 / Double(all)
            defer { x += width }
            return #"<rect class="lv\#(shade(index))" x="\#(x)" width="\#(width)" height="14"/>"#
        }
        let title: HTML = item.address.map { #"<a href="\#(url: $0)">\#(item.title)</a>"# } ?? "\(item.title)"
        return """
            <span>\(title)</span><svg class="bar" viewBox="0 0 100 14" preserveAspectRatio="none" role="img" aria-label="\(words(item, p))">\(parts)</svg>\
            <span class="v">\(p.percent(item.satisfied, of: item.answered)) <small>\(note(item, p))</small></span>

            """
    }

    private func note(_ item: Item, _ p: Phrases) -> String {
        guard let interval = item.interval else { return p("figure.n", ["n": .number(item.answered)]) }
        return p("figure.nInterval", [
            "n": .number(item.answered), "low": .text(p.rate(tenths: interval.lowerBound)), "high": .text(p.rate(tenths: interval.upperBound)),
        ])
    }

    private func words(_ item: Item, _ p: Phrases) -> String {
        let parts = zip(levels, item.counts).map { level, count in p("dashboard.levelCount", ["level": .text(level), "n": .number(count)]) }
        return ([item.title] + parts).joined(separator: p("layout.semicolon"))
    }
}

/// Overdue follow-ups by age and unit: the numbers are always shown, colour only repeats them.
public struct OverdueTable: Sendable {
    public struct Row: Sendable {
        public var unit: String
        /// Up to 1 day, 1–3, 3–7, more.
        public var counts: [Int]
        public var responsible: String?
        public var address: String?

        public init(_ unit: String, counts: [Int], responsible: String? = nil, address: String? = nil) {
            (self.unit, self.counts, self.responsible, self.address) = (unit, counts, responsible, address)
        }

        var sum: Int { counts.reduce(0, +) }
    }

    public var rows: [Row]

    public init(_ rows: [Row]) { self.rows = rows }

    func render(_ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let none: HTML = inside("<p class=\"muted\">\(p("dashboard.noneOverdue"))</p>")
        return """
            <section class="card d7"><div class="card-h"><h2>\(p("dashboard.overdue"))</h2></div>\(rows.isEmpty ? none : inside(tableRegion(p("dashboard.overdue"), chrome, table(p))))</section>

            """
    }

    private func table(_ p: Phrases) -> HTML {
        let heads: [PhraseKey] = ["dashboard.age1", "dashboard.age3", "dashboard.age7", "dashboard.ageMore", "dashboard.sum", "dashboard.responsible"]
        return """
            <table class="table heat"><caption class="vh">\(p("dashboard.overdue"))</caption><thead><tr><th scope="col">\(p("complaints.unit"))</th>\(each(heads) { "<th scope=\"col\">\(p($0))</th>" })</tr></thead>\
            <tbody>\(each(rows) { row($0, p) })</tbody></table>
            """
    }

    private func row(_ row: Row, _ p: Phrases) -> HTML {
        let unit: HTML = row.address.map { #"<a href="\#(url: $0)">\#(row.unit)</a>"# } ?? "\(row.unit)"
        return """
            <tr><td>\(unit)</td>\(each(row.counts.enumerated()) { age, count in "<td class=\"\(shade(count, age))\">\(p.number(count))</td>" })\
            <td class="strong">\(p.number(row.sum))</td><td>\(row.responsible)</td></tr>
            """
    }

    /// The older the darker, and none at all without a shade.
    private func shade(_ count: Int, _ age: Int) -> String {
        if count == 0 { return "" }
        return age == 0 ? "h1" : (age == 1 ? "h2" : "h3")
    }
}
