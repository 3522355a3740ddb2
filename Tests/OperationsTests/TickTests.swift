import Domain
import Interop
import Operations
import RegulationEngine
import SQLCore
import Storage
import Testing

/// What time itself brings: once, also late, and by the organisation of the day.
@Suite struct TickTests {
    @Test func aWindowThatOpensFindsItsPersonOnceAlsoAfterAPause() throws {
        let house = try WorkHouse()
        let receipt = try house.receive(WorkHouse.discharge("Z1", on: "2026-11-24 15:00"))
        #expect(try house.tick().opened == 0)
        house.clock.set(WorkHouse.moment("2026-12-03 10:00"))
        #expect(try house.tick().opened == 1)
        let again = try house.tick()
        #expect(again.opened == 0 && again.recomputed == 0)
        let row = try #require(try house.followUps(of: receipt).first)
        #expect(row.followUp.assignee == WorkHouse.Person.nurseA.staff && row.isOpened && row.followUp.state == .planned)
        #expect(try house.count("journal", where: "act = 'followUp.assigned'") == 1)
        try house.expectCountersAgree()
    }

    @Test func leaveChangesThePersonNeverTheLimit() throws {
        let house = try WorkHouse()
        let absence = Absence(
            staff: WorkHouse.Person.nurseA.staff, from: LocalDay(iso: "2026-11-26")!, to: LocalDay(iso: "2026-11-30")!,
            standIn: WorkHouse.Person.headA.staff)
        try house.database.write { try DirectoryRows.save(absence, id: 9001, of: TestPremises.organisation, in: $0) }
        let receipt = try house.receive(WorkHouse.discharge("Z1", on: "2026-11-24 15:00"))
        let planned = try #require(try house.followUps(of: receipt).first)
        try house.at("2026-11-26 08:00")
        let row = try house.row(planned.id)
        #expect(row.followUp.assignee == WorkHouse.Person.headA.staff && row.followUp.window == planned.followUp.window)
        try house.expectCountersAgree()
    }

    @Test func whatFallsDueDuringLeaveGoesToTheStandInAndTheRestWaits() throws {
        let house = try WorkHouse()
        let soon = try #require(try house.followUps(of: house.receive(WorkHouse.discharge("Z1", on: "2026-11-23 15:00"))).first)
        let later = try #require(try house.followUps(of: house.receive(WorkHouse.repair("W1", on: "2026-11-23 15:00"))).first)
        let mine = WorkHouse.Person.nurseA.staff
        #expect(soon.followUp.assignee == mine && later.followUp.assignee == mine)
        let absence = IncomingEvent(
            kind: "staffAbsent", occurredAt: house.now, unitCode: "", naturalKey: .declared("S101/2026-11-25"),
            attributes: [
                "staff": .text("甲nurseA"), "from": .day(LocalDay(iso: "2026-11-25")!), "until": .day(LocalDay(iso: "2026-11-28")!),
                "standIn": .text("S102"),
            ])
        try house.receive(absence)
        #expect(try house.tick().relieved == 1)
        #expect(try house.tick().relieved == 0)
        #expect(
            try house.row(soon.id).followUp.assignee == WorkHouse.Person.headA.staff && house.row(soon.id).followUp.window == soon.followUp.window)
        #expect(try house.row(later.id).followUp.assignee == mine)
        try house.expectCountersAgree()
    }

    @Test func aFollowUpThatWasHandedOverIsNotTakenBackByTheClock() throws {
        let house = try WorkHouse()
        let call = try #require(try house.followUps(of: house.receive(WorkHouse.discharge("Z1", on: "2026-11-24 15:00"))).first)
        try Worklist(house.premises).reassign([call.id], to: WorkHouse.Person.headA.staff, reason: "调班", try house.acting(.headA))
        try house.at("2026-11-26 08:00")
        #expect(try house.row(call.id).followUp.assignee == WorkHouse.Person.headA.staff)
    }

    @Test func aYearThatIsNotPublishedIsProvisionalUntilItIsLoaded() throws {
        let schedule = try WorkHouse.schedule2026.get()
        let unknown = schedule.forgetting(years: [2026])
        let (holiday, weekday) = (LocalDay(iso: "2026-10-02")!, LocalDay(iso: "2026-11-25")!)
        #expect(schedule.status(of: holiday).reason == .holiday && !schedule.isWorkday(holiday))
        #expect(unknown.status(of: holiday).isProvisional && unknown.isWorkday(holiday) && unknown.isProvisional(weekday))
        let loaded = unknown.loading(year: 2026, [holiday: WorkingCalendar.Entry(isWorkday: false, name: "")])
        #expect(!loaded.isWorkday(holiday) && !loaded.isProvisional(weekday) && loaded.isWorkday(weekday))
        #expect(Set([schedule.revision, unknown.revision, loaded.revision]).count == 3)
    }

    @Test func whatWasProvisionalIsWorkedOutOnceForEachCalendar() throws {
        let house = try WorkHouse()
        let repair = try #require(try house.followUps(of: house.receive(WorkHouse.repair("W1", on: "2026-11-20 10:00"))).first)
        var answers = WorkHouse.dissatisfiedRepair("unresolved")
        answers["rectifier"] = .code("S101")
        let other = try #require(try house.followUps(of: house.receive(WorkHouse.repair("W2", on: "2026-11-20 10:00"))).first)
        try house.record(other.id, "complete", answers, nextDate: "2026-11-30", explanation: "等配件")
        try house.test.tamper("UPDATE follow_up SET is_provisional = 1, calendar_revision = 'a year ago' WHERE state = 'planned'")
        #expect(try house.tick().recomputed == 2)
        #expect(try house.tick().recomputed == 0)
        let worked = try house.row(repair.id)
        #expect(!worked.followUp.window.isProvisional && worked.calendarRevision == house.premises.calendar.revision)
        #expect(worked.followUp.window.due == repair.followUp.window.due && worked.followUp.assignee == repair.followUp.assignee)
        try house.expectCountersAgree()
    }

    @Test func dutiesOfAPeriodComeOnceAndNotForTheTimeBefore() throws {
        let house = try WorkHouse()
        #expect(try house.tick().duties == 0)
        house.clock.set(WorkHouse.moment("2026-12-01 00:00"))
        // The plan and the company's report for each head of customer service, the statistics for each assistant: two wards.
        #expect(try house.tick().duties == 6)
        #expect(try house.tick().duties == 0)
        #expect(try house.count("duty", where: "kind = 'plan' AND source_key LIKE '%/2026-12'") == 2)
        #expect(try house.count("duty", where: "kind = 'report' AND source_key LIKE '%/2026-11'") == 4)
        house.clock.set(WorkHouse.moment("2027-02-10 09:00"))
        #expect(try house.tick().duties == 12)
        #expect(try house.count("duty", where: "kind = 'plan' AND source_key LIKE '%/2027-01'") == 2)
    }
}
