import Domain

/// What it still takes to reach a target: done, possible, required, slack, and what comes of it at the present pace.
///
/// Whole numbers only: `required` is the least that reaches the target once every window has closed.
public struct QuotaPlan: Sendable, Hashable {
    public enum Standing: String, Sendable, Hashable, Codable, CaseIterable {
        /// Nothing is in the base, now or later.
        case noBase
        /// Reached, whatever becomes of the rest.
        case met
        /// At the present pace it will be reached.
        case onTrack
        /// It can be reached, but not at the present pace.
        case behind
        /// Even all that is open does not suffice.
        case outOfReach
    }

    /// Open follow-ups by the day that they are due, earliest first.
    public struct Due: Sendable, Hashable {
        public var day: LocalDay
        public var count: Int
        public init(_ day: LocalDay, _ count: Int) { (self.day, self.count) = (day, count) }
    }

    /// Done so far, in windows that are closed or still open.
    public let done: Int
    /// Everything that will be in the base when the last window has closed.
    public let base: Int
    public let required: Int
    /// The most that can still be reached: done, open, and what was left out and may yet be taken.
    public let possible: Int
    /// How many of the possible may fail; negative when it is out of reach.
    public var slack: Int { possible - required }
    public var needed: Int { max(0, required - done) }
    /// Done in the end, if every day brings as much as the days so far did on average.
    public let forecast: Int
    public let standing: Standing
    /// It is behind, and enough of the time has passed that its pace says something: a third of what there is from the first day to the last limit.
    public let isWarning: Bool
    public var isOutOfReach: Bool { standing == .outOfReach }
    /// Where to begin: the days with the earliest limits, until what is needed is together.
    public let order: [Due]

    /// - Parameters:
    ///   - closed: in the base of windows that have closed, and how many of them were done.
    ///   - openDone: done in windows that are still open.
    ///   - open: not done yet, by due day.
    ///   - mayBeTaken: in the base, left out by a draw or a choice, and still in time.
    ///   - target: parts of ten thousand.
    ///   - from: first day of the period; `today` counts as a day of it, so that the pace of the first day is known.
    public init(closed: Rate, openDone: Int, open: [Due], mayBeTaken: Int, target: Int, from: LocalDay, today: LocalDay) {
        let waiting = open.map(\.count).reduce(0, +)
        done = closed.numerator + openDone
        base = closed.denominator + openDone + waiting + mayBeTaken
        required = Rate.least(target, of: base)
        possible = done + waiting + mayBeTaken
        let elapsed = max(1, today.days(since: from) + 1)
        let last = open.map(\.day).max() ?? today
        let ahead = max(0, last.days(since: today))
        forecast = min(possible, done + done * ahead / elapsed)
        if base == 0 {
            standing = .noBase
        } else if done >= required {
            standing = .met
        } else if possible < required {
            standing = .outOfReach
        } else {
            standing = forecast >= required ? .onTrack : .behind
        }
        isWarning = standing == .behind && 2 * elapsed >= ahead
        order = Self.first(required - done, of: open.sorted { $0.day < $1.day })
    }

    private static func first(_ needed: Int, of open: [Due]) -> [Due] {
        var (left, order) = (needed, [Due]())
        for due in open where left > 0 && due.count > 0 {
            order.append(Due(due.day, min(left, due.count)))
            left -= due.count
        }
        return order
    }
}
