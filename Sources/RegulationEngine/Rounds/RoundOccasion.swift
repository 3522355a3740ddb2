import Domain

/// One period, part of one, or festival of a round: when everybody concerned has a turn.
public struct RoundOccasion: Sendable, Hashable {
    /// `2026-Q4`, `2026/2` for the second of a year's, `springFestival-2027`. With rule and party it names a turn for good.
    public var name: String
    public var first: LocalDay
    public var last: LocalDay
    /// 1, 2, 3 … within the period.
    public var nth: Int
    public var festival: Festival?
    /// The festival's own day.
    public var day: LocalDay?

    public init(name: String, first: LocalDay, last: LocalDay, nth: Int = 1, festival: Festival? = nil, day: LocalDay? = nil) {
        (self.name, self.first, self.last, self.nth, self.festival, self.day) = (name, first, last, nth, festival, day)
    }
}
