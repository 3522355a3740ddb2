import Domain
import Interop
import Testing

@Suite("Calendars") struct CalendarTableTests {
    @Test("the schedule that is shipped: workdays of each year") func shipped() {
        var findings: [Finding] = []
        let calendar = CalendarTable.calendar(
            Sample.file("Share/calendars/cn-statutory.csv"), festivals: Sample.file("Share/calendars/cn-festivals.csv"), revision: "cn") { findings.append($0) }
        #expect(findings == [])
        #expect(calendar.loadedYears == [2023, 2024, 2025, 2026])
        for (year, workdays) in [(2023, 249), (2024, 251), (2025, 248), (2026, 248)] {
            let first = LocalDay(year: year, month: 1, day: 1)!
            let days = (0..<LocalDay(year: year + 1, month: 1, day: 1)!.days(since: first)).map { first.adding(days: $0) }
            #expect(days.count { calendar.isWorkday($0) } == workdays)
        }
        // 2027 is not loaded: the festival counts as off, and provisionally so.
        let festival = calendar.status(of: LocalDay(iso: "2027-02-08")!.adding(days: -2))
        #expect(festival.name == "春节" && festival.isProvisional && !festival.isWorkday)
    }

    @Test("bad rows are told and left out") func badRows() {
        var findings: [Finding] = []
        let text = "date,type,name\n2026-01-01,holiday,元旦\n2026-02-30,holiday,x\n2026-01-02,feast,x\n2026-01-01,makeup-workday,元旦\n"
        let calendar = CalendarTable.calendar(Array(text.utf8), revision: "test", name: "c.csv") { findings.append($0) }
        #expect(findings.map(\.code) == ["calendar.badRow", "calendar.badRow", "calendar.doubledDay"])
        #expect(findings.map(\.place.line) == [3, 4, 5])
        #expect(!calendar.isWorkday(LocalDay(iso: "2026-01-01")!))
        var told: [Finding] = []
        #expect(CalendarTable.festivals(Array("date,name\n2026-01-01,元旦\nx,y\n".utf8)) { told.append($0) } == [LocalDay(iso: "2026-01-01")!: "元旦"])
        #expect(told.map(\.code) == ["calendar.badRow"])
    }
}
