import Domain
import Operations
import RegulationEngine
import SQLCore
import Storage
import Testing

/// What falls behind or out of reach is told once a period to those whose work it is.
@Suite struct TargetWatchTests {
    private func told(_ house: DrawingHouse) throws -> [String] {
        try house.house.test.database.read { session in
            try session.query("SELECT code, staff FROM notice WHERE organisation = 1 AND code LIKE 'notice.target%' ORDER BY id") { "\($0.text(0)) \($0.int(1))" }
        }
    }


    /// Every repair is followed up, and of those whose window is over none was made: nothing can mend that.
    @Test func whatCannotBeReachedAnyMoreIsToldOnce() throws {
        let house = try DrawingHouse(changing: [
            ("within: 1 month\n    choose: {draw: $repairShare, frame: week, seed: $drawSeed, clauses: [R12.1.4/coverage]}", "within: 3 days\n    choose: all"),
        ])
        for number in 1...10 { try house.repair("W\(number)", on: "2026-11-04 10:00") }
        _ = try house.tick("2026-11-05 09:00")
        #expect(try !told(house).contains { $0.hasPrefix("notice.targetOutOfReach") }, "every window is open")
        let report = try house.tick("2026-11-12 09:00")
        #expect(report.targets > 0)
        let once = try told(house)
        #expect(once.contains { $0.hasPrefix("notice.targetOutOfReach") })
        #expect(Set(once).count == once.count, "each person once")
        #expect(try house.tick("2026-11-12 15:00").targets == 0, "once a day")
        #expect(try house.tick("2026-11-13 09:00").targets == 0, "once a period")
        #expect(try told(house) == once)
    }
}
