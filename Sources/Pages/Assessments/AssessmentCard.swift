import Domain
import Phrasebook

/// What a period's figure says and proposes: of a department, or of a person.
public struct AssessmentCard: Sendable {
    public enum Figure: Sendable {
        /// What went wrong of what was looked at, with the share that is tolerated, in parts of ten thousand.
        case share(Int, of: Int, tolerance: Int)
        /// What was done, with the rate to reach, and what findings take away: how many, and the rate that is left.
        case rate(Int, of: Int, target: Int?, findings: Int, left: String)
        case count(Int)

        /// As it stands in a list.
        public func words(_ p: Phrases) -> String {
            switch self {
            case .share(_, of: 0, _), .rate(_, of: 0, _, _, _): p("assessment.nothing")
            case .share(let part, let whole, _): Self.of(part, whole, p)
            case .rate(let part, let whole, _, 0, _): Self.of(part, whole, p)
            case .rate(let part, let whole, _, let findings, let left):
                p("assessment.rateLess", ["rate": .text(Self.of(part, whole, p)), "n": .number(findings), "left": .text(left)])
            case .count(let count): p("assessment.count", ["n": .number(count)])
            }
        }

        private static func of(_ part: Int, _ whole: Int, _ p: Phrases) -> String {
            p("assessment.shareOf", ["part": .text(p.number(part)), "whole": .text(p.number(whole)), "rate": .text(p.percent(part, of: whole))])
        }
    }

    /// One line of what is proposed.
    public struct Line: Sendable {
        public enum Amount: Sendable {
            /// Exact; printed to one decimal.
            case cut(Int, of: Int)
            /// Nil without a base.
            case points(Int?)
            /// What happens, or does not.
            case bar(Bool), commend(Bool), measure(Bool)
        }

        public var what: String
        public var amount: Amount

        public init(_ what: String, _ amount: Amount) { (self.what, self.amount) = (what, amount) }

        public func words(_ p: Phrases) -> String {
            switch amount {
            case .cut(_, of: 0), .points(nil): "\u{2013}"
            case .cut(let part, let whole): p("assessment.cutBy", ["rate": .text(p.percent(part, of: whole))])
            case .points(let points?): p("assessment.pointsOff", ["n": .number(points)])
            case .bar(true): p("assessment.bar")
            case .commend(true): p("assessment.commend")
            case .measure(true): p("assessment.applies")
            case .bar(false), .commend(false), .measure(false): p("assessment.doesNotApply")
            }
        }
    }

    /// Code of what is measured, as in `assessed.<code>`.
    public var measure: String
    public var from: LocalDay
    public var to: LocalDay
    public var figure: Figure
    /// What may still be made in time.
    public var open: Int
    public var isFrozen: Bool
    public var lines: [Line]

    public init(measure: String, from: LocalDay, to: LocalDay, figure: Figure, open: Int, isFrozen: Bool, lines: [Line]) {
        (self.measure, self.from, self.to, self.figure) = (measure, from, to, figure)
        (self.open, self.isFrozen, self.lines) = (open, isFrozen, lines)
    }

    func render(_ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return card(
            p("assessment.title"),
            inside("<div class=\"stack\">\(terms(facts(chrome)))\(table(chrome))<p class=\"muted\">\(p("assessment.words"))</p></div>"))
    }

    var period: String { "\(from.iso) \u{2013} \(to.iso)" }

    private func facts(_ chrome: PageChrome) -> [(String, HTML?)] {
        let p = chrome.phrases
        let still: HTML? = open == 0 ? nil : "\(p.number(open))"
        let frozen: HTML = "\(p(isFrozen ? "assessment.frozen" : "assessment.live"))"
        return [
            (p("assessment.period"), "\(period)"), (p(PhraseKey("assessed." + measure)), "\(figure.words(p))"), bound(p),
            (p("assessment.open"), still), (p("assessment.standing"), frozen),
        ]
    }

    private func bound(_ p: Phrases) -> (String, HTML?) {
        switch figure {
        case .share(_, _, let tolerance): (p("assessment.tolerance"), "\(p.percent(tenths: tolerance / 10))")
        case .rate(_, _, let target, _, _): (p("assessment.target"), target.map { "\(p.percent(tenths: $0 / 10))" })
        case .count: ("", nil)
        }
    }

    private func table(_ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        if lines.isEmpty { return "<p>\(p("assessment.noConsequence"))</p>" }
        let columns = [DataTable.Column(p("assessment.what")), DataTable.Column(p("assessment.proposed"))]
        return DataTable(caption: p("assessment.title"), columns: columns, rows: lines.map { ["\($0.what)", "\($0.words(p))"] }).render(chrome)
    }
}
