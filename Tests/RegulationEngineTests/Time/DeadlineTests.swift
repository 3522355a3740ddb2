import Domain
import RegulationEngine
import Testing

@Suite("When a period ends") struct DeadlineTests {
    let deadlines = Deadlines(calendar: Sample.calendar)

    @Test(
        "the event's day is day 0, and day N ends at 24:00 (Civil Code art. 201)",
        arguments: [
            ("2026-09-28 00:00", "3 days", "2026-10-01"), ("2026-09-28 23:59", "3 days", "2026-10-01"), ("2026-09-28 10:00", "0 days", "2026-09-28"),
            ("2026-09-28 10:00", "1 week", "2026-10-05"), ("2026-01-31 10:00", "1 month", "2026-02-28"),
            ("2026-09-28 10:00", "2 months", "2026-11-28"),
            ("2024-02-29 10:00", "1 year", "2025-02-28"), ("2026-12-30 10:00", "half year", "2027-06-30"),
        ]) func days(start: String, budget: String, last: String)
    {
        #expect(deadlines.deadline(from: Sample.at(start), Period(budget)!) == Deadline(at: Sample.end(last)))
    }

    @Test(
        "hours run from the moment, through nights and holidays",
        arguments: [
            ("2026-09-30 22:00", "4 hours", "2026-10-01 02:00"), ("2026-10-02 10:00", "48 hours", "2026-10-04 10:00"),
            ("2026-09-28 10:00", "90 minutes", "2026-09-28 11:30"),
        ]) func hours(start: String, budget: String, end: String)
    {
        #expect(deadlines.deadline(from: Sample.at(start), Period(budget)!, LimitReading(lastDay: .rolls)) == Deadline(at: Sample.at(end)))
    }

    @Test(
        "workdays begin with the first workday after day 0; make-up days count, holidays don't",
        arguments: [
            ("2026-09-30 10:00", "1 workday", "2026-10-08"), ("2026-09-30 10:00", "3 workdays", "2026-10-10"),
            ("2026-10-03 10:00", "1 workday", "2026-10-08"),
            ("2026-09-18 10:00", "1 workday", "2026-09-20"), ("2026-11-27 10:00", "1 workday", "2026-11-30"),
            ("2026-11-28 10:00", "0 workdays", "2026-11-28"),
        ]) func workdays(start: String, budget: String, last: String)
    {
        #expect(deadlines.deadline(from: Sample.at(start), Period(budget)!) == Deadline(at: Sample.end(last)))
    }

    @Test(
        "a last day off rolls to the next workday only where the rule says so (art. 203)",
        arguments: [
            ("2026-09-28 10:00", "2 months", "2026-11-30"), ("2026-09-28 10:00", "3 days", "2026-10-08"),
            ("2026-09-17 10:00", "3 days", "2026-09-20"),
            ("2026-09-28 10:00", "1 day", "2026-09-29"),
        ]) func rolls(start: String, budget: String, last: String)
    {
        #expect(deadlines.deadline(from: Sample.at(start), Period(budget)!, LimitReading(lastDay: .rolls)).at == Sample.end(last))
    }

    @Test("the close of business ends the last day, but never before the start") func closeOfBusiness() {
        let reading = LimitReading(closeOfBusiness: LocalTime("17:30"))
        #expect(deadlines.deadline(from: Sample.at("2026-09-28 10:00"), Period("3 days")!, reading).at == Sample.at("2026-10-01 17:30"))
        #expect(deadlines.deadline(from: Sample.at("2026-09-28 20:00"), Period("0 days")!, reading).at == Sample.at("2026-09-28 20:00"))
    }

    @Test("not before N opens at 00:00 of day N, after N on the day after") func openings() {
        let start = Sample.at("2026-09-28 10:00")
        #expect(deadlines.opening(from: start, notBefore: Period("2 days")!).at == Sample.at("2026-09-30 00:00"))
        #expect(deadlines.opening(from: start, notBefore: Period("1 month")!).at == Sample.at("2026-10-28 00:00"))
        #expect(deadlines.opening(from: start, notBefore: Period("0 days")!).at == start)
        #expect(deadlines.opening(from: start, notBefore: Period("2 workdays")!).at == Sample.at("2026-09-30 00:00"))
        #expect(deadlines.opening(from: start, notBefore: Period("3 hours")!).at == Sample.at("2026-09-28 13:00"))
        #expect(deadlines.opening(from: start, after: Period("2 days")!).at == Sample.at("2026-10-01 00:00"))
        #expect(deadlines.opening(from: start, after: Period("3 hours")!).at == Sample.at("2026-09-28 13:00"))
    }

    @Test("a year whose schedule is not loaded makes a limit provisional, if a working day had a say") func provisional() {
        let start = Sample.at("2026-12-30 10:00")
        #expect(deadlines.deadline(from: start, Period("3 workdays")!) == Deadline(at: Sample.end("2027-01-05"), isProvisional: true))
        #expect(!deadlines.deadline(from: start, Period("1 workday")!).isProvisional)
        #expect(!deadlines.deadline(from: start, Period("5 days")!).isProvisional)
        #expect(deadlines.deadline(from: start, Period("5 days")!, LimitReading(lastDay: .rolls)).isProvisional)
        #expect(deadlines.opening(from: start, notBefore: Period("3 workdays")!).isProvisional)
    }

    @Test("a calendar in which nobody ever works still answers") func neverWorked() {
        let days = (0..<1500).map { (Sample.day("2026-01-01").adding(days: $0), WorkingCalendar.Entry(isWorkday: false, name: "closed")) }
        let closed = Deadlines(
            calendar: WorkingCalendar(revision: "closed", loadedYears: [2026], statutory: [:], own: Dictionary(uniqueKeysWithValues: days)))
        let start = Sample.at("2026-01-01 10:00")
        #expect(closed.deadline(from: start, Period("1 workday")!).at == Sample.end(Sample.day("2026-01-01").adding(days: 731).iso))
    }

    @Test("an absurd budget is bounded, not a crash") func absurd() {
        for unit in Period.Unit.allCases where unit != .workdays {
            #expect(deadlines.deadline(from: Sample.at("2026-01-01 10:00"), Period(.max, unit)).at > Sample.at("2027-01-01 10:00"))
        }
        #expect(deadlines.deadline(from: Sample.at("2026-01-01 10:00"), Period(-3, .days)).at == Sample.end("2026-01-01"))
    }
}

@Suite("A clock that stands") struct PauseTests {
    let deadlines = Deadlines(calendar: Sample.calendar)

    private func limit(_ start: String, _ budget: String, _ pauses: [(String, String?)], rolls: Bool = false) -> Limit {
        deadlines.limit(
            from: Sample.at(start), Period(budget)!, LimitReading(lastDay: rolls ? .rolls : .stays),
            pauses: pauses.map { Pause(from: Sample.at($0.0), to: $0.1.map(Sample.at)) })
    }

    @Test("hours move by the paused time, overlapping pauses once") func hours() {
        #expect(limit("2026-03-02 10:00", "24 hours", [("2026-03-02 12:00", "2026-03-02 15:30")]) == .at(Deadline(at: Sample.at("2026-03-03 13:30"))))
        #expect(
            limit("2026-03-02 10:00", "2 hours", [("2026-03-02 11:00", "2026-03-02 13:00"), ("2026-03-02 12:00", "2026-03-02 14:00")])
                == .at(Deadline(at: Sample.at("2026-03-02 15:00"))))
        #expect(limit("2026-03-02 10:00", "2 hours", [("2026-03-02 12:00", nil)]) == .at(Deadline(at: Sample.at("2026-03-02 12:00"))))
        #expect(limit("2026-03-02 10:00", "2 hours", [("2026-03-02 08:00", "2026-03-02 10:30")]) == .at(Deadline(at: Sample.at("2026-03-02 12:30"))))
    }

    @Test("days move by the days that end in the pause") func days() {
        // Monday afternoon to Thursday morning: three days end in between.
        #expect(limit("2026-03-02 10:00", "5 days", [("2026-03-02 15:00", "2026-03-05 10:00")]) == .at(Deadline(at: Sample.end("2026-03-09"))))
        #expect(limit("2026-03-02 10:00", "5 days", [("2026-03-03 15:00", "2026-03-05 15:00")]) == .at(Deadline(at: Sample.end("2026-03-09"))))
        #expect(limit("2026-03-02 10:00", "5 days", [("2026-03-04 09:00", "2026-03-04 17:00")]) == .at(Deadline(at: Sample.end("2026-03-07"))))
        #expect(limit("2026-03-02 10:00", "1 month", [("2026-03-04 00:00", "2026-03-06 00:00")]) == .at(Deadline(at: Sample.end("2026-04-04"))))
        #expect(limit("2026-03-02 10:00", "2 workdays", [("2026-03-03 09:00", "2026-03-05 09:00")]) == .at(Deadline(at: Sample.end("2026-03-06"))))
        #expect(limit("2026-03-02 10:00", "5 days", [("2026-03-08 09:00", "2026-03-20 09:00")]) == .at(Deadline(at: Sample.end("2026-03-07"))))
    }

    @Test("while it stands there is no deadline, only what remains") func standing() {
        #expect(limit("2026-03-02 10:00", "24 hours", [("2026-03-02 12:00", nil)]) == .paused(remaining: .milliseconds(22 * 3_600_000)))
        #expect(limit("2026-03-02 10:00", "5 days", [("2026-03-04 12:00", nil)]) == .paused(remaining: .days(4)))
        #expect(limit("2026-03-02 10:00", "5 workdays", [("2026-03-04 12:00", nil)]) == .paused(remaining: .workdays(4)))
        #expect(limit("2026-03-02 10:00", "1 month", [("2026-03-03 12:00", nil)]) == .paused(remaining: .days(31)))
        #expect(limit("2026-03-02 10:00", "5 days", [("2026-03-07 12:00", nil)]) == .paused(remaining: .days(1)))
        #expect(limit("2026-03-02 10:00", "5 days", [("2026-03-08 00:00", nil)]) == .at(Deadline(at: Sample.end("2026-03-07"))))
    }

    @Test("a limit never rolls into a pause") func rolling() {
        // 2026-03-07 is a Saturday.
        #expect(
            limit("2026-03-02 10:00", "5 days", [("2026-03-09 09:00", "2026-03-10 09:00")], rolls: true)
                == .at(Deadline(at: Sample.end("2026-03-10"))))
        #expect(limit("2026-03-02 10:00", "5 days", [("2026-03-09 09:00", nil)], rolls: true) == .paused(remaining: .days(0)))
    }
}
