import Domain
import RegulationEngine
import Testing

@Suite("Deadline and elapsed, over random cases") struct DeadlinePropertyTests {
    private func each(seed: UInt64, pausing: Bool, _ body: (TimeCase, Deadlines, inout Seeded) -> Void) {
        var random = Seeded(seed)
        for _ in 0..<Seeded.cases {
            let one = TimeCase(&random, pausing: pausing)
            body(one, Deadlines(calendar: one.walk.calendar), &random)
        }
    }

    @Test("a deadline is where walking day by day, or minute by minute, ends") func equalsTheWalk() {
        each(seed: 1, pausing: true) { one, deadlines, _ in
            let limit = deadlines.limit(from: one.start, one.budget, one.reading, pauses: one.walk.pauses)
            #expect(limit.deadline?.at == one.walk.limit(from: one.start, one.budget, one.reading.lastDay), "\(one)")
        }
    }

    @Test("the quick way and the way with no pauses agree") func quickWay() {
        each(seed: 2, pausing: false) { one, deadlines, _ in
            let reading = one.reading
            let far = Pause(from: one.start.adding(hours: 24 * 2000), to: one.start.adding(hours: 24 * 2001))
            let quick = deadlines.deadline(from: one.start, one.budget, reading)
            #expect(deadlines.limit(from: one.start, one.budget, reading, pauses: [far]) == .at(quick), "\(one)")
        }
    }

    @Test("elapsed is the budget at the deadline, and less a millisecond before") func inverse() {
        each(seed: 3, pausing: true) { one, deadlines, _ in
            guard one.budget.count > 0 else { return }
            let reading = one.reading
            let end = deadlines.limit(from: one.start, one.budget, reading, pauses: one.walk.pauses).deadline!.at
            let reached = deadlines.elapsed(from: one.start, to: end, in: one.budget.unit, reading, pauses: one.walk.pauses)
            let before = Instant(milliseconds: end.milliseconds - 1)
            let notYet = deadlines.elapsed(from: one.start, to: before, in: one.budget.unit, reading, pauses: one.walk.pauses)
            let sharesDeadlines = one.reading.lastDay == .rolls && !one.budget.isClockTime
            #expect(sharesDeadlines ? reached >= one.budget.count : reached == one.budget.count, "\(one)")
            #expect(sharesDeadlines ? notYet < one.budget.count : notYet == one.budget.count - 1, "\(one)")
        }
    }

    @Test("never earlier for a larger budget, nor, without pauses, for a later start") func monotone() {
        each(seed: 4, pausing: true) { one, deadlines, random in
            let reading = one.reading
            let more = Period(one.budget.count + Int.random(in: 1...5, using: &random), one.budget.unit)
            func end(_ start: Instant, _ budget: Period, _ pauses: [Pause]) -> Instant {
                deadlines.limit(from: start, budget, reading, pauses: pauses).deadline!.at
            }
            #expect(end(one.start, one.budget, one.walk.pauses) <= end(one.start, more, one.walk.pauses), "\(one)")
            let later = one.start.adding(minutes: Int64.random(in: 1...10_000, using: &random))
            #expect(end(one.start, one.budget, []) <= end(later, one.budget, []), "\(one)")
        }
    }

    @Test("a limit is never before its start, never in a pause, and a pause never shortens it") func sane() {
        each(seed: 5, pausing: true) { one, deadlines, _ in
            let reading = one.reading
            let end = deadlines.limit(from: one.start, one.budget, reading, pauses: one.walk.pauses).deadline!.at
            #expect(end >= one.start && end >= deadlines.deadline(from: one.start, one.budget, reading).at, "\(one)")
            let startsClosed = end == one.start
            #expect(startsClosed || !one.walk.pauses.contains { $0.from < end && end < $0.to! }, "\(one)")
        }
    }

    @Test("while a pause is open, what remains is what a reopened clock still runs") func remaining() {
        each(seed: 6, pausing: false) { one, deadlines, random in
            let reading = LimitReading(closeOfBusiness: one.reading.closeOfBusiness)
            let from = one.start.adding(minutes: Int64.random(in: 0...20_000, using: &random))
            let limit = deadlines.limit(from: one.start, one.budget, reading, pauses: [Pause(from: from, to: nil)])
            let plain = deadlines.deadline(from: one.start, one.budget, reading).at
            guard case .paused(let remaining) = limit else { return #expect(plain <= from, "\(one)") }
            #expect(plain > from, "\(one)")
            switch remaining {
            case .milliseconds(let left): #expect(left == plain.milliseconds(since: from), "\(one)")
            case .days(let left), .workdays(let left): #expect(left == unpassed(one, deadlines, from, plain), "\(one)")
            }
        }
    }

    private func unpassed(_ one: TimeCase, _ deadlines: Deadlines, _ from: Instant, _ plain: Instant) -> Int {
        let zone = CivilZone.shanghai
        var day = max(zone.day(of: from), zone.day(of: one.start).adding(days: one.budget.count == 0 ? 0 : 1))
        var count = 0
        while one.walk.end(of: day) <= plain {
            let counts = one.budget.unit != .workdays || one.budget.count == 0 || one.walk.calendar.isWorkday(day)
            if counts, one.walk.end(of: day) > from { count += 1 }
            day = day.adding(days: 1)
        }
        return count
    }

    @Test("the explanation ends with the same moment as the quick way") func explained() {
        each(seed: 7, pausing: true) { one, deadlines, _ in
            let reading = one.reading
            let limit = deadlines.limit(from: one.start, one.budget, reading, pauses: one.walk.pauses)
            let steps = deadlines.derivation(from: one.start, one.budget, reading, pauses: one.walk.pauses).steps
            #expect(steps.last?.code == DerivationCode.due.rawValue, "\(one)")
            #expect(steps.last?.arguments["moment"] == CivilZone.shanghai.iso(limit.deadline!.at), "\(one)")
            #expect(steps.allSatisfy { DerivationCode(rawValue: $0.code) != nil })
        }
    }
}
