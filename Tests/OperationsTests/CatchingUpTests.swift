import Domain
import Foundation
import Interop
import Operations
import SQLCore
import Storage
import Testing

/// Facts that were here before their regulation was in force.
@Suite struct CatchingUpTests {
    private func receive(_ facts: [IncomingEvent], in house: AdoptingHouse) throws -> [EventID] {
        try facts.map { fact in
            let delivery = Delivery(sender: "test", message: UUID().uuidString)
            guard case .new(let id) = try Intake(house.test.premises).receive(fact, from: .source, as: delivery, try house.acting(.admin)) else {
                throw Refusal.notFound
            }
            return id
        }
    }

    private func tick(_ house: AdoptingHouse) throws -> Tick.Report {
        let units = Set(try house.test.database.read { try DirectoryRows.units(of: TestPremises.organisation, in: $0) }.map(\.id))
        let scope = Scope(units: Dictionary(uniqueKeysWithValues: Right.allCases.map { ($0, units) }))
        return try Tick(house.test.premises).run(
            Context(now: house.test.now, organisation: TestPremises.organisation, actor: .engine, scope: scope))
    }

    private func rules(of event: EventID, in house: AdoptingHouse) throws -> [String] {
        try house.test.database.read { try FollowUpRows.rows(of: event, TestPremises.organisation, in: $0) }.map(\.followUp.rule)
    }

    private func expectCountersAgree(_ house: AdoptingHouse) throws {
        #expect(try house.test.database.read { try CountRows.differences(of: TestPremises.organisation, in: $0) } == [])
    }

    @Test func factsSinceTheFirstDayArePlannedOnce() throws {
        let house = try AdoptingHouse()
        let ids = try receive(
            [WorkHouse.discharge("Z1", on: "2026-11-23 15:00"), WorkHouse.discharge("Z2", on: "2026-11-21 15:00", patient: "P2")], in: house)
        #expect(try rules(of: ids[0], in: house) == [])
        try house.inForce("R22", from: "2026-11-22")
        #expect(try tick(house).caughtUp == 1)
        #expect(try rules(of: ids[0], in: house).count == 1)
        #expect(try rules(of: ids[1], in: house) == [], "its day lies before the first day")
        #expect(try tick(house).caughtUp == 0)
        #expect(try house.acts().filter { $0 == "edition.caughtUp" }.count == 1)
        try expectCountersAgree(house)
    }

    @Test func whatWasCancelledOrEndedIsNotPlanned() throws {
        let house = try AdoptingHouse()
        let ids = try receive([WorkHouse.discharge("Z1", on: "2026-11-23 15:00"), WorkHouse.discharge("Z2", on: "2026-11-23 15:00", patient: "P2")], in: house)
        _ = try receive([WorkHouse.withdrawal(of: "patientDischarged", "Z1/1", on: "2026-11-24 09:00"), WorkHouse.death(of: "P2", on: "2026-11-24 09:00")], in: house)
        try house.inForce("R22", from: "2026-11-22")
        #expect(try tick(house).caughtUp == 0)
        #expect(try ids.flatMap { try rules(of: $0, in: house) } == [])
        try expectCountersAgree(house)
    }

    /// More than one portion, all at one moment: none is passed over, none taken twice.
    @Test func manyFactsOfOneMomentAreAllPlanned() throws {
        let house = try AdoptingHouse()
        let ids = try receive((0..<450).map { WorkHouse.discharge("Z\($0)", on: "2026-11-23 15:00", unit: $0 % 2 == 0 ? "A" : "B", patient: "P\($0)") }, in: house)
        try house.inForce("R22", from: "2026-11-22")
        #expect(try tick(house).caughtUp == 450)
        #expect(try ids.allSatisfy { try rules(of: $0, in: house).count == 1 })
        try expectCountersAgree(house)
    }

    @Test func whatAnEarlierEditionDecidedStays() throws {
        let house = try AdoptingHouse()
        let first = try house.inForce("R22", from: "2026-11-22")
        let ids = try receive([WorkHouse.discharge("Z1", on: "2026-11-23 15:00")], in: house)
        let next = try house.adopting.newEdition(try house.acting(.quality), of: first.adoption, from: .same, why: "again")
        try house.approve(next)
        try house.adopting.activate(try house.acting(.quality), next, from: LocalDay(iso: "2026-11-23")!, why: "from yesterday")
        #expect(try tick(house).caughtUp == 0)
        let rows = try house.test.database.read { try FollowUpRows.rows(of: ids[0], TestPremises.organisation, in: $0) }
        #expect(rows.map(\.followUp.edition) == [first.edition])
    }
}
