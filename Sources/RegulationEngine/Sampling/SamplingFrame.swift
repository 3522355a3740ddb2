import Domain

/// From which events one draw is made: those of a calendar period, or blocks of so many as they arrive.
public enum SamplingFrame: Sendable, Hashable {
    case week, month, quarter
    case blocks(of: Int)
    /// Everybody who has a turn in one occasion of a round: frozen when all of them are known, chosen from until the turn ends.
    case round

    /// A period of the calendar, so that there is another draw in each.
    public var isOfCalendar: Bool { self == .week || self == .month || self == .quarter }

    /// First and last day of the period that `day` lies in; nil for blocks. Weeks begin on Monday.
    public func period(of day: LocalDay) -> (first: LocalDay, last: LocalDay)? {
        switch self {
        case .week:
            let first = day.adding(days: 1 - day.weekday)
            return (first, first.adding(days: 6))
        case .month: return (day.firstOfMonth, day.lastOfMonth)
        case .quarter:
            let first = day.firstOfMonth.adding(months: -((day.month - 1) % 3))
            return (first, first.adding(months: 2).lastOfMonth)
        case .blocks, .round: return nil
        }
    }

    /// `2026-W40` (ISO 8601), `2026-09`, `2026-Q3`; of blocks the day on which one begins.
    public func name(of first: LocalDay) -> String {
        switch self {
        case .week: Self.week(first)
        case .month: String(first.iso.prefix(7))
        case .quarter: "\(first.year)-Q\((first.month - 1) / 3 + 1)"
        case .blocks, .round: first.iso
        }
    }

    /// A week belongs to the year of its Thursday.
    private static func week(_ monday: LocalDay) -> String {
        let thursday = monday.adding(days: 3)
        let january = LocalDay(year: thursday.year, month: 1, day: 1) ?? thursday
        let number = thursday.days(since: january) / 7 + 1
        return "\(thursday.year)-W\(number < 10 ? "0" : "")\(number)"
    }

    /// A block that does not fill is frozen when half of the shortest window in it has passed.
    public static func blockEnds(now: Instant, due: Instant) -> Instant {
        Instant(milliseconds: now.milliseconds + max(0, due.milliseconds - now.milliseconds) / 2)
    }

    /// How many days pass at most between an event and the end of its frame, that of the event not counted; nil for blocks.
    var longestWait: Int? {
        switch self {
        case .week: 6
        case .month: 30
        case .quarter: 91
        case .blocks, .round: nil
        }
    }
}
