import Domain
import Operations
import RegulationEngine
import Storage
import Testing

/// From a clause to the rule, its follow-ups and figures, and back.
@Suite struct ExplainingClauseTests {
    private func clause(_ house: AdoptingHouse, _ id: String, as person: TestPremises.Person = .quality) throws -> ClauseView {
        try Explaining(house.test.premises).clause(try house.acting(person), id)
    }

    @Test func aClauseLeadsToItsRuleItsFollowUpsAndItsFigures() throws {
        let house = try AdoptingHouse()
        try house.inForce("R22", from: "2026-09-01")
        let event = try house.receive(.discharge("A1", on: "2026-11-23"))
        _ = try house.receive(.discharge("B1", on: "2026-11-22", unit: "B"))
        let view = try clause(house, "R22.3.1.1")
        #expect(view.rows.map(\.kind).contains("window") && view.rows.allSatisfy { $0.status == .runs })
        #expect(view.bearers.contains { $0.mechanism == "window" && $0.path == "followUps.call.within" && $0.rules == ["call"] })
        let call = view.uses.first { $0.rule.rule == "call" }
        #expect(call?.followUps == 2 && call?.newest.first?.followUp.event == event)
        #expect(view.figures.map(\.parameter.id) == ["callNotBefore", "callWithin"])
        #expect(view.figures.map(\.value) == ["2 days", "3 days"] && view.figures.map(\.acceptedBy) == ["甲quality", nil])
        #expect(view.targets.map(\.id).contains("inTime"))
    }

    @Test func countsHoldOnlyWhatTheReaderSees() throws {
        let house = try AdoptingHouse()
        try house.inForce("R22", from: "2026-09-01")
        _ = try house.receive(.discharge("A1", on: "2026-11-23"))
        #expect(try clause(house, "R22.3.1.1", as: .nurseA).uses.first?.followUps == 1)
        #expect(try clause(house, "R22.3.1.1", as: .nurseB).uses.first?.followUps == 0)
        #expect(try clause(house, "R22.3.1.1", as: .nurseB).uses.first?.newest == [])
        let theirs = try clause(house, "R22.3.1.1", as: .stranger)
        #expect(theirs.uses.isEmpty && theirs.rows.contains { $0.status == .parameter }, "they have not adopted it; the pack speaks for itself")
    }

    @Test func aClauseThatNobodyKnowsIsNotFound() throws {
        let house = try AdoptingHouse()
        for id in ["R22.99", "R98.1", "", "R22"] {
            #expect(refusal { _ = try clause(house, id) } == .notFound, "\(id)")
        }
    }
}
