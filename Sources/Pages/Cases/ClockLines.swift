import Domain
import Phrasebook

/// A limit of a case: how it stands, how it was come by, what it made happen.
public struct ClockLine: Sendable {
    public enum State: Sendable, Hashable {
        case running(due: Instant, isProvisional: Bool)
        /// It stands since then; in words what remains.
        case paused(since: Instant, rest: String)
        case met(at: Instant)
        case late(at: Instant, due: Instant)
        case replaced(by: String)
        case dropped
    }

    public var title: String
    public var state: State
    /// The limit before it last moved, and why it moved.
    public var moved: (from: Instant, because: String)?
    /// Line by line.
    public var steps: [String]
    /// What it made happen, with due and done times, in words.
    public var acts: [String]

    public init(_ title: String, _ state: State, moved: (from: Instant, because: String)? = nil, steps: [String] = [], acts: [String] = []) {
        (self.title, self.state, self.moved, self.steps, self.acts) = (title, state, moved, steps, acts)
    }
}

enum ClockLines {
    static func render(_ clocks: [ClockLine], _ chrome: PageChrome) -> HTML {
        card(chrome.phrases("clocks.title"), inside(each(clocks) { one($0, chrome) }))
    }

    private static func one(_ clock: ClockLine, _ chrome: PageChrome) -> HTML {
        let (mark, words) = standing(clock.state, chrome)
        return """
            <div class="clock"><span>\(clock.title)</span>\(mark)<p>\(words)</p>\(with(clock.moved) { moved($0, chrome) })\
            \(when(!clock.acts.isEmpty, "<p>\(each(clock.acts) { "\($0)<br>" })</p>"))\(why(clock, chrome))</div>
            """
    }

    private static func standing(_ state: ClockLine.State, _ chrome: PageChrome) -> (HTML, HTML) {
        let (p, words) = (chrome.phrases, chrome.words)
        switch state {
        case .running(let due, let isProvisional):
            let sla = SlaState(.running, due: due, isProvisional: isProvisional)
            return (SlaBadge.render(sla, chrome), SlaBadge.exact(sla, chrome))
        case .paused(let since, let rest):
            return (badge(.plain, .pause, p("clocks.paused"), chrome), "\(p("clocks.pausedSince", ["time": .text(words.moment(since)), "rest": .text(rest)]))")
        case .met(let at): return (badge(.ok, .circleCheck, p("sla.done"), chrome), "\(words.full(at))")
        case .late(let at, let due):
            let text = p("clocks.lateAt", ["time": .text(words.full(at)), "due": .text(words.fullLimit(due))])
            return (badge(.danger, .circleAlert, p("sla.doneLate"), chrome), "\(text)")
        case .replaced(let other): return (badge(.plain, .arrowRightLeft, p("clocks.replaced"), chrome), "\(p("clocks.replacedBy", ["clock": .text(other)]))")
        case .dropped: return (badge(.plain, .minus, p("clocks.dropped"), chrome), .none)
        }
    }

    private static func moved(_ moved: (from: Instant, because: String), _ chrome: PageChrome) -> HTML {
        "<p>\(chrome.phrases("clocks.moved", ["time": .text(chrome.words.fullLimit(moved.from)), "why": .text(moved.because)]))</p>"
    }

    private static func why(_ clock: ClockLine, _ chrome: PageChrome) -> HTML {
        if clock.steps.isEmpty { return .none }
        return """
            <details class="fold data"><summary>\(chrome.phrases("clocks.why"))<span class="vh">\(clock.title)</span></summary><ol class="steps-list">\(each(clock.steps) { "<li>\($0)</li>" })</ol></details>
            """
    }
}
