import Domain
import RegulationEngine
import Testing

/// Reminders and what happens at a limit: when each is due and when somebody is told.
@Suite struct ClockActTests {
    private let opened = "2026-09-30 22:00"

    @Test("a clock that runs at night tells at night") func atNight() throws {
        let acts = try CaseBench().acts("reply", CaseSample.facts(opened))
        #expect(acts.map(\.key) == ["before.0", "atDeadline.0"])
        #expect(acts.map(\.tellAt) == [Sample.at("2026-10-01 18:00"), Sample.at("2026-10-01 22:00")])
    }

    @Test("a clock in workdays ends at midnight and tells when work begins") func inTheMorning() throws {
        let acts = try CaseBench().acts("filed", CaseSample.facts("2026-09-08 09:00", [("filed", "2026-09-08 09:00")]))
        #expect(acts.map(\.due) == [Sample.at("2026-09-15 00:00"), Sample.at("2026-09-16 00:00")])
        #expect(acts.map(\.tellAt) == [Sample.at("2026-09-15 08:30"), Sample.at("2026-09-16 08:30")])
    }

    @Test("a limit before a day off is told on the next workday") func afterDaysOff() throws {
        // Five workdays from 22 September: 23, 24, 28, 29, 30; the days after are off.
        let acts = try CaseBench().acts("filed", CaseSample.facts("2026-09-22 09:00", [("filed", "2026-09-22 09:00")]))
        #expect(acts.last?.due == Sample.at("2026-10-01 00:00") && acts.last?.tellAt == Sample.at("2026-10-08 08:30"))
    }

    @Test("the next act counts from when the one before it was done") func oneAfterTheOther() throws {
        let (bench, facts) = (try CaseBench(), CaseSample.facts(opened))
        let first = ["before.0": Sample.at("2026-10-01 18:00"), "atDeadline.0": Sample.at("2026-10-02 03:00")]
        #expect(try bench.acts("reply", facts, done: first).map(\.due) == [Sample.at("2026-10-02 07:00")])
        let second = first.merging(["atDeadline.1": Sample.at("2026-10-03 00:00")]) { a, _ in a }
        let last = try bench.acts("reply", facts, done: second)
        #expect(last.map(\.due) == [Sample.at("2026-10-03 04:00")] && last[0].action.kind == .transfer)
        #expect(try bench.acts("reply", facts, done: second.merging(["atDeadline.2": Sample.at("2026-10-03 04:00")]) { a, _ in a }) == [])
    }

    @Test("what stands, was answered or never ran makes nothing happen") func silent() throws {
        let bench = try CaseBench()
        #expect(try bench.acts("reply", CaseSample.facts(opened, [("awaitingMaterial", "2026-10-01 08:00")])) == [])
        #expect(try bench.acts("reply", CaseSample.facts(opened, [("replied", "2026-10-01 08:00")])) == [])
        #expect(try bench.acts("filed", CaseSample.facts(opened)) == [])
    }

    @Test("a reminder earlier than the clock is left out") func tooEarly() throws {
        let text = CaseSample.text.replacing("before: {remind: owner, at: 4 hours}", with: "before: {remind: owner, at: 25 hours}")
        let regulation = try CaseSample.regulation(text)
        let clocks = CaseClocks(edition: Edition(id: EditionID(1), adoption: AdoptionID(1), regulation: regulation, values: ["progressAgain": "48 hours"]), registry: try Pack.registry())
        let facts = CaseSample.facts(opened)
        let standing = clocks.standings(of: regulation.cases[0], facts, now: Sample.at(opened)) { _, _ in Sample.calendar }.standings.first { $0.clock == "reply" }
        let acts = try clocks.acts(of: regulation.cases[0].clock("reply")!, try #require(standing), facts, done: [:], calendar: Sample.calendar)
        #expect(acts.map(\.key) == ["atDeadline.0"])
    }
}

/// A calendar that is changed while a clock runs bears on the days to come only.
@Suite struct CountedPastTests {
    private let steps = [("filed", "2026-09-29 09:00")]

    private func standing(_ calendar: WorkingCalendar) throws -> ClockStanding { try #require(try CaseBench().standing("filed", CaseSample.facts("2026-09-29 09:00", steps), calendar)) }

    private func past(_ day: String) throws -> CountedPast {
        CountedPast(try standing(Sample.calendar).derivation, from: Sample.day("2026-09-29"), before: Sample.day(day))
    }

    /// The organisation declares days off, or worked, afterwards.
    private func changed(off: [String] = [], worked: [String] = []) -> WorkingCalendar {
        let entries = off.map { (Sample.day($0), WorkingCalendar.Entry(isWorkday: false, name: "own")) } + worked.map { (Sample.day($0), .init(isWorkday: true, name: "own")) }
        return Sample.calendar.adding(own: Dictionary(uniqueKeysWithValues: entries))
    }

    @Test("days that were counted stay counted, days to come are counted anew") func daysToCome() throws {
        // On the 9th, the 8th was counted. Then the 8th and the 12th are declared off: only the 12th moves the limit.
        let calendar = try past("2026-10-09").applied(to: changed(off: ["2026-10-08", "2026-10-12"]))
        #expect(try standing(calendar).deadline?.at == Sample.at("2026-10-14 00:00"))
        #expect(try standing(changed(off: ["2026-10-08", "2026-10-12"])).deadline?.at == Sample.at("2026-10-15 00:00"))
    }

    @Test("a day that was off and is declared worked afterwards does not shorten a clock") func notShortened() throws {
        let calendar = try past("2026-10-09").applied(to: changed(worked: ["2026-10-05"]))
        #expect(try standing(calendar).deadline == standing(Sample.calendar).deadline)
        #expect(try standing(changed(worked: ["2026-10-05"])).deadline?.at == Sample.at("2026-10-11 00:00"))
    }

    @Test("asked again under the same calendar, nothing moves") func stable() throws {
        for day in ["2026-09-30", "2026-10-05", "2026-10-11", "2026-11-01"] {
            #expect(try standing(past(day).applied(to: Sample.calendar)).deadline == standing(Sample.calendar).deadline, "\(day)")
        }
    }

    @Test("over random changes: elapsed is what it was, and a change of days to come is all that moves") func random() throws {
        let bench = try CaseBench()
        var random = Seeded(21)
        for _ in 0..<Seeded.cases / 20 {
            let start = Sample.at("2026-09-01 09:00").adding(minutes: Int64.random(in: 0...60_000, using: &random))
            let facts = CaseFacts(event: CaseSample.event(at: "2026-09-01 09:00"), openedAt: start, steps: [CaseStep("filed", at: start)])
            let before = try #require(bench.standing("filed", facts))
            let (zero, today) = (Sample.zone.day(of: start), Sample.zone.day(of: start).adding(days: Int.random(in: 0...12, using: &random)))
            let days = (0..<3).map { _ in (zero.adding(days: Int.random(in: -3...20, using: &random)), WorkingCalendar.Entry(isWorkday: random.chance(50), name: "own")) }
            let changed = Sample.calendar.adding(own: Dictionary(days, uniquingKeysWith: { a, _ in a }))
            let calendar = CountedPast(before.derivation, from: zero, before: today).applied(to: changed)
            let moment = min(Sample.zone.instant(today), before.deadline!.at)
            func elapsed(_ calendar: WorkingCalendar) -> Int { Deadlines(calendar: calendar).elapsed(from: start, to: moment, in: .workdays) }
            #expect(elapsed(calendar) == elapsed(Sample.calendar), "\(zero.iso) \(today.iso) \(days)")
        }
    }
}
