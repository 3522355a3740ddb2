import Domain
import Foundation
import Interop
import Operations
import RegulationEngine
import SQLCore
import Storage
import Testing

/// Rounds over everybody in the books: given in portions, once, whatever comes in between.
@Suite struct RoundsTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The document of rounds that the rehearsals use, in force from today.
    private static let library = Result {
        let common = try AdoptingHouse.files().filter { $0.path.hasPrefix("common/") }
        let text = try String(contentsOf: root.appendingPathComponent("Tests/RehearsalTests/Documents/T01/regulation.yaml"), encoding: .utf8)
        return RegulationLibrary.load(from: common + [SourceFile(path: "T01/regulation.yaml", text: text)], clauses: "clause\tkind\n").library
    }

    private func house() throws -> AdoptingHouse {
        let house = try AdoptingHouse(Self.library.get())
        try house.inForce("T01", from: "2026-11-25")
        return house
    }

    private func engine(_ house: AdoptingHouse, _ at: String) throws -> Context {
        var context = try house.test.context(.admin, at: CivilZone.shanghai.instant(iso: at)!)
        context.actor = .engine
        return context
    }

    private func register(
        _ number: String, kind: String = "householdRegistered", unit: String = "A", since: String? = "2020-01-01", tags: [String] = [], born: String? = nil,
        until: String? = nil, at: String = "2026-11-25 10:00", in house: AdoptingHouse
    ) throws {
        var said: [String: AttributeValue] = ["tags": .list(tags)]
        said["since"] = since.flatMap { LocalDay(iso: $0) }.map { .day($0) }
        said["until"] = until.flatMap { LocalDay(iso: $0) }.map { .day($0) }
        let party: Party.Kind = kind == "personRegistered" ? .person : .household
        let fact = IncomingEvent(
            kind: kind, occurredAt: CivilZone.shanghai.instant(iso: at)!, isTimeKnown: true, unitCode: unit,
            party: PartyDraft(name: number, number: number, kind: party, bornOn: born.flatMap { LocalDay(iso: $0) }), naturalKey: .declared(number),
            attributes: said)
        let receipt = try Intake(house.test.premises).receive(
            fact, from: .source, as: Delivery(sender: "test", message: UUID().uuidString), try engine(house, at))
        switch receipt {
        case .new, .corrected, .same: return
        case .rejected(let findings): throw Refusal.invalid(findings)
        }
    }

    private func tick(_ house: AdoptingHouse, _ at: String) throws -> Tick.Report { try Tick(house.test.premises).run(try engine(house, at)) }

    /// Turns by rule and period: `quarterly 2027-Q1`.
    private func turns(_ house: AdoptingHouse, of number: String? = nil) throws -> [String: Int] {
        let keys = try house.test.database.read { session in
            try session.query("SELECT natural_key FROM event WHERE kind = 'turnCame'") { $0.text(0) }
        }
        let parts = keys.map { $0.split(separator: "/").map(String.init) }.filter { number == nil || $0.last == number }
        return Dictionary(parts.map { ($0.dropFirst().dropLast().joined(separator: " "), 1) }, uniquingKeysWith: +)
    }

    private func expectCountersAgree(_ house: AdoptingHouse) throws {
        #expect(try house.test.database.read { try CountRows.differences(of: TestPremises.organisation, in: $0) } == [])
    }

    @Test func everybodyHasATurnOnce() throws {
        let house = try house()
        for number in 0..<450 { try register("H\(number)", unit: number % 2 == 0 ? "A" : "B", in: house) }
        // The regulation came within the year's second part: those who take what is left of a part have a turn at once.
        #expect(try tick(house, "2026-11-26 08:00").turns == 450)
        #expect(try turns(house) == ["twiceAYear 2026 2": 450])
        #expect(try tick(house, "2026-11-26 08:01").turns == 0)
        #expect(try tick(house, "2027-01-01 08:00").turns > 0)
        let after = try turns(house)
        #expect(after["quarterly 2027-Q1"] == 450 && after["twiceAYear 2027 1"] == 450 && after["chosen 2027-01"] == 450 && after["chosen 2026-12"] == 450)
        #expect(try tick(house, "2027-01-01 08:01").turns == 0)
        let made = try house.test.database.read { session in
            try session.first("SELECT COUNT(*) FROM follow_up WHERE rule = 'quarterly'") { Int($0.int(0)) }
        }
        #expect(made == 450)
        try expectCountersAgree(house)
    }

    /// The engine stops between two portions: the rest comes when it runs again, and nothing comes twice.
    @Test(arguments: [1, 2, 3]) func whatWasInterruptedGoesOn(writes: Int) throws {
        let house = try house()
        for number in 0..<650 { try register("H\(number)", in: house) }
        var premises = house.test.premises
        premises.database = InterruptedDatabase(house.test.database, after: writes)
        #expect(throws: InterruptedDatabase.Interruption.self) { _ = try Tick(premises).run(try engine(house, "2026-11-26 08:00")) }
        let before = try turns(house)["twiceAYear 2026 2"] ?? 0
        #expect(before == (writes - 1) * 200)
        #expect(try tick(house, "2026-11-26 08:01").turns == 650 - before)
        #expect(try turns(house)["twiceAYear 2026 2"] == 650)
        try expectCountersAgree(house)
    }

    @Test func whoJoinsLeavesOrDiesIsFollowed() throws {
        let house = try house()
        try register("H1", in: house)
        try register("H2", in: house)
        try register("H3", since: "2027-02-10", in: house)
        try register("H4", until: "2027-02-20", in: house)
        _ = try tick(house, "2027-01-01 08:00")
        #expect(try turns(house, of: "H3").isEmpty && turns(house, of: "H4")["quarterly 2027-Q1"] == 1)
        // Told beforehand: in what is left of the half-year, not in the quarter.
        _ = try tick(house, "2027-02-10 08:00")
        #expect(try turns(house, of: "H3") == ["twiceAYear 2027 1": 1])
        // Known late: in the books since 2020, so it had a turn from the quarter's first day.
        try register("H5", at: "2027-02-11 09:00", in: house)
        #expect(try turns(house, of: "H5")["quarterly 2027-Q1"] == 1)
        _ = try tick(house, "2027-02-21 08:00")
        #expect(try states("H4", house)["quarterly"] == "withdrawn left" && states("H4", house)["twiceAYear"] == "withdrawn left")
        try register("H1", until: "2027-02-21", at: "2027-02-22 09:00", in: house)
        #expect(try states("H1", house)["quarterly"] == "withdrawn left" && states("H2", house)["quarterly"] == "planned ")
        _ = try tick(house, "2027-04-01 08:00")
        #expect(try turns(house, of: "H1")["quarterly 2027-Q2"] == nil && turns(house, of: "H2")["quarterly 2027-Q2"] == 1)
        #expect(try turns(house, of: "H3")["quarterly 2027-Q2"] == 1)
        try expectCountersAgree(house)
    }

    private func states(_ number: String, _ house: AdoptingHouse) throws -> [String: String] {
        let rows = try house.test.database.read { session in
            try session.query(
                """
                SELECT f.rule, f.state, COALESCE(f.flag, '') FROM follow_up f JOIN party p ON p.organisation = f.organisation AND p.id = f.party
                WHERE p.number = \(number) AND f.cohort_day >= \(LocalDay(iso: "2027-01-01")!) ORDER BY f.id
                """) { ($0.text(0), $0.text(1) + " " + $0.text(2)) }
        }
        return Dictionary(rows, uniquingKeysWith: { a, _ in a })
    }

    /// By age, where it is known; who it is not known of is told, counted, and stands in nobody's way.
    @Test func whatCannotBeKnownIsToldAndStopsNobody() throws {
        let house = try house()
        try register("P1", kind: "personRegistered", since: "2026-01-01", born: "1960-05-01", in: house)
        try register("P2", kind: "personRegistered", since: "2026-01-01", born: "1990-05-01", in: house)
        try register("P3", kind: "personRegistered", since: "2026-01-01", in: house)
        try register("P4", kind: "personRegistered", since: "2020-01-01", born: "1950-05-01", in: house)
        #expect(try tick(house, "2026-11-26 08:00").turns == 1)
        // P4 was in the books for longer than the two years of the rule.
        #expect(try turns(house, of: "P1") == ["birthdays 2026": 1])
        #expect(try house.acts().filter { $0 == "rule.notEvaluated" }.count == 1)
        _ = try tick(house, "2027-01-02 08:00")
        _ = try tick(house, "2028-01-02 08:00")
        _ = try tick(house, "2029-01-02 08:00")
        #expect(try turns(house, of: "P1") == ["birthdays 2026": 1, "birthdays 2027": 1, "birthdays 2028": 1])
    }

    @Test func turnsAreMadeByTheHouseAlone() throws {
        let house = try house()
        let fact = IncomingEvent(
            kind: "turnCame", occurredAt: house.test.now, isTimeKnown: true, unitCode: "A", party: PartyDraft(name: "H1", number: "H1", kind: .household),
            naturalKey: .declared("x"))
        let receipt = try Intake(house.test.premises).receive(
            fact, from: .source, as: Delivery(sender: "test", message: "1"), try engine(house, "2026-11-25 10:00"))
        guard case .rejected(let findings) = receipt else {
            Issue.record("accepted")
            return
        }
        #expect(findings.map(\.code) == ["event.ofTheHouse"])
    }
}
