import Domain
import Phrasebook

/// A state in a few words, with its icon: `<span class="badge warn">`.
func badge(_ tone: Tone, _ name: IconName? = nil, _ words: String, _ chrome: PageChrome) -> HTML {
    #"<span class="badge \#(tone.name)">\#(with(name) { icon($0, chrome, size: .small) })\#(words)</span>"#
}

/// An attribute of a person or thing, outlined: high risk, lives alone.
public struct Tag: Sendable, Hashable {
    public var text: String
    public var tone: Tone

    public init(_ text: String, tone: Tone = .plain) { (self.text, self.tone) = (text, tone) }

    var html: HTML { #"<span class="tag \#(tone.name)">\#(text)</span>"# }
}

/// Where a limit stands, by one definition for every page.
public struct SlaState: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// Not settled: the badge follows from `due` and the page's time.
        case running
        /// A clinical alert or another follow-up that goes before all.
        case alert
        /// Agreed for a time, at which it is due.
        case agreed(at: Instant)
        case paused(by: String)
        case done, doneLate, lost, exempt, withdrawn
    }

    public var kind: Kind
    public var due: Instant
    /// The limit rests on a year whose working days are not published.
    public var isProvisional: Bool

    public init(_ kind: Kind = .running, due: Instant, isProvisional: Bool = false) {
        (self.kind, self.due, self.isProvisional) = (kind, due, isProvisional)
    }
}

/// What is left, by how much it is late, or how it ended; the exact time always goes under it (`exact`).
enum SlaBadge {
    static func render(_ state: SlaState, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        switch state.kind {
        case .running: return running(state.due, chrome)
        case .alert: return badge(.plum, .siren, chrome.words.remaining(until: state.due), chrome)
        case .agreed(let at): return badge(.info, .calendarClock, p("sla.agreed", ["time": .text(chrome.words.moment(at))]), chrome)
        case .paused(let why): return badge(.plain, .pause, p("sla.paused", ["why": .text(why)]), chrome)
        case .done: return badge(.ok, .circleCheck, p("sla.done"), chrome)
        case .doneLate: return badge(.warn, .circleCheck, p("sla.doneLate"), chrome)
        case .lost: return badge(.plain, .phoneOff, p("sla.lost"), chrome)
        case .exempt: return badge(.plain, .minus, p("sla.exempt"), chrome)
        case .withdrawn: return badge(.plain, .circleX, p("sla.withdrawn"), chrome)
        }
    }

    private static func running(_ due: Instant, _ chrome: PageChrome) -> HTML {
        let words = chrome.words.remaining(until: due)
        if chrome.now > due { return badge(.danger, .circleAlert, words, chrome) }
        let isToday = chrome.zone.limitDay(of: due) <= chrome.words.today
        return badge(isToday ? .warn : .plain, .clock, words, chrome)
    }

    /// The limit, exact, with a word when it is provisional.
    static func exact(_ state: SlaState, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        if case .agreed(let at) = state.kind { return "\(chrome.words.until(at))" }
        let limit = p("sla.limit", ["time": .text(chrome.words.limit(state.due))])
        return state.isProvisional ? #"\#(limit) <span class="tag" title="\#(p("sla.provisionalWhy"))">\#(p("sla.provisional"))</span>"# : "\(limit)"
    }
}
