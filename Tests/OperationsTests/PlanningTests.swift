import Domain
import Interop
import Operations
import RegulationEngine
import SQLCore
import Storage
import Testing

/// What an event starts is decided by the edition of its day, once, and stays with it.
@Suite struct PlanningTests {
    let house: WorkHouse
    let adopting: Adopting

    init() throws {
        house = try WorkHouse()
        adopting = Adopting(house.premises)
    }

    /// A second edition of R22 in force from a day, with a later limit of the call.
    private func secondEdition(from day: String) throws -> EditionID {
        let (quality, management) = (try house.acting(.quality), try house.acting(.management))
        let adoption = try house.database.read { try AdoptionRows.adoption(regulation: "R22", of: TestPremises.organisation, in: $0) }!.id
        let edition = try adopting.newEdition(quality, of: adoption, from: .same, why: "改为五天")
        let figures = try adopting.view(quality, adoption, edition: edition).figures
        let decisions = figures.map { figure in
            FigureDecision(parameter: figure.parameter.id, value: figure.parameter.id == "callWithin" ? "5 days" : nil, isAccepted: true)
        }
        try adopting.decide(quality, in: edition, decisions, why: "院务会")
        _ = try adopting.rehearse(quality, edition) { _ in RehearsalReport(outcomes: []) }
        try adopting.submit(quality, edition, basis: "院务会纪要")
        try adopting.approve(management, edition)
        try adopting.activate(quality, edition, from: LocalDay(iso: day)!)
        return edition
    }

    private func followUp(_ fact: IncomingEvent) throws -> FollowUpRow { try #require(try house.followUps(of: house.receive(fact)).first) }

    @Test func theEditionOfTheEventsDayDecidesAndWorkThatWasBegunKeepsIt() throws {
        let before = try followUp(WorkHouse.discharge("Z1", on: "2026-11-24 15:00"))
        let edition = try secondEdition(from: "2026-11-25")
        let after = try followUp(WorkHouse.discharge("Z2", on: "2026-11-25 09:00", patient: "P2"))
        let backdated = try followUp(WorkHouse.discharge("Z3", on: "2026-11-24 18:00", patient: "P3"))
        #expect(after.followUp.edition == edition && after.followUp.window.due == WorkHouse.moment("2026-12-01 00:00"))
        #expect(backdated.followUp.edition == before.followUp.edition && backdated.followUp.window.due == WorkHouse.moment("2026-11-28 00:00"))
        try house.receive(WorkHouse.discharge("Z1", on: "2026-11-23 15:00"))
        let moved = try house.row(before.id)
        #expect(moved.followUp.edition == before.followUp.edition && moved.followUp.window.due == WorkHouse.moment("2026-11-27 00:00"))
        try house.expectCountersAgree()
    }

    @Test func unitsThatAreNotCoveredHaveNoFollowUps() throws {
        let adoption = try house.database.read { try AdoptionRows.adoption(regulation: "R22", of: TestPremises.organisation, in: $0) }!.id
        try adopting.cover(try house.acting(.quality), units: [TestPremises.wardB], in: adoption, why: "先在外科试行")
        #expect(try house.followUps(of: house.receive(WorkHouse.discharge("Z1", on: "2026-11-24 15:00", unit: "A"))).isEmpty)
        #expect(try house.followUps(of: house.receive(WorkHouse.discharge("Z2", on: "2026-11-24 15:00", unit: "B", patient: "P2"))).count == 1)
    }

    @Test func severityPutsTheGravestFirstAndToTheHead() throws {
        let general = try followUp(WorkHouse.complaint(closed: "T1", on: "2026-11-24 15:00"))
        let major = try followUp(WorkHouse.complaint(closed: "T2", on: "2026-11-24 15:00", severity: "major"))
        #expect(general.followUp.assignee == WorkHouse.Person.nurseA.staff && general.ranking == 2)
        #expect(major.followUp.assignee == WorkHouse.Person.headA.staff && major.ranking == 1)
        #expect(
            major.followUp.window.due == WorkHouse.moment("2026-11-26 00:00") && general.followUp.window.due == WorkHouse.moment("2026-12-02 00:00"))
    }

    @Test func twoRegulationsPlanTheSameEventApart() throws {
        let rows = try house.followUps(of: house.receive(WorkHouse.complaint(closed: "T1", on: "2026-11-24 15:00")))
        #expect(rows.map(\.followUp.rule) == ["complaint"])
        let problem = IncomingEvent(
            kind: "caseClosed", occurredAt: WorkHouse.moment("2026-11-24 15:00"), unitCode: "A", matterNumber: "Q1", naturalKey: .declared("Q1"),
            attributes: ["case": .text("Q1"), "class": .text("problem")])
        #expect(try house.followUps(of: house.receive(problem)).map(\.followUp.rule) == ["problemCheck"])
    }

    @Test func aFactWithoutWhatARuleAsksForIsToldAndStopsNothingElse() throws {
        let receipt = try house.receive(WorkHouse.discharge("Z1", on: "2026-11-24 15:00", disposition: nil))
        #expect(try house.followUps(of: receipt).count == 1)
        var odd = WorkHouse.repair("W1", on: "2026-11-24 15:00")
        odd.attributes["rework"] = nil
        #expect(try house.followUps(of: house.receive(odd)).count == 1)
    }

    @Test func whoDoesNotSeeThePersonFindsNobody() throws {
        try house.receive(WorkHouse.discharge("Z1", on: "2026-11-22 15:00"))
        let people = People(house.premises)
        for text in ["测试甲", "19900000001", "0001", "P1", "Z1"] {
            #expect(try people.search(text, house.acting(.nurseA)).hits.count == 1, "\(text)")
            for person in [WorkHouse.Person.nurseB, .headB, .stranger] { #expect(try people.search(text, house.acting(person)).hits.isEmpty, "\(text)") }
        }
        let party = try #require(try people.search("P1", house.acting(.nurseA)).hits.first).party.id
        #expect(throws: Refusal.notFound) { try people.view(party, try house.acting(.stranger)) }
        #expect(throws: Refusal.notFound) { try people.view(party, try house.acting(.nurseB)) }
    }
}
