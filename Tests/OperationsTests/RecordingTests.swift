import Domain
import Operations
import RegulationEngine
import SQLCore
import Storage
import Testing

/// One contact with everything that follows from it, all or nothing and once.
@Suite struct RecordingTests {
    let house: WorkHouse

    init() throws { house = try WorkHouse() }

    private func call(_ number: String = "Z1", on day: String = "2026-11-22 15:00", patient: String = "P1") throws -> FollowUpRow {
        try #require(try house.followUps(of: house.receive(WorkHouse.discharge(number, on: day, patient: patient))).first)
    }

    private func repair(_ number: String = "W1", on day: String = "2026-11-20 10:00", household: String = "H1", rework: Bool = false) throws
        -> FollowUpRow
    {
        try #require(try house.followUps(of: house.receive(WorkHouse.repair(number, on: day, household: household, rework: rework))).first)
    }

    // MARK: Done

    @Test func aCallThatReachesThePatientIsDoneInTime() throws {
        let call = try call()
        let outcome = try house.record(call.id, "complete", WorkHouse.contentPhone)
        let row = try house.row(call.id)
        #expect(row.followUp.state == .done && row.doneBy == WorkHouse.Person.nurseA.staff && row.isSatisfied == true)
        #expect(outcome.records.count == 1 && row.record == outcome.records.first)
        #expect(Completion(window: row.followUp.window, doneAt: row.doneAt!, recordedAt: row.doneRecordedAt!).isInTime)
        try house.expectCountersAgree()
    }

    @Test func theSameFormSentTwiceIsRecordedOnce() throws {
        let repair = try repair()
        let first = try house.record(repair.id, "complete", WorkHouse.dissatisfiedRepair(), key: "form-1")
        let again = try house.record(repair.id, "complete", WorkHouse.dissatisfiedRepair(), key: "form-1")
        #expect(!first.isRepeated && again.isRepeated && again.contact == first.contact)
        #expect(try house.events("feedbackReceived", causedBy: repair.followUp.event).count == 1)
        #expect(try house.count("case_file") == 1)
        #expect(try house.count("contact") == 1)
        try house.expectCountersAgree()
    }

    @Test func lateAndEnteredLateAreTwoFacts() throws {
        let call = try call()
        try house.at("2026-11-25 15:00")
        try house.record(call.id, "complete", WorkHouse.contentPhone, at: "2026-11-24 15:00")
        let row = try house.row(call.id)
        let completion = Completion(window: row.followUp.window, doneAt: row.doneAt!, recordedAt: row.doneRecordedAt!)
        #expect(completion.isInTime && !completion.isEnteredLate)
        let late = try self.call("Z2", on: "2026-11-20 15:00", patient: "P2")
        try house.record(late.id, "complete", WorkHouse.contentPhone, at: "2026-11-23 16:00")
        let entered = try house.row(late.id)
        let second = Completion(window: entered.followUp.window, doneAt: entered.doneAt!, recordedAt: entered.doneRecordedAt!)
        #expect(second.isInTime && second.isEnteredLate)
        try house.expectCountersAgree()
    }

    @Test func oneContactSettlesSeveralFollowUpsOfTheParty() throws {
        let (water, electric) = (try repair(), try repair("W2"))
        let also = ContactInput.Entry(followUp: electric.id, answers: WorkHouse.contentRepair)
        let outcome = try house.record(water.id, "complete", WorkHouse.contentRepair, also: [also])
        #expect(outcome.records.count == 2)
        #expect(try house.row(water.id).followUp.state == .done && house.row(electric.id).followUp.state == .done)
        #expect(try house.count("contact") == 1 && house.count("attempt") == 2)
        let other = try repair("W3", household: "H9")
        let wrong = ContactInput.Entry(followUp: other.id, answers: WorkHouse.contentRepair)
        let third = try repair("W4")
        #expect(refusal { try house.record(third.id, "complete", WorkHouse.contentRepair, also: [wrong]) }?.codes == ["contact.otherParty"])
        try house.expectCountersAgree()
    }

    // MARK: Refused

    @Test func whatIsWrongIsSaidAtOnceAndNothingIsWritten() throws {
        let call = try call()
        let before = try (house.count("journal"), house.count("contact"))
        #expect(refusal { try house.record(call.id, "complete", ["identity": .code("maybe")]) }?.codes.contains("form.unknownOption") == true)
        #expect(refusal { try house.record(call.id, "complete", WorkHouse.contentPhone, at: "2026-11-26 10:00") }?.codes == ["occurredAt.future"])
        #expect(refusal { try house.record(call.id, "notAtHome") }?.codes == ["result.notOfChannel"])
        #expect(refusal { try house.record(call.id, "callBack") }?.codes == ["callBack.required"])
        #expect(refusal { try house.record(call.id, "complete", WorkHouse.contentPhone, channel: .homeVisit) }?.codes == ["channel.notYet"])
        #expect(try (house.count("journal"), house.count("contact")) == before)
    }

    @Test func outsideContactHoursOnlyWithAReasonThatIsKept() throws {
        let call = try call()
        try house.at("2026-11-25 21:30")
        #expect(refusal { try house.record(call.id, "complete", WorkHouse.contentPhone) }?.codes == ["contactHours.outsideHours"])
        #expect(refusal { try house.record(call.id, "complete", WorkHouse.contentPhone, reason: "  ") }?.codes == ["contactHours.outsideHours"])
        try house.record(call.id, "complete", WorkHouse.contentPhone, reason: "病人要求晚上来电")
        #expect(try house.row(call.id).followUp.state == .done)
        #expect(try house.count("contact", where: "override_reason = '病人要求晚上来电'") == 1)
    }

    @Test func whoeverHoldsItIsNamedToTheOther() throws {
        let call = try call()
        try Worklist(house.premises).claim(call.id, try house.acting(.headA))
        #expect(refusal { try house.record(call.id, "complete", WorkHouse.contentPhone) }?.codes == ["followUp.held"])
        house.clock.set(WorkHouse.moment("2026-11-25 10:16"))
        try house.record(call.id, "complete", WorkHouse.contentPhone)
        #expect(refusal { try house.record(call.id, "complete", WorkHouse.contentPhone) }?.codes == ["followUp.settled"])
    }

    // MARK: The ladder

    @Test func theLadderEndsInALossThatSomebodyAgreesTo() throws {
        let call = try call()
        try house.record(call.id, "noAnswer")
        #expect(refusal { try house.record(call.id, "noAnswer") }?.codes == ["ladder.wait.anotherDay"])
        try house.at("2026-11-26 10:00")
        try house.record(call.id, "busy")
        try house.at("2026-11-27 10:00")
        try house.record(call.id, "poweredOff")
        #expect(try house.row(call.id).channel == .homeVisit)
        #expect(refusal { try house.record(call.id, "noAnswer") }?.codes == ["channel.usedUp"])
        try house.at("2026-11-28 10:00")
        try house.record(call.id, "notAtHome", channel: .homeVisit)
        let waiting = try house.row(call.id)
        #expect(waiting.followUp.state == .accepted && waiting.flag == "lostAwaitsConsent")
        let duties = Duties(house.premises)
        let consent = try #require(try duties.page(house.acting(.headA)).items.first { $0.row.question == Duties.lostConsent })
        #expect(consent.mayDecide && !consent.mayHandIn)
        #expect(refusal { try duties.decide(consent.row.duty.id, option: "agree", reason: "已试四次", try house.acting(.nurseA)) }?.codes == ["lead"])
        try duties.decide(consent.row.duty.id, option: "agree", reason: "已试四次", try house.acting(.headA))
        #expect(try house.row(call.id).followUp.state == .lost)
        let settled = try house.database.read { session in
            try session.query(
                """
                SELECT p.payload FROM journal j JOIN journal_payload p ON p.entry = j.id
                WHERE j.organisation = \(TestPremises.organisation) AND j.act = 'followUp.settled' AND j.follow_up = \(call.id)
                """) { $0.text(0) }
        }
        #expect(settled == [#"{"state":"lost"}"#])
        try house.expectCountersAgree()
    }

    @Test func withoutConsentItGoesOnAndIsAskedForAgain() throws {
        let call = try call()
        for (day, result, channel) in [
            ("25", "noAnswer", ContactChannel.phone), ("26", "noAnswer", .phone), ("27", "noAnswer", .phone), ("28", "notAtHome", .homeVisit),
        ] {
            try house.at("2026-11-\(day) 10:00")
            try house.record(call.id, result, channel: channel)
        }
        let duties = Duties(house.premises)
        let consent = try #require(try duties.page(house.acting(.headA)).items.first)
        try duties.decide(consent.row.duty.id, option: "decline", reason: "再试一次", try house.acting(.headA))
        #expect(try house.row(call.id).flag == "lostDeclined" && house.row(call.id).followUp.state == .accepted)
        try house.at("2026-11-29 10:00")
        try house.record(call.id, "notAtHome", channel: .homeVisit, reason: "主管要求再上门")
        #expect(try duties.page(house.acting(.headA)).items.count == 1)
        try house.expectCountersAgree()
    }

    @Test func anAgreedCallWaitsAndStandsAmongTheAgreed() throws {
        let call = try call()
        try house.record(call.id, "callBack", callBackAt: "2026-11-25 16:00")
        let worklist = Worklist(house.premises)
        let page = try worklist.page(QueueRequest(of: .mine), try house.acting(.nurseA))
        #expect(page.items.isEmpty && page.waiting == 1 && page.agreedToday.map(\.row.id) == [call.id])
        try house.at("2026-11-25 15:45")
        #expect(try worklist.page(QueueRequest(of: .mine), try house.acting(.nurseA)).urgent.map(\.row.id) == [call.id])
        try house.at("2026-11-25 16:00")
        #expect(try worklist.page(QueueRequest(of: .mine), try house.acting(.nurseA)).items.map(\.row.id) == [call.id])
    }

    @Test func theLastWordOfADeathEndsEverything() throws {
        let (one, two) = (try call(), try call("Z2", on: "2026-11-24 15:00"))
        try house.record(one.id, "deceased")
        #expect(try house.row(one.id).followUp.state == .withdrawn && house.row(two.id).followUp.state == .withdrawn)
        #expect(try house.count("party", where: "status = 'deceased'") == 1)
        try house.expectCountersAgree()
    }

    // MARK: Consequences

    @Test func whatCannotBeSettledNowHasADateAnExplanationAndAnEnd() throws {
        var row = try repair()
        var answers = WorkHouse.dissatisfiedRepair("unresolved")
        answers["rectifier"] = .code("S101")
        #expect(refusal { try house.record(row.id, "complete", answers, explanation: "等配件") }?.codes == ["form.requiredByOutcome"])
        #expect(refusal { try house.record(row.id, "complete", answers, nextDate: "2026-11-30") }?.codes == ["form.requiredByOutcome"])
        for (nth, day) in [(2, "30"), (3, "31"), (4, "32")] {
            let date = LocalDay(iso: "2026-11-01")!.adding(days: Int(day)! - 1)
            try house.record(row.id, "complete", answers, nextDate: date.iso, explanation: "等配件")
            row = try #require(try house.followUps(of: row.followUp.event).first { $0.followUp.occurrence == nth })
            #expect(house.premises.calendar.loadedYears.contains(2026) && row.followUp.window.due == CivilZone.shanghai.end(of: date))
            try house.at(date.iso + " 10:00")
        }
        try house.record(row.id, "complete", answers, nextDate: "2026-12-08", explanation: "等配件")
        #expect(try house.followUps(of: row.followUp.event).count == 4)
        #expect(try house.count("notice", where: "code = 'notice.escalated'") == 1)
        #expect(try house.count("duty", where: "kind = 'rectify'") == 4)
        try house.expectCountersAgree()
    }

    @Test func reworksBringAnAnalysisItsReviewAndADecision() throws {
        for (number, day) in [("W1", "2026-09-01 10:00"), ("W2", "2026-10-10 10:00")] { _ = try repair(number, on: day, rework: true) }
        let third = try repair("W3", on: "2026-11-20 10:00", rework: true)
        try house.record(third.id, "complete", WorkHouse.dissatisfiedRepair())
        let duties = Duties(house.premises)
        let analysis = try #require(try duties.page(house.acting(.headA)).items.first { $0.row.duty.kind == "analyse" })
        let id = analysis.row.duty.id
        #expect(try duties.view(id, house.acting(.headA)).evidence.count == 3)
        try duties.handIn(id, findings: "三次都是同一接头", try house.acting(.nurseA))
        #expect(refusal { try duties.review(id, comment: nil, isAccepted: true, try house.acting(.nurseA)) }?.codes == ["review.own"])
        try duties.review(id, comment: "属实", isAccepted: true, try house.acting(.headA))
        #expect(refusal { try duties.decide(id, option: "important", reason: "三次", try house.acting(.headA)) }?.codes == ["lead"])
        try duties.decide(id, option: "important", reason: "三次", try house.acting(.management))
        #expect(try house.count("case_file", where: "severity = 'important'") == 1)
        #expect(try house.count("duty", where: "kind = 'analyse' AND state = 'closed'") == 1)
        try house.expectCountersAgree()
    }

    @Test func aChainOfCausesIsCutAtDepthFive() throws {
        let first = try repair()
        // A matter that has come five times round already.
        try house.test.tamper("UPDATE event SET depth = 5 WHERE id = \(first.followUp.event)")
        try house.record(first.id, "complete", WorkHouse.dissatisfiedRepair())
        #expect(try house.events("feedbackReceived", causedBy: first.followUp.event).isEmpty)
        #expect(try house.count("journal", where: "act = 'event.notRaised'") == 1)
        #expect(try house.row(first.id).followUp.state == .done)
    }

    @Test func aPromiseIsKeptByTheNextContactInTheMatter() throws {
        let call = try call()
        var answers = WorkHouse.contentPhone
        (answers["problem"], answers["problemText"]) = (.code("unsolved"), .text("药没配齐"))
        try house.record(call.id, "complete", answers)
        #expect(try house.count("promise", where: "kept_at IS NULL") == 1)
        let cases = Cases(house.premises)
        let file = try #require(try cases.page(context(.headA)).items.first)
        try cases.close(file.row.file.id, .init(conclusion: "已配齐", proven: "yes"), try context(.headA))
        let check = try #require(
            try house.database.read { session in
                try FollowUpRows.rows(party: call.followUp.party!, limit: 10, of: TestPremises.organisation, in: session)
            }.first { $0.followUp.rule == "problemCheck" })
        try house.record(check.id, "complete", ["solved": .code("settled")])
        #expect(try house.count("promise", where: "kept_at IS NULL") == 0)
        try house.expectCountersAgree()
    }

    private func context(_ person: WorkHouse.Person) throws -> Context { try house.acting(person) }
}

extension Cases {
    fileprivate func page(_ context: Context) throws -> Page { try page(.received, context) }
}

extension Duties {
    fileprivate func page(_ context: Context) throws -> Page { try page(isOpen: true, context) }
}
