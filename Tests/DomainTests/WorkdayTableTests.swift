import Domain
import Testing

@Suite("The calendar's table") struct WorkdayTableTests {
    private func day(_ iso: String) -> LocalDay { LocalDay(iso: iso)! }

    @Test("answers like the calendar itself, inside and outside the years it knows") func agrees() {
        let calendar = WorkingCalendar(
            revision: "test", loadedYears: [2026],
            statutory: [day("2026-10-01"): .init(isWorkday: false, name: "A"), day("2026-10-10"): .init(isWorkday: true, name: "A")],
            own: [day("2026-03-02"): .init(isWorkday: false, name: "B"), day("2027-05-04"): .init(isWorkday: true, name: "B")],
            festivals: [day("2028-01-26"): "C"])
        for number in day("2024-06-01").number...day("2030-06-01").number {
            let day = LocalDay(number: number)
            #expect(calendar.isWorkday(day) == calendar.status(of: day).isWorkday)
            #expect(calendar.isProvisional(day) == calendar.status(of: day).isProvisional)
        }
        #expect(!calendar.isWorkday(day("2026-10-01")) && calendar.isWorkday(day("2026-10-10")) && !calendar.isWorkday(day("2026-03-02")))
        #expect(!calendar.isProvisional(day("2026-10-01")) && calendar.isProvisional(day("2027-10-01")) && !calendar.isWorkday(day("2028-01-26")))
    }

    @Test("a calendar without years, or with absurd ones, still answers") func extremes() {
        #expect(!WorkingCalendar.weekendsOnly.isWorkday(day("2026-11-28")) && WorkingCalendar.weekendsOnly.isProvisional(day("2026-11-27")))
        let absurd = WorkingCalendar(revision: "test", loadedYears: [1, 9000], statutory: [:])
        #expect(absurd.isWorkday(day("2026-11-27")) && !absurd.isProvisional(day("9000-01-03")))
    }
}
