import Domain

/// Limits whose clock stood for a while.
extension Deadlines {
    /// Hours and minutes: the limit moves by the paused time.
    func pausedClock<Trail: DerivationTrail>(from start: Instant, _ budget: Period, _ pauses: Pauses, trail: inout Trail) -> Limit {
        var end = clockEnd(from: start, budget, trail: &trail)
        for pause in pauses.merged where (pause.to.map { $0 > start } ?? true) && pause.from < end {
            let from = max(pause.from, start)
            guard let to = pause.to else {
                return stopped(.milliseconds(end.milliseconds(since: from)), at: from, trail: &trail)
            }
            let length = to.milliseconds(since: from)
            end = Instant(milliseconds: end.milliseconds + length)
            trail.note(.paused, ["from": zone.iso(from), "to": zone.iso(to), "minutes": String(length / 60_000)])
        }
        return .at(Deadline(at: end))
    }

    /// Days of any kind: the limit moves by the days that end in a pause.
    func pausedDays<Trail: DerivationTrail>(
        from start: Instant, _ budget: Period, _ reading: LimitReading, _ pauses: Pauses, trail: inout Trail
    ) -> Limit {
        let zero = zone.day(of: start)
        let count =
            budget.unit == .workdays
            ? pausedWorkdays(budget.boundedCount, after: zero, reading, pauses, trail: &trail)
            : pausedCalendarDays(budget, after: zero, reading, pauses, trail: &trail)
        switch count {
        case .paused(let remaining): return .paused(remaining: remaining)
        case .day(var last):
            if reading.lastDay == .rolls, !roll(&last, reading, pauses, trail: &trail) {
                return stopped(.days(0), at: dayEnd(last.day, reading), trail: &trail)
            }
            return .at(Deadline(at: end(of: last.day, reading, notBefore: start, trail: &trail), isProvisional: last.isProvisional))
        }
    }

    private enum Count {
        case day(LastDay)
        case paused(Remaining)
    }

    private func pausedCalendarDays<Trail: DerivationTrail>(
        _ budget: Period, after zero: LocalDay, _ reading: LimitReading, _ pauses: Pauses, trail: inout Trail
    ) -> Count {
        var last = calendarDay(budget, after: zero, trail: &trail)
        let first = last == zero ? zero : zero.adding(days: 1)
        for pause in pauses.merged {
            let from = max(firstEnding(after: pause.from, reading), first)
            guard from <= last else { break }
            guard let resumed = pause.to else {
                return .paused(tell(.days(last.days(since: from) + 1), at: pause.from, trail: &trail))
            }
            let to = lastEnding(notAfter: resumed, reading)
            guard from <= to else { continue }
            let days = to.days(since: from) + 1
            last = last.adding(days: days)
            trail.note(.paused, ["from": zone.iso(pause.from), "to": zone.iso(resumed), "days": String(days)])
        }
        return .day(LastDay(day: last, isProvisional: false))
    }

    private func pausedWorkdays<Trail: DerivationTrail>(
        _ count: Int, after zero: LocalDay, _ reading: LimitReading, _ pauses: Pauses, trail: inout Trail
    ) -> Count {
        var last = LastDay(day: zero, isProvisional: false)
        var left = count
        if count == 0, pauses.covers(end: dayEnd(zero, reading)) { left = 1 }
        while left > 0 {
            if let open = openPause(pauses, before: dayEnd(last.day.adding(days: 1), reading)) {
                return .paused(tell(.workdays(left), at: open, trail: &trail))
            }
            stepToWorkday(&last, trail: &trail)
            if !pauses.covers(end: dayEnd(last.day, reading)) { left -= 1 }
        }
        tellPaused(pauses, after: zero, to: last.day, reading, trail: &trail)
        trail.note(.countedWorkdays, last.day.told.merging(["workdays": String(count)]) { a, _ in a })
        return .day(last)
    }

    /// To the next day that is worked and does not end in a pause; false when the clock stands for good.
    private func roll<Trail: DerivationTrail>(
        _ last: inout LastDay, _ reading: LimitReading, _ pauses: Pauses, trail: inout Trail
    ) -> Bool {
        let from = last.day
        guard !consider(from, &last.isProvisional, trail: &trail) else { return true }
        repeat {
            if openPause(pauses, before: dayEnd(last.day.adding(days: 1), reading)) != nil { return false }
            stepToWorkday(&last, trail: &trail)
        } while pauses.covers(end: dayEnd(last.day, reading))
        trail.note(.rolledTo, last.day.told.merging(["from": from.iso]) { a, _ in a })
        return true
    }

    private func openPause(_ pauses: Pauses, before end: Instant) -> Instant? {
        guard let last = pauses.merged.last, last.to == nil, last.from < end else { return nil }
        return last.from
    }

    private func firstEnding(after moment: Instant, _ reading: LimitReading) -> LocalDay {
        let day = zone.day(of: moment)
        return dayEnd(day, reading) > moment ? day : day.adding(days: 1)
    }

    private func lastEnding(notAfter moment: Instant, _ reading: LimitReading) -> LocalDay {
        let day = zone.day(of: moment)
        return dayEnd(day, reading) <= moment ? day : day.adding(days: -1)
    }

    private func tellPaused<Trail: DerivationTrail>(
        _ pauses: Pauses, after zero: LocalDay, to last: LocalDay, _ reading: LimitReading, trail: inout Trail
    ) {
        for pause in pauses.merged where pause.from < dayEnd(last, reading) {
            guard let to = pause.to, to > dayEnd(zero, reading) else { continue }
            trail.note(.paused, ["from": zone.iso(pause.from), "to": zone.iso(to)])
        }
    }

    private func stopped<Trail: DerivationTrail>(_ remaining: Remaining, at moment: Instant, trail: inout Trail) -> Limit {
        .paused(remaining: tell(remaining, at: moment, trail: &trail))
    }

    private func tell<Trail: DerivationTrail>(_ remaining: Remaining, at moment: Instant, trail: inout Trail) -> Remaining {
        trail.note(.stillPaused, remaining.told.merging(["from": zone.iso(moment)]) { a, _ in a })
        return remaining
    }
}

extension Remaining {
    fileprivate var told: [String: String] {
        switch self {
        case .milliseconds(let count): ["minutes": String(count / 60_000)]
        case .days(let count): ["days": String(count)]
        case .workdays(let count): ["workdays": String(count)]
        }
    }
}
