import Domain
import Operations
import RegulationEngine
import SQLCore
import Storage
import Testing

/// A record is read by somebody else, signed off or given back, and causes nothing twice.
@Suite struct ReviewingTests {
    let house: WorkHouse
    let reviewing: Reviewing

    init() throws {
        house = try WorkHouse()
        reviewing = Reviewing(house.premises)
    }

    private func repair(_ number: String = "W1") throws -> FollowUpRow {
        try #require(try house.followUps(of: house.receive(WorkHouse.repair(number, on: "2026-11-20 10:00"))).first)
    }

    private func record(_ id: FollowUpID, by person: WorkHouse.Person = .nurseA, _ answers: [String: Answer] = WorkHouse.contentRepair) throws
        -> RecordID
    {
        try #require(try house.record(id, by: person, "complete", answers).records.first)
    }

    @Test func theHeadSignsOffWithTheCommentTheRegulationAsksFor() throws {
        let row = try repair()
        let record = try record(row.id)
        let item = try #require(try reviewing.page(.awaiting, house.acting(.headA)).items.first)
        #expect(item.mayReview && !item.isOwn && item.due == CivilZone.shanghai.end(of: LocalDay(iso: "2026-11-30")!))
        #expect(refusal { try reviewing.signOff(record, comment: " ", try house.acting(.headA)) }?.codes == ["review.commentRequired"])
        try reviewing.signOff(record, comment: "完整", try house.acting(.headA))
        let view = try reviewing.record(record, try house.acting(.headA))
        #expect(view.record.review == .signedOff && view.record.completedAt == house.now && view.reviews.map(\.verdict) == ["signedOff"])
        #expect(try house.row(row.id).followUp.state == .done)
        #expect(refusal { try reviewing.signOff(record, comment: "再签", try house.acting(.headA)) }?.codes == ["review.notAwaiting"])
        try house.expectCountersAgree()
    }

    @Test func nobodyReviewsTheirOwnRecord() throws {
        let row = try repair()
        let record = try record(row.id, by: .headA)
        #expect(refusal { try reviewing.signOff(record, comment: "好", try house.acting(.headA)) }?.codes == ["review.own"])
        #expect(refusal { try reviewing.giveBack(record, comment: "好", try house.acting(.headA)) }?.codes == ["review.own"])
        let view = try reviewing.record(record, try house.acting(.quality))
        #expect(view.record.reviewerRole == "director")
        // The quality office may review, but this step asks for the management office leader.
        #expect(refusal { try reviewing.signOff(record, comment: "好", try house.acting(.quality)) }?.codes == ["review"])
    }

    @Test func aRecordGivenBackOpensTheFollowUpAndCausesNothingTwice() throws {
        let row = try repair()
        var answers = WorkHouse.dissatisfiedRepair("unresolved")
        answers["rectifier"] = .code("S101")
        let first = try #require(try house.record(row.id, "complete", answers, nextDate: "2026-11-30", explanation: "等配件").records.first)
        try reviewing.giveBack(first, comment: "请写明原因", try house.acting(.headA))
        let open = try house.row(row.id)
        #expect(open.followUp.state == .accepted && open.flag == "returned" && open.doneAt == nil && open.record == nil)
        #expect(try Recording(house.premises).console(row.id, try house.acting(.nurseA)).returnedComment == "请写明原因")
        try house.expectCountersAgree()

        try house.record(row.id, "complete", answers, nextDate: "2026-12-02", explanation: "配件在途")
        #expect(try house.row(row.id).followUp.state == .done)
        #expect(try house.events("feedbackReceived", causedBy: row.followUp.event).count == 1)
        #expect(try house.count("duty", where: "kind = 'rectify'") == 1)
        let next = try house.followUps(of: row.followUp.event).filter { $0.followUp.occurrence > 1 }
        #expect(next.map(\.followUp.occurrence) == [2])
        #expect(next.first?.followUp.window.due == CivilZone.shanghai.end(of: LocalDay(iso: "2026-12-02")!))
        try house.expectCountersAgree()
    }

    @Test func aRecordMadeAgainWithoutTheProblemWithdrawsTheNextFollowUp() throws {
        let row = try repair()
        var answers = WorkHouse.dissatisfiedRepair("unresolved")
        answers["rectifier"] = .code("S101")
        let first = try #require(try house.record(row.id, "complete", answers, nextDate: "2026-11-30", explanation: "等配件").records.first)
        try reviewing.giveBack(first, comment: "住户说已修好", try house.acting(.headA))
        try house.record(row.id, "complete", WorkHouse.contentRepair)
        let next = try #require(try house.followUps(of: row.followUp.event).first { $0.followUp.occurrence == 2 })
        #expect(next.followUp.state == .withdrawn)
        try house.expectCountersAgree()
    }

    @Test func aRecordOfSomebodyWhoDiedIsGivenBackAndOpensNothing() throws {
        let call = try #require(try house.followUps(of: house.receive(WorkHouse.repair("W1", on: "2026-11-20 10:00", household: "P1"))).first)
        let record = try record(call.id)
        try house.test.tamper("UPDATE party SET status = 'deceased'")
        try reviewing.giveBack(record, comment: "请补充", try house.acting(.headA))
        #expect(try house.row(call.id).followUp.state == .done)
        #expect(try reviewing.record(record, house.acting(.headA)).record.review == .returned)
    }

    @Test func whoHasNoPartInTheUnitFindsNoRecord() throws {
        let record = try record(try repair().id)
        for person in [WorkHouse.Person.headB, .nurseB, .stranger] {
            #expect(throws: Refusal.notFound) { try reviewing.record(record, try house.acting(person)) }
            #expect(throws: Refusal.notFound) { try reviewing.signOff(record, comment: "好", try house.acting(person)) }
            #expect(try reviewing.page(.awaiting, house.acting(person)).items.isEmpty)
        }
    }
}
