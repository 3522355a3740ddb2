import Domain
import Phrasebook

/// Terms and what they are: `<dl class="dl">`; rows without a value are left out.
func terms(_ rows: [(String, HTML?)]) -> HTML {
    """
    <dl class="dl">\(each(rows) { term, value in with(value) { $0.isEmpty ? .none : "<dt>\(term)</dt><dd>\($0)</dd>" } })</dl>
    """
}

/// A term and its text, as view models carry them.
public struct LabelledText: Sendable, Hashable {
    public var label: String
    public var text: String

    public init(_ label: String, _ text: String) { (self.label, self.text) = (label, text) }
}

/// Something that happened, newest first in a `Timeline`.
public struct TimelineEntry: Sendable {
    public enum Mark: Sendable { case done, tried, alert, created, note, review, complaint, message, agreed, changed }

    public var mark: Mark
    public var title: String
    public var at: Instant?
    public var detail: String?
    /// Words of someone, set apart.
    public var quote: String?
    public var address: String?

    public init(_ mark: Mark, _ title: String, at: Instant?, detail: String? = nil, quote: String? = nil, address: String? = nil) {
        (self.mark, self.title, self.at, self.detail, self.quote, self.address) = (mark, title, at, detail, quote, address)
    }
}

enum Timeline {
    static func render(_ entries: [TimelineEntry], _ chrome: PageChrome) -> HTML {
        #"<ol class="tl">\#(each(entries) { one($0, chrome) })</ol>"#
    }

    private static func one(_ entry: TimelineEntry, _ chrome: PageChrome) -> HTML {
        let (tone, name) = look(entry.mark)
        let title: HTML = entry.address.map { #"<a href="\#(url: $0)">\#(entry.title)</a>"# } ?? "\(entry.title)"
        return """
            <li><span class="dot \(tone.name)">\(icon(name, chrome))</span><div class="what"><div class="h"><span class="strong">\(title)</span>\
            \(with(entry.at) { time($0, chrome) })</div>\(with(entry.detail) { "<p class=\"body\">\($0)</p>" })\(with(entry.quote) { "<p class=\"box\">\($0)</p>" })</div></li>
            """
    }

    private static func look(_ mark: TimelineEntry.Mark) -> (Tone, IconName) {
        switch mark {
        case .done: (.ok, .check)
        case .tried: (.plain, .phoneMissed)
        case .alert: (.danger, .circleAlert)
        case .created: (.plain, .workflow)
        case .note: (.plain, .pencil)
        case .review: (.brand, .clipboardCheck)
        case .complaint: (.plum, .messageSquareWarning)
        case .message: (.info, .send)
        case .agreed: (.info, .calendarClock)
        case .changed: (.warn, .arrowRightLeft)
        }
    }
}

/// A moment in words, with the exact one for machines.
func time(_ instant: Instant, _ chrome: PageChrome) -> HTML {
    #"<time datetime="\#(chrome.zone.iso(instant))">\#(chrome.words.moment(instant))</time>"#
}

/// A step of a process, in its place in `Flow`.
public struct FlowStep: Sendable, Hashable {
    public enum State: Sendable, Hashable { case done, current, coming }

    public var title: String
    public var note: String
    public var state: State

    public init(_ title: String, _ note: String = "", _ state: State) { (self.title, self.note, self.state) = (title, note, state) }
}

enum Flow {
    static func render(_ steps: [FlowStep], label: String, _ chrome: PageChrome) -> HTML {
        #"<ol class="flow" aria-label="\#(label)">\#(each(steps.enumerated()) { index, step in one(step, index + 1, chrome) })</ol>"#
    }

    private static func one(_ step: FlowStep, _ number: Int, _ chrome: PageChrome) -> HTML {
        let mark: HTML = step.state == .done ? icon(.check, chrome, size: .small) : "\(number)"
        return """
            <li\(attribute: "class", step.state == .done ? "done" : nil)\(attribute: "aria-current", step.state == .current ? "step" : nil)>\
            <span class="d">\(mark)</span><strong>\(step.title)</strong>\(when(!step.note.isEmpty, "<small>\(step.note)</small>"))</li>
            """
    }
}
