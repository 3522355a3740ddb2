import Domain

/// What a clock makes happen, and when: reminders before its limit, and one act after the other when it is reached.
///
/// Each is done once. What was missed while nothing ran is done afterwards in due order; an act that waits for another counts from when that one was
/// done. A clock that runs day and night tells at night; one that counts workdays or working hours tells while the organisation works.
public struct ClockAct: Sendable, Hashable {
    /// `before.0`, `atDeadline.1`: unique within a round of a clock.
    public var key: String
    public var action: ClockAction
    /// By the rule.
    public var due: Instant
    /// When somebody inside is told: `due`, or the beginning of the next working hours.
    public var tellAt: Instant

    public init(key: String, action: ClockAction, due: Instant, tellAt: Instant) {
        (self.key, self.action, self.due, self.tellAt) = (key, action, due, tellAt)
    }
}

extension CaseClocks {
    /// The acts of a running clock that are still to come, in the order in which they are to be done. A clock that stands or has stopped has none.
    ///
    /// - Parameter done: key → when it was done, of this round.
    public func acts(
        of clock: CaseClock, _ standing: ClockStanding, _ facts: CaseFacts, done: [String: Instant], calendar: WorkingCalendar
    ) throws(RuleError) -> [ClockAct] {
        guard case .running(let deadline) = standing.state else { return [] }
        let room = Telling(clocks: self, clock: clock, deadlines: Deadlines(calendar: calendar, zone: zone))
        let early = try before(clock, standing, facts, deadline.at, room).filter { done[$0.key] == nil }
        let late = try atDeadline(clock, deadline.at, done, room)
        return (early + late).sorted { ($0.tellAt, $0.due) < ($1.tellAt, $1.due) }
    }

    private struct Telling {
        let clocks: CaseClocks
        let clock: CaseClock
        let deadlines: Deadlines

        func act(_ key: String, _ action: ClockAction, due: Instant, countsWorkdays: Bool) -> ClockAct {
            let hours = clocks.edition.regulation.time.workingHours ?? .assumed
            let tellAt = clock.isWorkingTime || countsWorkdays ? deadlines.workingMoment(onOrAfter: due, hours) : due
            return ClockAct(key: key, action: action, due: due, tellAt: tellAt)
        }
    }

    /// A reminder that would come before the clock has started is left out.
    private func before(_ clock: CaseClock, _ standing: ClockStanding, _ facts: CaseFacts, _ deadline: Instant, _ room: Telling) throws(RuleError) -> [ClockAct] {
        var acts: [ClockAct] = []
        for (index, action) in clock.before.enumerated() {
            guard let figure = action.period else { continue }
            let lead = try evaluator.figures.period(figure, rule: clock.id)
            let due = try ahead(lead, clock, standing, facts, deadline, room.deadlines)
            if due > standing.startedAt { acts.append(room.act("before.\(index)", action, due: due, countsWorkdays: try countsWorkdays(clock, standing.round))) }
        }
        return acts
    }

    /// So long before the limit, counted as the clock counts where it counts in the same unit.
    private func ahead(
        _ lead: Period, _ clock: CaseClock, _ standing: ClockStanding, _ facts: CaseFacts, _ deadline: Instant, _ deadlines: Deadlines
    ) throws(RuleError) -> Instant {
        if let budget = try budget(of: clock, standing.round), budget.unit == lead.unit || (clock.isWorkingTime && lead.isClockTime), let rest = budget.less(lead) {
            let limit = deadlines.limit(from: standing.startedAt, rest, reading(of: clock), pauses: facts.pauses(in: clock.pausedIn))
            return limit.deadline?.at ?? deadline
        }
        return Instant(milliseconds: deadline.milliseconds - lead.runningMilliseconds)
    }

    private func atDeadline(_ clock: CaseClock, _ deadline: Instant, _ done: [String: Instant], _ room: Telling) throws(RuleError) -> [ClockAct] {
        var last = deadline
        for (index, action) in clock.atDeadline.enumerated() {
            let key = "atDeadline.\(index)"
            let due = try action.period.map { figure throws(RuleError) in
                room.deadlines.deadline(from: last, try evaluator.figures.period(figure, rule: clock.id), reading(of: clock)).at
            } ?? last
            guard let at = done[key] else { return [room.act(key, action, due: due, countsWorkdays: try countsWorkdays(clock, 1))] }
            last = at
        }
        return []
    }

    private func budget(of clock: CaseClock, _ round: Int) throws(RuleError) -> Period? {
        if round > 1, let again = clock.again { return try evaluator.figures.period(again, rule: clock.id) }
        guard case .budget(let figure) = clock.length else { return nil }
        return try evaluator.figures.period(figure, rule: clock.id)
    }

    private func countsWorkdays(_ clock: CaseClock, _ round: Int) throws(RuleError) -> Bool { try budget(of: clock, round)?.unit == .workdays }
}

extension Period {
    /// What remains of the period when `lead` is taken off; nil when nothing would.
    fileprivate func less(_ lead: Period) -> Period? {
        if unit == lead.unit { return count > lead.count ? Period(count - lead.count, unit) : nil }
        guard isClockTime, lead.isClockTime, clockMinutes > lead.clockMinutes else { return nil }
        return Period(Int(clockMinutes - lead.clockMinutes), .minutes)
    }

    /// As time that runs through nights and holidays; a month counts thirty days, a workday one.
    fileprivate var runningMilliseconds: Int64 {
        let minutes: Int64 =
            switch unit {
            case .minutes, .hours: clockMinutes
            case .days, .workdays: Int64(boundedCount) * 1440
            case .weeks: Int64(boundedCount) * 7 * 1440
            case .months: Int64(boundedCount) * 30 * 1440
            case .years: Int64(boundedCount) * 365 * 1440
            }
        return minutes * 60_000
    }
}
