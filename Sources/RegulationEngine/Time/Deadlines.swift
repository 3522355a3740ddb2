import Domain

/// The pair of functions that every limit of a regulation goes through: when a period ends, and how much of it has passed.
///
/// Periods are read by Civil Code book one, chapter ten. The day of the start is day 0 (art. 201): `N days` end with day N. Months and years
/// end on the corresponding day, or the month's last (202). A last day that is not worked stays, or rolls to the next workday (203).
/// Hours and minutes run from the moment, through nights and holidays, or in working time where working hours are given. Workdays begin with the first
/// workday after day 0.
public struct Deadlines: Sendable {
    public let calendar: WorkingCalendar
    public let zone: CivilZone

    public init(calendar: WorkingCalendar, zone: CivilZone = .shanghai) { (self.calendar, self.zone) = (calendar, zone) }

    /// When `budget`, counted from `start`, ends. No pause, no explanation: the quick way.
    public func deadline(from start: Instant, _ budget: Period, _ reading: LimitReading = LimitReading()) -> Deadline {
        var trail = SilentTrail()
        return deadline(from: start, budget, reading, trail: &trail)
    }

    /// When `budget` ends if its clock stood during `pauses`; while it stands there is no deadline, only a remaining budget.
    public func limit(from start: Instant, _ budget: Period, _ reading: LimitReading = LimitReading(), pauses: [Pause]) -> Limit {
        var trail = SilentTrail()
        return limit(from: start, budget, reading, Pauses(pauses), trail: &trail)
    }

    /// The steps by which `limit` comes to its result.
    public func derivation(from start: Instant, _ budget: Period, _ reading: LimitReading = LimitReading(), pauses: [Pause] = []) -> Derivation {
        explained(from: start, budget, reading, pauses: pauses).derivation
    }

    /// The limit, and the steps by which it was come to.
    public func explained(
        from start: Instant, _ budget: Period, _ reading: LimitReading = LimitReading(), pauses: [Pause] = []
    ) -> (limit: Limit, derivation: Derivation) {
        var trail = ToldTrail()
        trail.note(.start, zone.told(start))
        trail.note(.within, ["budget": budget.text])
        let limit = limit(from: start, budget, reading, Pauses(pauses), trail: &trail)
        if let deadline = limit.deadline { trail.note(.due, zone.told(limit: deadline.at)) }
        return (limit, Derivation(trail.steps))
    }

    /// The first moment at which `budget` has been waited for (`notBefore`): 00:00 of day N, or the moment at which the hours end.
    public func opening(from start: Instant, notBefore budget: Period) -> Deadline {
        var trail = SilentTrail()
        return opening(from: start, notBefore: budget, trail: &trail)
    }

    /// The first moment after `budget` (`after`): 00:00 of the day after day N, or the moment at which the hours end.
    public func opening(from start: Instant, after budget: Period) -> Deadline { deadline(from: start, budget) }
}

extension Deadlines {
    func deadline<Trail: DerivationTrail>(from start: Instant, _ budget: Period, _ reading: LimitReading, trail: inout Trail) -> Deadline {
        if budget.isClockTime { return clockDeadline(from: start, budget, reading, trail: &trail) }
        let last = lastDay(from: start, budget, reading, trail: &trail)
        return Deadline(at: end(of: last.day, reading, notBefore: start, trail: &trail), isProvisional: last.isProvisional)
    }

    func limit<Trail: DerivationTrail>(
        from start: Instant, _ budget: Period, _ reading: LimitReading, _ pauses: Pauses, trail: inout Trail
    ) -> Limit {
        if pauses.isEmpty { return .at(deadline(from: start, budget, reading, trail: &trail)) }
        if budget.isClockTime, let hours = reading.workingHours { return workingLimit(from: start, budget, hours, pauses, trail: &trail) }
        if budget.isClockTime { return pausedClock(from: start, budget, pauses, trail: &trail) }
        return pausedDays(from: start, budget, reading, pauses, trail: &trail)
    }

    func opening<Trail: DerivationTrail>(from start: Instant, notBefore budget: Period, trail: inout Trail) -> Deadline {
        if budget.isClockTime { return Deadline(at: clockEnd(from: start, budget, trail: &trail)) }
        let last = lastDay(from: start, budget, LimitReading(), trail: &trail)
        return Deadline(at: max(zone.instant(last.day), start), isProvisional: last.isProvisional)
    }

    private func clockDeadline<Trail: DerivationTrail>(from start: Instant, _ budget: Period, _ reading: LimitReading, trail: inout Trail) -> Deadline {
        guard let hours = reading.workingHours, let working = workingLimit(from: start, budget, hours, Pauses([]), trail: &trail).deadline else {
            return Deadline(at: clockEnd(from: start, budget, trail: &trail))
        }
        return working
    }

    func clockEnd<Trail: DerivationTrail>(from start: Instant, _ budget: Period, trail: inout Trail) -> Instant {
        let end = start.adding(minutes: budget.clockMinutes)
        trail.note(.countedHours, zone.told(end).merging(["minutes": String(budget.clockMinutes)]) { a, _ in a })
        return end
    }

    /// The end of a limit's day. A budget of no days at all can't end before it starts.
    func end<Trail: DerivationTrail>(of day: LocalDay, _ reading: LimitReading, notBefore start: Instant, trail: inout Trail) -> Instant {
        if let close = reading.closeOfBusiness { trail.note(.closeOfBusiness, ["time": close.text]) }
        return max(dayEnd(day, reading), start)
    }

    @inline(__always)
    func dayEnd(_ day: LocalDay, _ reading: LimitReading) -> Instant { zone.instant(day, reading.closeOfBusiness ?? .endOfDay) }
}

extension Period {
    /// More than any regulation means, and small enough for every sum of days and milliseconds.
    static let largestCount = 1_000_000

    var boundedCount: Int { min(max(count, 0), Self.largestCount) }
    var clockMinutes: Int64 { Int64(boundedCount) * (unit == .hours ? 60 : 1) }
}
