import Domain
import Phrasebook

/// What a period's figure proposes for a department, on the page of the duty to decide on it.
public struct AssessmentCard: Sendable {
    public struct Cut: Sendable {
        public var what: String
        /// Exact; printed to one decimal.
        public var part: Int
        public var whole: Int

        public init(_ what: String, _ part: Int, of whole: Int) { (self.what, self.part, self.whole) = (what, part, whole) }
    }

    public var from: LocalDay
    public var to: LocalDay
    public var notMade: Int
    public var audited: Int
    /// Parts of ten thousand.
    public var tolerance: Int
    /// Audits of the period that may still be made.
    public var open: Int
    public var isDecided: Bool
    public var cuts: [Cut]

    public init(from: LocalDay, to: LocalDay, notMade: Int, audited: Int, tolerance: Int, open: Int, isDecided: Bool, cuts: [Cut]) {
        (self.from, self.to, self.notMade, self.audited) = (from, to, notMade, audited)
        (self.tolerance, self.open, self.isDecided, self.cuts) = (tolerance, open, isDecided, cuts)
    }

    func render(_ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return card(
            p("assessment.title"),
            inside("<div class=\"stack\">\(terms(facts(chrome)))\(table(chrome))<p class=\"muted\">\(p("assessment.words"))</p></div>"))
    }

    private func facts(_ chrome: PageChrome) -> [(String, HTML?)] {
        let p = chrome.phrases
        let rate = p.percent(notMade, of: audited)
        let share = p("assessment.shareOf", ["notMade": .text(p.number(notMade)), "audited": .text(p.number(audited)), "rate": .text(rate)])
        let found: HTML = "\(audited == 0 ? p("assessment.nothing") : share)"
        let still: HTML? = open == 0 ? nil : "\(p.number(open))"
        let frozen: HTML? = isDecided ? "\(p("assessment.frozen"))" : nil
        return [
            (p("assessment.period"), "\(from.iso) \u{2013} \(to.iso)"), (p("assessment.share"), found),
            (p("assessment.tolerance"), "\(p.percent(tenths: tolerance / 10))"), (p("assessment.open"), still), (p("duties.decide"), frozen),
        ]
    }

    private func table(_ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let columns = [DataTable.Column(p("assessment.what")), DataTable.Column(p("assessment.cut"), isNumber: true)]
        return DataTable(caption: p("assessment.title"), columns: columns, rows: cuts.map { ["\($0.what)", "\(p.percent($0.part, of: $0.whole))"] })
            .render(chrome)
    }
}
