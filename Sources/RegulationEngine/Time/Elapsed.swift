import Domain

/// How much of a period has passed: the other half of the pair.
extension Deadlines {
    /// Whole units from `start` to `moment`: the largest count whose limit is reached at `moment`.
    ///
    /// Equal to the budget at its deadline, and one less a millisecond before, for clock time, workdays and days that stay; for months, years and
    /// rolled limits several budgets may share one deadline, and the largest counts.
    public func elapsed(
        from start: Instant, to moment: Instant, in unit: Period.Unit, _ reading: LimitReading = LimitReading(), pauses: [Pause] = []
    ) -> Int {
        guard moment > start else { return 0 }
        let pauses = Pauses(pauses)
        switch unit {
        case .minutes, .hours:
            if let hours = reading.workingHours { return elapsedWorking(from: start, to: moment, unit, hours, pauses) }
            return elapsedClock(from: start, to: moment, unit, pauses)
        case .days where reading.lastDay == .stays: return elapsedDays(from: start, to: moment, reading, pauses)
        case .weeks where reading.lastDay == .stays: return elapsedDays(from: start, to: moment, reading, pauses) / 7
        case .workdays where reading.lastDay == .stays: return elapsedWorkdays(from: start, to: moment, reading, pauses)
        default: return largestReached(from: start, to: moment, unit, reading, pauses)
        }
    }

    private func elapsedClock(from start: Instant, to moment: Instant, _ unit: Period.Unit, _ pauses: Pauses) -> Int {
        let running = moment.milliseconds(since: start) - pauses.milliseconds(from: start, to: moment)
        return Int(running / (unit == .hours ? 3_600_000 : 60_000))
    }

    private func elapsedDays(from start: Instant, to moment: Instant, _ reading: LimitReading, _ pauses: Pauses) -> Int {
        countedDays(from: start, to: moment, reading, pauses) { _ in true }
    }

    private func elapsedWorkdays(from start: Instant, to moment: Instant, _ reading: LimitReading, _ pauses: Pauses) -> Int {
        countedDays(from: start, to: moment, reading, pauses) { calendar.isWorkday($0) }
    }

    /// Days after day 0 that have ended by `moment`, did not end in a pause, and count.
    private func countedDays(
        from start: Instant, to moment: Instant, _ reading: LimitReading, _ pauses: Pauses, _ counts: (LocalDay) -> Bool
    ) -> Int {
        var day = zone.day(of: start).adding(days: 1)
        var count = 0
        while dayEnd(day, reading) <= moment {
            if counts(day), !pauses.covers(end: dayEnd(day, reading)) { count += 1 }
            day = day.adding(days: 1)
        }
        return count
    }

    /// By halving: limits never come earlier for a larger count.
    private func largestReached(from start: Instant, to moment: Instant, _ unit: Period.Unit, _ reading: LimitReading, _ pauses: Pauses) -> Int {
        func isReached(_ count: Int) -> Bool {
            var trail = SilentTrail()
            let limit = limit(from: start, Period(count, unit), reading, pauses, trail: &trail)
            return limit.deadline.map { $0.at <= moment } ?? false
        }
        var (low, high) = (0, 1)
        while high < Period.largestCount, isReached(high) { (low, high) = (high, high * 2) }
        while high - low > 1 {
            let middle = (low + high) / 2
            if isReached(middle) { low = middle } else { high = middle }
        }
        return low
    }
}
