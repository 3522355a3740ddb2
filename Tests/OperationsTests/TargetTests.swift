import Domain
import Operations
import RegulationEngine
import SQLCore
import Statistics
import Storage
import Testing

/// Targets over all events, by the values of an attribute, by hand and by channel; figures that equal a recount.
@Suite struct TargetTests {
    private func figures(_ house: DrawingHouse, _ at: String) throws -> RegulationFigures {
        var context = try house.house.test.context(.management, at: DrawingHouse.moment(at))
        context.scope.units[.report] = [TestPremises.root, TestPremises.wardA, TestPremises.wardB]
        let view = try Dashboard(house.house.test.premises).view(from: LocalDay(iso: "2026-11-01")!, to: LocalDay(iso: "2026-11-30")!, unit: nil, context)
        return try #require(view.regulations.first { $0.regulation == "R12" })
    }

    private func target(_ figures: RegulationFigures, _ id: String) throws -> TargetFigure { try #require(figures.targets.first { $0.id == id }) }

    /// Marks the drawn of these events as done by somebody, as a contact would.
    private func done(_ house: DrawingHouse, _ events: [EventID], by staff: StaffID = StaffID(101), channel: ContactChannel = .phone) throws -> Int {
        let made = try events.flatMap { try house.followUps(of: $0) }
        for row in made {
            var done = row
            let moment = row.followUp.window.opens.adding(seconds: 1)
            (done.followUp.state, done.doneAt, done.doneRecordedAt, done.doneBy, done.doneChannel) = (.done, moment, moment, staff, channel)
            try house.house.test.database.write { [done] in try FollowUpRows.update(from: row, to: done, of: TestPremises.organisation, in: $0) }
        }
        return made.count
    }

    @Test func aTargetOverAllCountsWhatWasNotDrawn() throws {
        let house = try DrawingHouse()
        let events = try (1...10).map { try house.repair("W\($0)", on: "2026-11-04 10:00") }
        _ = try house.tick("2026-11-09 09:00")
        let open = try target(try figures(house, "2026-11-20 10:00"), "repair")
        #expect(open.rate == Rate(0, of: 0), "every window is open, those of the left out too")
        #expect(open.plan?.base == 10 && open.plan?.required == 3 && open.plan?.possible == 10 && open.plan?.needed == 3)
        #expect(try done(house, events) == 3)
        let closed = try target(try figures(house, "2026-12-10 10:00"), "repair")
        #expect(closed.rate == Rate(3, of: 10) && closed.verdict?.standing == .met)
        // The same by hand: everything that was eligible and due, and what of it was done.
        let standings = try events.map { try house.standing(of: $0)?.standing }
        #expect(standings.count { $0 == .drawn } == closed.rate.numerator && standings.count == closed.rate.denominator)
    }

    @Test func eachValueOfAnAttributeMustReachIt() throws {
        let house = try DrawingHouse(changing: [("of: repair, base: all, atLeast: $repairShare, per: month", "of: repair, base: all, atLeast: $repairShare, per: [month, trade]")])
        let water = try (1...6).map { try house.repair("W\($0)", on: "2026-11-04 10:00") }
        let electric = try (1...4).map { try house.repair("E\($0)", on: "2026-11-04 10:00", trade: "electric") }
        _ = try house.tick("2026-11-09 09:00")
        let (wet, dry) = (try done(house, water), try done(house, electric))
        let repair = try target(try figures(house, "2026-12-10 10:00"), "repair")
        #expect(repair.strata.map(\.value) == ["electric", "water"])
        #expect(repair.strata.map(\.rate) == [Rate(dry, of: 4), Rate(wet, of: 6)])
        #expect(repair.strata.map(\.rate.numerator).reduce(0, +) == repair.rate.numerator)
        #expect(repair.strata.map { $0.verdict?.standing == .met } == [dry * 10 >= 4 * 3, wet * 10 >= 6 * 3])
    }

    @Test func aTargetOfAYearAddsTheYearUp() throws {
        let house = try DrawingHouse(changing: [
            ("of: repair, base: all, atLeast: $repairShare, per: month", "of: repair, base: all, atLeast: $repairShare, per: year"),
        ])
        let october = try (1...4).map { try house.repair("O\($0)", on: "2026-10-07 10:00") }
        _ = try house.tick("2026-10-12 09:00")
        let november = try (1...4).map { try house.repair("N\($0)", on: "2026-11-04 10:00") }
        _ = try house.tick("2026-11-09 09:00")
        _ = try done(house, october)
        let repair = try target(try figures(house, "2026-12-10 10:00"), "repair")
        #expect(repair.from == LocalDay(iso: "2026-01-01") && repair.rate == Rate(2, of: 8), "November's drawn are not done")
        _ = try done(house, november)
        #expect(try target(try figures(house, "2026-12-10 10:00"), "repair").rate == Rate(4, of: 8))
        let inTime = try target(try figures(house, "2026-12-10 10:00"), "satisfaction")
        #expect(inTime.from == LocalDay(iso: "2026-11-01"), "the others stay with the month that is looked at")
    }

    @Test func aHouseholdCountsOnceHoweverOften() throws {
        let line = "  repair: {measure: followedUpRate, of: repair, base: all, atLeast: $repairShare, per: month, clauses: [R12.1.4/coverage], gap: G23}"
        let house = try DrawingHouse(changing: [
            (line, line + "\n  homes: {measure: subjectsFollowedUp, of: repair, count: 3, per: month, ours: true}"
                + "\n  ownHomes: {measure: subjectsFollowedUp, of: repair, by: areaAssistant, count: 2, per: month, ours: true}"),
            ("choose: {draw: $repairShare, frame: week, seed: $drawSeed, clauses: [R12.1.4/coverage]}", "choose: all"),
        ])
        let first = try (1...3).map { try house.repair("W\($0)", on: "2026-11-24 10:00") }
        let again = try house.receive(WorkHouse.repair("V1", on: "2026-11-24 11:00", household: "HW1"), at: "2026-11-24 11:00")
        _ = try done(house, [first[0], first[1]], by: StaffID(101))
        _ = try done(house, [again], by: StaffID(105))
        let figures = try figures(house, "2026-11-28 10:00")
        let homes = try target(figures, "homes")
        #expect(homes.rate == Rate(2, of: 3) && homes.verdict?.standing == .reachable, "two households, one of them twice; one window is open")
        #expect(try target(figures, "ownHomes").rate == Rate(2, of: 2) && target(figures, "ownHomes").verdict?.standing == .met)
        _ = try done(house, [first[2]], by: StaffID(105))
        #expect(try target(try self.figures(house, "2026-11-28 11:00"), "homes").verdict?.standing == .met)
    }

    @Test func onlyWhatTheRoleMadeOrTheChannelCarriedCounts() throws {
        let house = try DrawingHouse(changing: [
            ("  repair: {measure: followedUpRate, of: repair, base: all, atLeast: $repairShare, per: month, clauses: [R12.1.4/coverage], gap: G23}",
             "  repair: {measure: followedUpRate, of: repair, base: all, atLeast: $repairShare, per: month, clauses: [R12.1.4/coverage], gap: G23}\n"
                + "  visits: {measure: followedUpRate, of: repair, channel: homeVisit, atLeast: 5%, per: month, ours: true}\n"
                + "  own: {measure: followedUpRate, of: repair, by: areaAssistant, atLeast: 5%, per: month, ours: true}")
        ])
        let events = try (1...20).map { try house.repair("W\($0)", on: "2026-11-04 10:00") }
        _ = try house.tick("2026-11-09 09:00")
        let made = events.filter { ((try? house.followUps(of: $0)) ?? []).isEmpty == false }
        #expect(made.count == 6)
        // Roles are mapped to nurses; the quality office is none.
        _ = try done(house, Array(made[0..<2]), by: StaffID(101), channel: .homeVisit)
        _ = try done(house, Array(made[2..<5]), by: StaffID(105), channel: .phone)
        let figures = try figures(house, "2026-12-10 10:00")
        #expect(try target(figures, "repair").rate == Rate(5, of: 20))
        #expect(try target(figures, "visits").rate == Rate(2, of: 6))
        #expect(try target(figures, "own").rate == Rate(2, of: 6))
        #expect(try target(figures, "visits").plan == nil)
    }
}
