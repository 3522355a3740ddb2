import Domain

/// The last day of a period without pauses.
struct LastDay {
    var day: LocalDay
    var isProvisional: Bool
}

extension Deadlines {
    func lastDay<Trail: DerivationTrail>(
        from start: Instant, _ budget: Period, _ reading: LimitReading, trail: inout Trail
    ) -> LastDay {
        let zero = zone.day(of: start)
        var last =
            budget.unit == .workdays
            ? workday(budget.boundedCount, after: zero, trail: &trail)
            : LastDay(day: calendarDay(budget, after: zero, trail: &trail), isProvisional: false)
        if reading.lastDay == .rolls { roll(&last, trail: &trail) }
        return last
    }

    /// Day N, or the corresponding day so many months or years later.
    func calendarDay<Trail: DerivationTrail>(_ budget: Period, after zero: LocalDay, trail: inout Trail) -> LocalDay {
        guard let months = budget.months else {
            let days = budget.boundedCount * (budget.unit == .weeks ? 7 : 1)
            let day = zero.adding(days: days)
            trail.note(.countedDays, day.told.merging(["days": String(days)]) { a, _ in a })
            return day
        }
        let day = zero.adding(months: months)
        trail.note(.countedMonths, day.told.merging(["months": String(months)]) { a, _ in a })
        if day.day != zero.day { trail.note(.monthEnd, ["day": day.iso, "wanted": String(zero.day)]) }
        return day
    }

    /// The Nth workday after day 0; day 0 itself when N is 0.
    func workday<Trail: DerivationTrail>(_ count: Int, after zero: LocalDay, trail: inout Trail) -> LastDay {
        var last = LastDay(day: zero, isProvisional: false)
        for _ in 0..<count { stepToWorkday(&last, trail: &trail) }
        trail.note(.countedWorkdays, last.day.told.merging(["workdays": String(count)]) { a, _ in a })
        return last
    }

    /// On to the next workday after `last.day`; gives up after two years of days off, as `WorkingCalendar` does.
    func stepToWorkday<Trail: DerivationTrail>(_ last: inout LastDay, trail: inout Trail) {
        for _ in 0..<731 {
            last.day = last.day.adding(days: 1)
            if consider(last.day, &last.isProvisional, trail: &trail) { return }
        }
    }

    /// Moves a limit that falls on a day off to the next workday (Civil Code art. 203).
    private func roll<Trail: DerivationTrail>(_ last: inout LastDay, trail: inout Trail) {
        let from = last.day
        guard !consider(from, &last.isProvisional, trail: &trail) else { return }
        stepToWorkday(&last, trail: &trail)
        trail.note(.rolledTo, last.day.told.merging(["from": from.iso]) { a, _ in a })
    }

    /// Whether `day` is worked, with a word about it if that is not obvious.
    func consider<Trail: DerivationTrail>(_ day: LocalDay, _ isProvisional: inout Bool, trail: inout Trail) -> Bool {
        if calendar.isProvisional(day) {
            if !isProvisional { trail.note(.provisionalYear, ["year": String(day.year)]) }
            isProvisional = true
        }
        let isWorked = calendar.isWorkday(day)
        tell(day, trail: &trail)
        return isWorked
    }

    private func tell<Trail: DerivationTrail>(_ day: LocalDay, trail: inout Trail) {
        guard Trail.self != SilentTrail.self else { return }
        let status = calendar.status(of: day)
        guard let code = status.reason.told else { return }
        trail.note(code, day.told.merging(status.name.map { ["name": $0] } ?? [:]) { a, _ in a })
    }
}

extension WorkingCalendar.Reason {
    /// The step that tells of such a day; an ordinary weekday needs none.
    fileprivate var told: DerivationCode? {
        switch self {
        case .weekday: nil
        case .weekend: .skippedWeekend
        case .holiday: .skippedHoliday
        case .makeUpWorkday: .makeUpWorkday
        case .ownDayOff: .skippedOwnDayOff
        case .ownWorkday: .ownWorkday
        case .festivalAssumedOff: .skippedFestival
        }
    }
}

extension Period {
    /// Months, when it is counted in months or years.
    var months: Int? {
        switch unit {
        case .months: boundedCount
        case .years: boundedCount * 12
        default: nil
        }
    }
}
