import Domain
import Phrasebook

/// The stretch of days that a column of due windows shares, so that late, due and early are seen in one look.
public struct WindowAxis: Sendable, Hashable {
    /// The first day shown.
    public var first: LocalDay
    public var days: Int

    /// Three days before `today` and three after.
    public init(around today: LocalDay) { (first, days) = (today.adding(days: -3), 7) }

    public init(first: LocalDay, days: Int) { (self.first, self.days) = (first, max(days, 1)) }

    static let width = 184.0

    var step: Double { Self.width / Double(days) }

    /// Where a moment is on the axis, kept inside the drawing.
    func position(_ instant: Instant, _ zone: CivilZone) -> Double {
        let start = zone.instant(first)
        let share = Double(instant.milliseconds(since: start)) / (Double(days) * 86_400_000)
        return min(max(share, 0), 1) * Self.width
    }

    func contains(_ instant: Instant, _ zone: CivilZone) -> Bool {
        let day = zone.day(of: instant)
        return day >= first && day < first.adding(days: days)
    }
}

/// What is drawn of one follow-up.
public struct WindowMarks: Sendable, Hashable {
    public var opens: Instant
    public var due: Instant
    /// When it was tried.
    public var attempts: [Instant]
    public var agreed: Instant?
    public var isAlert: Bool
    public var isSettled: Bool

    public init(opens: Instant, due: Instant, attempts: [Instant] = [], agreed: Instant? = nil, isAlert: Bool = false, isSettled: Bool = false) {
        (self.opens, self.due, self.attempts) = (opens, due, attempts)
        (self.agreed, self.isAlert, self.isSettled) = (agreed, isAlert, isSettled)
    }
}

/// A due window on the shared axis: bar, red overrun up to now, rings for attempts, a diamond for an agreed call.
enum WindowGlyph {
    private static let height = 52

    static func render(_ marks: WindowMarks, on axis: WindowAxis, _ chrome: PageChrome) -> HTML {
        """
        <svg class="win" viewBox="0 0 184 52" preserveAspectRatio="none" role="img" aria-label="\(words(marks, chrome))">\
        \(ground(axis, chrome))\(bar(marks, axis, chrome.zone))\(overrun(marks, axis, chrome))\(nowLine(axis, chrome))\
        \(each(marks.attempts.filter { axis.contains($0, chrome.zone) }) { attempt($0, axis, chrome.zone) })\(with(marks.agreed) { agreed($0, axis, chrome.zone) })</svg>
        """
    }

    /// The head of the column: day numbers, today in words.
    static func head(_ axis: WindowAxis, _ chrome: PageChrome) -> HTML {
        let days = (0..<axis.days).map { axis.first.adding(days: $0) }
        let words = chrome.words
        let label = chrome.phrases("window.axis", [
            "from": .text(words.day(days[0])), "to": .text(words.day(days[days.count - 1])), "today": .text(words.day(words.today)),
        ])
        return """
            <svg class="win win-head" viewBox="0 0 184 34" role="img" aria-label="\(label)">\(today(axis, chrome, height: 34))\
            \(each(days.enumerated()) { index, day in name(of: day, at: (Double(index) + 0.5) * axis.step, chrome) })</svg>
            """
    }

    private static func name(of day: LocalDay, at x: Double, _ chrome: PageChrome) -> HTML {
        day == chrome.words.today
            ? #"<text x="\#(x)" y="21" class="today">\#(chrome.phrases("time.today"))</text>"# : #"<text x="\#(x)" y="21">\#(day.day)</text>"#
    }

    private static func ground(_ axis: WindowAxis, _ chrome: PageChrome) -> HTML {
        today(axis, chrome, height: height)
            + each(1..<max(axis.days, 2)) { day in
                let x = Double(day) * axis.step
                return #"<line class="grid" x1="\#(x)" x2="\#(x)" y1="0" y2="52"/>"#
            }
    }

    private static func today(_ axis: WindowAxis, _ chrome: PageChrome, height: Int) -> HTML {
        let index = chrome.words.today.days(since: axis.first)
        guard (0..<axis.days).contains(index) else { return .none }
        return #"<rect class="day" x="\#(Double(index) * axis.step)" y="0" width="\#(axis.step)" height="\#(height)"/>"#
    }

    private static func bar(_ marks: WindowMarks, _ axis: WindowAxis, _ zone: CivilZone) -> HTML {
        let (from, to) = (axis.position(marks.opens, zone), axis.position(marks.due, zone))
        let kind = marks.isAlert ? "win-alert" : "win-open"
        return #"<rect class="\#(kind)" x="\#(min(from, WindowAxis.width - 4))" y="21" width="\#(max(to - from, 4))" height="10" rx="3"/>"#
    }

    private static func overrun(_ marks: WindowMarks, _ axis: WindowAxis, _ chrome: PageChrome) -> HTML {
        guard !marks.isSettled, chrome.now > marks.due else { return .none }
        let (from, to) = (axis.position(marks.due, chrome.zone), axis.position(chrome.now, chrome.zone))
        return #"<rect class="win-late" x="\#(from)" y="24" width="\#(max(to - from, 2))" height="4"/>"#
    }

    private static func nowLine(_ axis: WindowAxis, _ chrome: PageChrome) -> HTML {
        let x = axis.position(chrome.now, chrome.zone)
        return #"<line class="now" x1="\#(x)" x2="\#(x)" y1="0" y2="52"/>"#
    }

    private static func attempt(_ instant: Instant, _ axis: WindowAxis, _ zone: CivilZone) -> HTML {
        #"<circle class="try" cx="\#(axis.position(instant, zone))" cy="26" r="3.2"/>"#
    }

    private static func agreed(_ instant: Instant, _ axis: WindowAxis, _ zone: CivilZone) -> HTML {
        let x = axis.position(instant, zone)
        return #"<path class="date" d="M\#(x) 20.5l4.5 5.5l-4.5 5.5l-4.5 -5.5z"/>"#
    }

    private static func words(_ marks: WindowMarks, _ chrome: PageChrome) -> String {
        let values: [String: PhraseValue] = [
            "from": .text(chrome.words.moment(marks.opens)), "to": .text(chrome.words.limit(marks.due)), "n": .number(marks.attempts.count),
        ]
        if let agreed = marks.agreed {
            return chrome.phrases("window.agreed", values.merging(["time": .text(chrome.words.moment(agreed))]) { $1 })
        }
        return chrome.phrases(marks.attempts.isEmpty ? "window.untried" : "window.tried", values)
    }
}
