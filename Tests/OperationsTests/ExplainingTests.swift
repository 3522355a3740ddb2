import Domain
import Interop
import Operations
import RegulationEngine
import SQLCore
import Storage
import Testing

/// Why a follow-up exists, and how its window and its person came about.
@Suite struct ExplainingTests {
    /// A ward's nurse calls a patient who left on Monday 2026-11-23; today is Wednesday.
    private struct Scene {
        let house: AdoptingHouse
        let event: EventID
        var followUp: FollowUpID

        init(units: Set<UnitID> = []) throws {
            house = try AdoptingHouse()
            let adopted = try house.inForce("R22", from: "2026-09-01")
            try house.adopting.map(try house.acting(.quality), role: "followUpSupervisor", to: "headNurse", in: adopted.adoption)
            event = try house.receive(.discharge("A1", on: "2026-11-23"))
            followUp = try house.followUps(of: event)[0].id
        }

        func explained(as person: TestPremises.Person = .nurseA, _ premises: Premises? = nil) throws -> FollowUpExplanation {
            try Explaining(premises ?? house.test.premises).followUp(try house.acting(person), followUp)
        }
    }

    private func codes(_ steps: [DerivationStep]) -> [String] { steps.map(\.code) }

    @Test func theWindowIsWorkedOutAgainFromEventRuleAndEdition() throws {
        let told = try Scene().explained()
        #expect(told.rule.regulation == "R22" && told.rule.editionNumber == 1 && told.rule.activeFrom == LocalDay(iso: "2026-09-01"))
        #expect(told.rule.basis.clauses == ["R22.3.1.1"] && told.standing?.standing == .obligatory)
        #expect(told.window.isReproduced && !told.window.isCalendarChanged && told.window.wouldBe == nil && told.window.findings == [])
        #expect(told.window.steps.first == DerivationStep("rule", ["rule": "出院电话回访", "regulation": "R22", "version": "1", "edition": "1"]))
        #expect(told.window.steps.contains(DerivationStep("clause", ["clause": "R22.3.1.1"])))
        #expect(told.window.steps.contains(DerivationStep("parameter", ["parameter": "电话回访最早在出院后第几天", "value": "2 days"])))
        #expect(told.window.steps.last?.code == "due" && told.window.steps.last?.arguments["day"] == "2026-11-26")
    }

    @Test func theEventIsToldInWords() throws {
        let event = try Scene().explained().event
        #expect(event.title.simplified == "出院" && event.unit == "内科" && event.party == "甲某" && event.matterNumber == "A1")
        #expect(event.attributes.map(\.name) == ["admission", "attendingPhysician", "condition"])
        #expect(event.attributes[1].words?.simplified == "甲headA" && event.attributes[2].words?.simplified == "一般")
    }

    @Test func thePersonIsTheRolesHolderNearestToTheUnit() throws {
        let scene = try Scene()
        let told = try scene.explained().assignment
        #expect(told.role == "回访人员" && told.assignee == "甲nurseA" && !told.isHandedOver)
        #expect(told.day == LocalDay(iso: "2026-11-25"))
        #expect(told.steps.contains { $0.code == .holders && $0.arguments == ["role": "回访人员", "unit": "内科", "count": "1"] })
        #expect(told.participants.map(\.role) == ["回访人员"] && told.participants.map(\.names) == [["甲nurseA"]])
        let worklist = Worklist(scene.house.test.premises)
        try worklist.reassign([scene.followUp], to: TestPremises.Person.headA.staff, reason: "on a course", try scene.house.acting(.headA))
        let after = try scene.explained(as: .headA)
        #expect(after.assignment.assignee == "甲headA" && after.assignment.isHandedOver)
        #expect(after.journal.first { $0.act == "followUp.reassigned" }?.why == "on a course")
        #expect(after.journal.first { $0.act == "followUp.reassigned" }?.actor == "甲headA")
    }

    @Test func aCalendarThatChangedIsSaid() throws {
        let scene = try Scene()
        var premises = scene.house.test.premises
        premises.calendar = WorkingCalendar(revision: "2026-12", loadedYears: [2026], statutory: [:])
        let told = try scene.explained(premises).window
        #expect(told.isCalendarChanged && told.isReproduced && told.presentRevision == "2026-12")
    }

    @Test func aWindowThatTheFactsNoLongerGiveIsSaidWithWhatTheyWouldGive() throws {
        let scene = try Scene()
        try scene.house.test.tamper("UPDATE follow_up SET due_at = due_at + 86400000")
        let told = try scene.explained().window
        #expect(!told.isReproduced && told.wouldBe?.due == CivilZone.shanghai.end(of: LocalDay(iso: "2026-11-26")!))
    }

    @Test func begunWorkIsExplainedByTheEventAsItWasThen() throws {
        let scene = try Scene()
        try Worklist(scene.house.test.premises).postpone(
            [scene.followUp], until: scene.house.test.now.adding(hours: 2), reason: "asleep", try scene.house.acting(.nurseA))
        _ = try scene.house.receive(.discharge("A1", on: "2026-11-24"))
        let told = try scene.explained()
        #expect(told.event.event.version == 2 && told.row.flag == "planDiffers")
        #expect(told.window.eventVersion == 1 && told.window.isReproduced)
        #expect(told.window.steps.first { $0.code == "event" }?.arguments["day"] == "2026-11-23")
    }

    @Test func aVisitThatACallAskedForCountsFromTheCall() throws {
        var scene = try Scene()
        let call = scene.followUp
        try scene.house.call(call, ["nextStep": .code("visit"), "visitReason": .text("wound")], enteredHoursLater: 20)
        let visit = try scene.house.followUps(of: scene.event).first { $0.followUp.rule == "homeVisit" }
        scene.followUp = try #require(visit?.id)
        let told = try scene.explained()
        #expect(told.askedBy == call && told.window.isReproduced)
        #expect(told.window.steps.first { $0.code == "requested" }?.arguments["day"] == "2026-11-25")
        #expect(told.window.steps.last?.arguments["day"] == "2026-12-02")
        scene.followUp = call
        let contact = try scene.explained().contacts
        #expect(contact.map(\.staff) == ["甲nurseA"] && contact.map(\.contact.result) == ["complete"])
    }

    @Test func whatIsNotOnesOwnIsNotFound() throws {
        let scene = try Scene()
        for person in [TestPremises.Person.nurseB, .headB, .admin, .stranger] where person != .admin {
            #expect(refusal { _ = try scene.explained(as: person) } == .notFound, "\(person)")
            #expect(refusal { _ = try Explaining(scene.house.test.premises).event(try scene.house.acting(person), scene.event) } == .notFound, "\(person)")
        }
        #expect(try scene.explained(as: .quality).row.id == scene.followUp)
    }
}
