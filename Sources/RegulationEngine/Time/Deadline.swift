import Domain

/// The end of a period.
public struct Deadline: Sendable, Hashable {
    /// The latest moment; reached to the millisecond it is still met (Civil Code art. 1259).
    public var at: Instant
    /// A day of a year whose schedule is not loaded had a say.
    public var isProvisional: Bool

    public init(at: Instant, isProvisional: Bool = false) { (self.at, self.isProvisional) = (at, isProvisional) }
}

/// What can be said of the end of a period: when it is, or, while the clock stands, how much of it remains.
public enum Limit: Sendable, Hashable {
    case at(Deadline)
    case paused(remaining: Remaining)

    public var deadline: Deadline? { if case .at(let deadline) = self { deadline } else { nil } }
}

/// What is left of a period while its clock stands.
public enum Remaining: Sendable, Hashable {
    case milliseconds(Int64)
    case days(Int)
    case workdays(Int)
}

/// How the end of a period is read.
public struct LimitReading: Sendable, Hashable {
    public var lastDay: TimeRules.LastDay
    /// Time of day at which a limit in days ends; nil = 24:00.
    public var closeOfBusiness: LocalTime?
    /// Hours and minutes run only in these hours of workdays; nil = from the moment, through nights and holidays.
    public var workingHours: WorkingHours?

    public init(lastDay: TimeRules.LastDay = .stays, closeOfBusiness: LocalTime? = nil, workingHours: WorkingHours? = nil) {
        (self.lastDay, self.closeOfBusiness, self.workingHours) = (lastDay, closeOfBusiness, workingHours)
    }
}
