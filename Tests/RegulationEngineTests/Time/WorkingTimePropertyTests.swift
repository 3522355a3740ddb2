import Domain
import RegulationEngine
import Testing

/// A clock that runs in working hours only, with a slow walk, minute by minute, to compare with.
private struct WorkingCase: CustomStringConvertible {
    let start: Instant
    let budget: Period
    let hours: WorkingHours
    let calendar: WorkingCalendar
    let pauses: [Pause]

    init(_ random: inout Seeded, pausing: Bool) {
        start = Sample.at("2026-09-17 00:00").adding(minutes: Int64.random(in: 0..<40_000, using: &random))
        budget = random.chance(50) ? Period(Int.random(in: 0...40, using: &random), .hours) : Period(Int.random(in: 0...900, using: &random), .minutes)
        hours = WorkingHours(random.pick(Self.days))!
        calendar = Sample.calendar
        pauses = pausing ? Self.pauses(from: start, &random) : []
    }

    private static func span(_ from: String, _ to: String) -> ContactHours.Span { .init(from: LocalTime(from)!, to: LocalTime(to)!) }

    /// One span, several, a night shift that ends at 24:00, the whole day.
    private static let days = [
        [span("09:00", "17:30")], [span("08:30", "12:00"), span("14:00", "17:30")], [span("00:00", "06:00"), span("20:00", "24:00")], [span("00:00", "24:00")],
    ]

    private static func pauses(from start: Instant, _ random: inout Seeded) -> [Pause] {
        (0..<Int.random(in: 0...3, using: &random)).map { _ in
            let from = start.adding(minutes: Int64.random(in: -500...8000, using: &random))
            return Pause(from: from, to: from.adding(minutes: Int64.random(in: 0...3000, using: &random)))
        }
    }

    var deadlines: Deadlines { Deadlines(calendar: calendar) }
    var reading: LimitReading { LimitReading(workingHours: hours) }
    var description: String { "\(start.milliseconds) \(budget.text) \(hours.text) \(pauses)" }

    func end(_ budget: Period? = nil, _ pauses: [Pause]? = nil) -> Instant {
        deadlines.limit(from: start, budget ?? self.budget, reading, pauses: pauses ?? self.pauses).deadline!.at
    }

    /// Whether the minute that begins here counts.
    func runs(_ moment: Instant) -> Bool {
        let day = Sample.zone.day(of: moment)
        let minute = Sample.zone.time(of: moment).minutes
        let isOpen = calendar.status(of: day).isWorkday && hours.spans.contains { $0.from.minutes <= minute && minute < $0.to.minutes }
        return isOpen && !pauses.contains { $0.from <= moment && moment < $0.to! }
    }

    func walk() -> Instant {
        var (moment, left) = (start, budget.count * (budget.unit == .hours ? 60 : 1))
        while left > 0 {
            if runs(moment) { left -= 1 }
            moment = moment.adding(minutes: 1)
        }
        return moment
    }
}

@Suite("Working time, over random cases") struct WorkingTimePropertyTests {
    private func each(_ seed: UInt64, share: Int = 1, pausing: Bool = true, _ body: (WorkingCase, inout Seeded) -> Void) {
        var random = Seeded(seed)
        for _ in 0..<Seeded.cases / share { body(WorkingCase(&random, pausing: pausing), &random) }
    }

    @Test("the limit is where walking minute by minute ends") func equalsTheWalk() {
        each(11, share: 10) { one, _ in #expect(one.end() == one.walk(), "\(one)") }
    }

    @Test("elapsed is the budget at the limit, and less a millisecond before") func inverse() {
        each(12) { one, _ in
            guard one.budget.count > 0 else { return }
            let end = one.end()
            func elapsed(_ moment: Instant) -> Int { one.deadlines.elapsed(from: one.start, to: moment, in: one.budget.unit, one.reading, pauses: one.pauses) }
            #expect(elapsed(end) == one.budget.count, "\(one)")
            #expect(elapsed(Instant(milliseconds: end.milliseconds - 1)) == one.budget.count - 1, "\(one)")
        }
    }

    @Test("never earlier for a larger budget or a later start; a pause never shortens it") func monotone() {
        each(13) { one, random in
            let more = Period(one.budget.count + Int.random(in: 1...5, using: &random), one.budget.unit)
            #expect(one.end() <= one.end(more) && one.end(nil, []) <= one.end(), "\(one)")
            let later = one.start.adding(minutes: Int64.random(in: 1...5000, using: &random))
            #expect(one.deadlines.deadline(from: one.start, one.budget, one.reading).at <= one.deadlines.deadline(from: later, one.budget, one.reading).at, "\(one)")
        }
    }

    @Test("a budget may be split anywhere, and so may a pause") func splitting() {
        each(14) { one, random in
            let part = Int.random(in: 0...one.budget.count, using: &random)
            let first = one.end(Period(part, one.budget.unit))
            let rest = one.deadlines.limit(from: first, Period(one.budget.count - part, one.budget.unit), one.reading, pauses: one.pauses).deadline!.at
            #expect(rest == one.end(), "\(one) \(part)")
            let halves = one.pauses.flatMap { pause in
                let middle = Instant(milliseconds: (pause.from.milliseconds + pause.to!.milliseconds) / 2)
                return [Pause(from: pause.from, to: middle), Pause(from: middle, to: pause.to)]
            }
            #expect(one.end(nil, halves) == one.end(), "\(one)")
        }
    }

    @Test("while it stands, what remains is what it still runs") func remaining() {
        each(15, pausing: false) { one, random in
            let from = one.start.adding(minutes: Int64.random(in: 0...4000, using: &random))
            guard case .paused(.milliseconds(let left)) = one.deadlines.limit(from: one.start, one.budget, one.reading, pauses: [Pause(from: from, to: nil)]) else {
                return #expect(one.end() <= from || one.budget.count == 0, "\(one)")
            }
            let on = one.deadlines.deadline(from: from, Period(Int(left / 60_000), .minutes), one.reading).at
            #expect(on == one.end(), "\(one)")
        }
    }

    @Test("whoever is told of something at night is told when work begins") func workingMoment() {
        each(16) { one, _ in
            let told = one.deadlines.workingMoment(onOrAfter: one.start, one.hours)
            var unpaused = one.start
            while !WorkingCase.isWorked(unpaused, one.hours, one.calendar) { unpaused = unpaused.adding(minutes: 1) }
            #expect(told == unpaused, "\(one)")
        }
    }
}

extension WorkingCase {
    fileprivate static func isWorked(_ moment: Instant, _ hours: WorkingHours, _ calendar: WorkingCalendar) -> Bool {
        let minute = Sample.zone.time(of: moment).minutes
        return calendar.status(of: Sample.zone.day(of: moment)).isWorkday && hours.spans.contains { $0.from.minutes <= minute && minute < $0.to.minutes }
    }
}
