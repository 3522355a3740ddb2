import Domain

/// Hours and minutes that run only while the organisation works: on workdays, within its hours, and not while the clock stands.
extension Deadlines {
    /// A calendar that knows no workday for so long gives up, as `WorkingCalendar` does.
    private static var longestRest: Int { 731 }

    func workingLimit<Trail: DerivationTrail>(
        from start: Instant, _ budget: Period, _ hours: WorkingHours, _ pauses: Pauses, trail: inout Trail
    ) -> Limit {
        var (left, day, rest) = (budget.clockMinutes * 60_000, LastDay(day: zone.day(of: start), isProvisional: false), 0)
        trail.note(.workingHours, ["hours": hours.text])
        if left == 0 { return .at(Deadline(at: start)) }
        while rest < Self.longestRest {
            let isWorked = consider(day.day, &day.isProvisional, trail: &trail)
            for span in isWorked ? hours.spans : [] {
                switch run(left, in: span, on: day.day, from: start, pauses) {
                case .ends(let end): return ended(end, budget, day, pauses, from: start, trail: &trail)
                case .stands(let remaining, let since): return .paused(remaining: stand(remaining, since, trail: &trail))
                case .left(let remaining): left = remaining
                }
            }
            rest = isWorked ? 0 : rest + 1
            day.day = day.day.adding(days: 1)
        }
        return .at(Deadline(at: zone.instant(day.day), isProvisional: true))
    }

    private enum Run {
        case ends(Instant)
        case stands(Int64, since: Instant)
        case left(Int64)
    }

    /// What a span takes of `left` milliseconds.
    private func run(_ left: Int64, in span: ContactHours.Span, on day: LocalDay, from start: Instant, _ pauses: Pauses) -> Run {
        var (left, moment) = (left, max(zone.instant(day, span.from), start))
        let end = zone.instant(day, span.to)
        for pause in pauses.merged where (pause.to.map { $0 > moment } ?? true) && pause.from < end {
            let running = max(0, min(pause.from, end).milliseconds(since: moment))
            if running >= left { return .ends(Instant(milliseconds: moment.milliseconds + left)) }
            left -= running
            guard let to = pause.to else { return .stands(left, since: pause.from) }
            moment = max(moment, to)
        }
        let running = max(0, end.milliseconds(since: moment))
        return running >= left ? .ends(Instant(milliseconds: moment.milliseconds + left)) : .left(left - running)
    }

    private func ended<Trail: DerivationTrail>(
        _ end: Instant, _ budget: Period, _ day: LastDay, _ pauses: Pauses, from start: Instant, trail: inout Trail
    ) -> Limit {
        for pause in pauses.merged where pause.from < end {
            guard let to = pause.to, to > start else { continue }
            trail.note(.paused, ["from": zone.iso(pause.from), "to": zone.iso(to)])
        }
        trail.note(.countedWorkingHours, zone.told(end).merging(["minutes": String(budget.clockMinutes)]) { a, _ in a })
        return .at(Deadline(at: end, isProvisional: day.isProvisional))
    }

    private func stand<Trail: DerivationTrail>(_ remaining: Int64, _ since: Instant, trail: inout Trail) -> Remaining {
        trail.note(.stillPaused, ["minutes": String(remaining / 60_000), "from": zone.iso(since)])
        return .milliseconds(remaining)
    }

    /// Whole units of working time from `start` to `moment`.
    func elapsedWorking(from start: Instant, to moment: Instant, _ unit: Period.Unit, _ hours: WorkingHours, _ pauses: Pauses) -> Int {
        Int(workedMilliseconds(from: start, to: moment, hours, pauses) / (unit == .hours ? 3_600_000 : 60_000))
    }

    private func workedMilliseconds(from start: Instant, to moment: Instant, _ hours: WorkingHours, _ pauses: Pauses) -> Int64 {
        var (day, sum): (LocalDay, Int64) = (zone.day(of: start), 0)
        let last = zone.day(of: moment)
        while day <= last {
            for span in calendar.isWorkday(day) ? hours.spans : [] {
                let (from, to) = (max(zone.instant(day, span.from), start), min(zone.instant(day, span.to), moment))
                if to > from { sum += to.milliseconds(since: from) - pauses.milliseconds(from: from, to: to) }
            }
            day = day.adding(days: 1)
        }
        return sum
    }

    /// The moment itself when the organisation works then, else the beginning of its next hours: when somebody inside is told of it.
    public func workingMoment(onOrAfter moment: Instant, _ hours: WorkingHours) -> Instant {
        var day = zone.day(of: moment)
        for _ in 0..<Self.longestRest {
            for span in calendar.isWorkday(day) ? hours.spans : [] {
                if moment < zone.instant(day, span.to) { return max(moment, zone.instant(day, span.from)) }
            }
            day = day.adding(days: 1)
        }
        return moment
    }
}
