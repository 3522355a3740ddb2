import Domain
import Interop
import Operations
import RegulationEngine
import SQLCore
import Storage
import Testing

/// A fact is kept once and planned once, whatever its source sends again, late, or in the wrong order.
@Suite struct IntakeTests {
    let house: WorkHouse

    init() throws { house = try WorkHouse() }

    @Test func aDischargeBringsOneCallInItsWindow() throws {
        let receipt = try house.receive(WorkHouse.discharge("Z1", on: "2026-11-24 15:00"))
        let rows = try house.followUps(of: receipt)
        #expect(rows.map(\.followUp.rule) == ["call"])
        let call = try #require(rows.first)
        #expect(call.followUp.window.opens == WorkHouse.moment("2026-11-26 00:00"))
        #expect(call.followUp.window.due == WorkHouse.moment("2026-11-28 00:00"))
        #expect(call.followUp.state == .planned && call.followUp.assignee == nil && !call.isOpened)
        #expect(call.followUp.role == "followUpStaff")
        try house.expectCountersAgree()
    }

    @Test func theSameDeliveryOrTheSameContentAgainChangesNothing() throws {
        let fact = WorkHouse.discharge("Z1", on: "2026-11-24 15:00")
        #expect(try isNew(house.receive(fact, message: "m1")))
        let before = try footprint()
        #expect(try house.receive(fact, message: "m1") == .same)
        #expect(try house.receive(fact, message: "m2") == .same)
        #expect(try footprint() == before)
        try house.expectCountersAgree()
    }

    @Test func aCorrectionMovesWhatNobodyTouched() throws {
        let first = try house.receive(WorkHouse.discharge("Z1", on: "2026-11-24 15:00"))
        let corrected = try house.receive(WorkHouse.discharge("Z1", on: "2026-11-23 15:00"))
        let call = try #require(try house.followUps(of: first).first)
        #expect(corrected == .corrected(call.followUp.event))
        #expect(call.followUp.window.due == WorkHouse.moment("2026-11-27 00:00"))
        #expect(call.dueDay == LocalDay(iso: "2026-11-26"))
        #expect(try house.count("event_version") == 1)
        try house.expectCountersAgree()
    }

    @Test func aCorrectionFlagsWhatWasBegun() throws {
        let receipt = try house.receive(WorkHouse.discharge("Z1", on: "2026-11-23 15:00"))
        let call = try #require(try house.followUps(of: receipt).first)
        try house.record(call.id, "noAnswer")
        try house.receive(WorkHouse.discharge("Z1", on: "2026-11-22 15:00"))
        let kept = try house.row(call.id)
        #expect(kept.followUp.window == call.followUp.window)
        #expect(kept.flag == "planDiffers")
        try house.expectCountersAgree()
    }

    @Test func aCorrectionToAnotherUnitTakesTheFollowUpAlong() throws {
        let receipt = try house.receive(WorkHouse.discharge("Z1", on: "2026-11-22 15:00"))
        let call = try #require(try house.followUps(of: receipt).first)
        #expect(call.followUp.assignee == TestPremises.Person.nurseA.staff)
        try house.receive(WorkHouse.discharge("Z1", on: "2026-11-22 15:00", unit: "B"))
        let moved = try house.row(call.id)
        #expect(moved.followUp.unit == TestPremises.wardB)
        #expect(moved.followUp.assignee == TestPremises.Person.nurseB.staff)
        try house.expectCountersAgree()
    }

    @Test func aCancelTakesBackWhatNobodyTouched() throws {
        let receipt = try house.receive(WorkHouse.discharge("Z1", on: "2026-11-24 15:00"))
        #expect(try isNew(house.receive(WorkHouse.withdrawal(of: "patientDischarged", "Z1", on: "2026-11-24 16:00"))))
        let call = try #require(try house.followUps(of: receipt).first)
        #expect(call.followUp.state == .withdrawn)
        #expect(call.flag == "eventWithdrawn")
        #expect(try house.eligible(of: call.followUp.event).map(\.standing) == [.exempt])
        try house.expectCountersAgree()
    }

    @Test func aCancelThatComesFirstLeavesATombstone() throws {
        try house.receive(WorkHouse.withdrawal(of: "patientDischarged", "Z1/1", on: "2026-11-24 16:00"))
        #expect(try house.receive(WorkHouse.discharge("Z1", on: "2026-11-24 15:00")) == .same)
        #expect(try house.count("follow_up") == 0)
        try house.expectCountersAgree()
    }

    @Test(arguments: ["Z1", "Z1/1"])
    func aCancelThatComesFirstFindsItsEventHoweverItNamesIt(_ key: String) throws {
        try house.receive(WorkHouse.withdrawal(of: "patientDischarged", key, on: "2026-11-24 16:00"))
        #expect(try house.receive(WorkHouse.discharge("Z1", on: "2026-11-24 15:00")) == .same)
    }

    @Test func aDischargeAfterTheCancelIsAnEventOfItsOwn() throws {
        let first = try house.receive(WorkHouse.discharge("Z1", on: "2026-11-22 15:00"))
        try house.receive(WorkHouse.withdrawal(of: "patientDischarged", "Z1", on: "2026-11-22 16:00"))
        let second = try house.receive(WorkHouse.discharge("Z1", on: "2026-11-24 11:00"))
        #expect(isNew(second) && second != first)
        let call = try #require(try house.followUps(of: second).first)
        #expect(call.followUp.state == .planned)
        #expect(call.followUp.window.opens == WorkHouse.moment("2026-11-26 00:00"))
        #expect(try house.receive(WorkHouse.discharge("Z1", on: "2026-11-24 11:00")) == .same)
        try house.expectCountersAgree()
    }

    @Test func anOldDischargeThatIsDeliveredAgainDoesNotTouchTheNewOne() throws {
        let old = WorkHouse.discharge("Z1", on: "2026-11-22 15:00")
        try house.receive(old)
        try house.receive(WorkHouse.withdrawal(of: "patientDischarged", "Z1", on: "2026-11-22 16:00"))
        let second = try house.receive(WorkHouse.discharge("Z1", on: "2026-11-24 11:00"))
        #expect(try house.receive(old) == .same)
        #expect(try house.receive(WorkHouse.discharge("Z1", on: "2026-11-24 12:00")) == .corrected(event(second)))
        #expect(try house.count("follow_up", where: "state = 'planned'") == 1)
        try house.receive(WorkHouse.withdrawal(of: "patientDischarged", "Z1", on: "2026-11-24 13:00"))
        #expect(try house.count("follow_up", where: "state = 'planned'") == 0)
    }

    @Test func aComplaintReceivedAgainAfterItsCancelIsOneOpenCase() throws {
        let fact = { (day: String) in
            IncomingEvent(
                kind: "feedbackReceived", occurredAt: WorkHouse.moment(day), unitCode: "A", matterNumber: "T9", naturalKey: .declared("T9"),
                attributes: ["number": .text("T9"), "class": .text("complaint")])
        }
        try house.receive(fact("2026-11-20 09:00"))
        try house.receive(WorkHouse.withdrawal(of: "feedbackReceived", "T9", on: "2026-11-20 10:00"))
        #expect(try isNew(house.receive(fact("2026-11-21 09:00"))))
        #expect(try house.count("case_file", where: "stage = 'received'") == 1)
    }

    @Test func deathStopsEverythingOpenOfTheParty() throws {
        let one = try house.receive(WorkHouse.discharge("Z1", on: "2026-11-22 15:00"))
        let two = try house.receive(WorkHouse.discharge("Z2", on: "2026-11-24 15:00"))
        let other = try house.receive(WorkHouse.discharge("Z3", on: "2026-11-24 15:00", patient: "P2", name: "测试乙"))
        try house.record(try #require(try house.followUps(of: one).first).id, "noAnswer")
        try house.receive(WorkHouse.death(of: "P1", on: "2026-11-25 09:00"))
        for receipt in [one, two] {
            #expect(try house.followUps(of: receipt).map(\.followUp.state) == [.withdrawn])
        }
        #expect(try house.followUps(of: other).map(\.followUp.state) == [.planned])
        let later = try house.receive(WorkHouse.discharge("Z4", on: "2026-11-25 09:30"))
        #expect(try house.followUps(of: later).isEmpty)
        #expect(try house.eligible(of: event(later)).map(\.standing) == [.exempt])
        try house.expectCountersAgree()
    }

    @Test func aPatientWhoDiedInHospitalIsExemptWithTheReason() throws {
        let receipt = try house.receive(WorkHouse.discharge("Z1", on: "2026-11-24 15:00", disposition: "died"))
        #expect(try house.followUps(of: receipt).isEmpty)
        let eligible = try house.eligible(of: event(receipt))
        #expect(eligible.map(\.standing) == [.exempt])
        #expect(eligible.first?.reason != nil)
    }

    @Test func anUnknownUnitOrKindIsAFindingAndLeavesNothing() throws {
        let before = try footprint()
        #expect(try codes(house.receive(WorkHouse.discharge("Z1", on: "2026-11-24 15:00", unit: "X"))) == ["event.unknownUnit"])
        var odd = WorkHouse.discharge("Z1", on: "2026-11-24 15:00")
        odd.kind = "oddEvent"
        #expect(try codes(house.receive(odd)) == ["event.unknownKind"])
        #expect(try footprint() == before)
    }

    @Test func aUnitMayBeNamedByItsNameAndStaffToo() throws {
        var fact = WorkHouse.discharge("Z1", on: "2026-11-24 15:00", unit: "内科")
        fact.attributes["attendingPhysician"] = .text("甲nurseB")
        let receipt = try house.receive(fact)
        let id = try event(receipt)
        let kept = try #require(try house.database.read { try EventRows.event(id, of: TestPremises.organisation, in: $0) })
        #expect(kept.unit == TestPremises.wardA)
        #expect(kept.attributes["attendingPhysician"] == .text("S103"))
    }

    @Test func importingNeedsTheRightInThatUnit() throws {
        let intake = Intake(house.premises)
        let fact = WorkHouse.discharge("Z1", on: "2026-11-24 15:00")
        #expect(throws: Refusal.notAllowed(.importData)) {
            try intake.receive(fact, from: .source, as: Delivery(sender: "x", message: "1"), try house.acting(.nurseA))
        }
        #expect(try house.count("event") == 0)
    }

    // MARK: Within

    private func isNew(_ receipt: Receipt) -> Bool { if case .new = receipt { true } else { false } }

    private func event(_ receipt: Receipt) throws -> EventID {
        switch receipt {
        case .new(let id), .corrected(let id): id
        case .same, .rejected: throw Refusal.notFound
        }
    }

    private func codes(_ receipt: Receipt) throws -> [String] {
        if case .rejected(let findings) = receipt { findings.map(\.code) } else { [] }
    }

    private func footprint() throws -> [Int] {
        try ["event", "event_version", "party", "contact_point", "matter", "follow_up", "eligible", "journal", "case_file"].map {
            try house.count($0)
        }
    }
}
