import Domain
import Testing

@Suite("Civil days") struct LocalDayTests {
    @Test("every day of 400 years has its own number and reads back") func roundTrip() {
        var day = LocalDay(year: 1900, month: 1, day: 1)!
        let last = LocalDay(year: 2299, month: 12, day: 31)!
        var weekday = 1  // 1900-01-01 was a Monday
        while day <= last {
            #expect(LocalDay(iso: day.iso) == day)
            #expect(day.weekday == weekday)
            day = day.adding(days: 1)
            weekday = weekday % 7 + 1
        }
    }

    @Test("impossible dates are refused", arguments: ["2026-02-29", "2026-13-01", "2026-00-10", "2026-4-31", "2026-04-31", "26-04-01", "2026-04-1a", ""])
    func impossible(text: String) { #expect(LocalDay(iso: text) == nil) }

    @Test("a month later ends on the corresponding day or the month's last (Civil Code art. 202)",
        arguments: [("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-09-28", 2, "2026-11-28"), ("2026-12-31", 12, "2027-12-31"), ("2026-03-31", -1, "2026-02-28")])
    func months(start: String, count: Int, end: String) { #expect(LocalDay(iso: start)!.adding(months: count).iso == end) }
}

@Suite("Moments") struct CivilZoneTests {
    let zone = CivilZone.shanghai

    @Test("24:00 belongs to the day it ends") func endOfDay() {
        let day = LocalDay(iso: "2026-11-30")!
        #expect(zone.iso(zone.end(of: day)) == "2026-12-01T00:00:00+08:00")
        #expect(zone.limitDay(of: zone.end(of: day)) == day)
    }

    @Test("written moments", arguments: [
        ("2026-11-25 10:00", "2026-11-25T10:00:00+08:00"), ("2026-11-25T02:00:30Z", "2026-11-25T10:00:30+08:00"),
        ("2026-11-25T10:00:00.25+08:00", "2026-11-25T10:00:00.250+08:00"), ("2026-11-25 24:00", "2026-11-26T00:00:00+08:00"),
    ]) func written(text: String, iso: String) { #expect(zone.instant(iso: text).map(zone.iso) == iso) }

    @Test("unreadable moments are nil", arguments: ["2026-11-25", "2026-11-25 25:00", "2026-11-25 10:60", "2026-11-25 24:01", "x", "2026-02-30 10:00"])
    func unreadable(text: String) { #expect(zone.instant(iso: text) == nil) }

    @Test("days before 1970 count downwards") func before1970() {
        #expect(zone.day(of: zone.instant(LocalDay(iso: "1969-12-31")!, LocalTime("23:59")!)).iso == "1969-12-31")
    }
}
