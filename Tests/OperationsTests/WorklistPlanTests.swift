import Domain
import Operations
import RegulationEngine
import SQLCore
import Storage
import Testing

/// No statement that work waits for reads a growing table from end to end: each is explained as it passes.
@Suite struct WorklistPlanTests {
    @Test func noStatementOfADaysWorkReadsAGrowingTableFromEndToEnd() throws {
        let watch = Watch()
        let house = try WorkHouse { base in watch.database(base) }
        try work(house)
        try look(house)
        let database = try #require(watch.watched)
        #expect(database.statements > 90)
        for (statement, steps) in database.scans.sorted(by: { $0.key < $1.key }) {
            Issue.record("\(steps.joined(separator: "; ")) in \(statement)")
        }
    }

    @Test func aScanIsToldFromASearch() {
        #expect(WatchedDatabase.isScan("SCAN follow_up"))
        #expect(WatchedDatabase.isScan("SCAN c USING COVERING INDEX contact_party"))
        #expect(WatchedDatabase.isScan("SEARCH event USING INDEX event_key (organisation=?)"))
        #expect(!WatchedDatabase.isScan("SEARCH event USING INDEX event_key (organisation=? AND kind=? AND natural_key=?)"))
        #expect(!WatchedDatabase.isScan("SCAN staff"))
    }

    /// Facts come in, are corrected and cancelled; contacts, reviews, duties and cases are worked.
    private func work(_ house: WorkHouse) throws {
        let call = try #require(try house.followUps(of: house.receive(WorkHouse.discharge("Z1", on: "2026-11-22 15:00"))).first)
        try house.receive(WorkHouse.discharge("Z1", on: "2026-11-22 16:00"))
        try house.receive(WorkHouse.discharge("Z2", on: "2026-11-22 15:00", patient: "P2"))
        try house.receive(WorkHouse.withdrawal(of: "patientDischarged", "Z2", on: "2026-11-23 15:00"))
        try house.receive(WorkHouse.discharge("Z2", on: "2026-11-24 15:00", patient: "P2"))
        let waiting = try house.followUps(of: house.receive(WorkHouse.discharge("Z3", on: "2026-11-21 15:00", patient: "P3")))
        try house.tick()
        let worklist = Worklist(house.premises)
        try worklist.claim(call.id, try house.acting(.nurseA))
        try worklist.release(call.id, try house.acting(.nurseA))
        try worklist.postpone(waiting.map(\.id), until: WorkHouse.moment("2026-11-25 17:00"), reason: "出差", try house.acting(.headA))
        try worklist.reassign(waiting.map(\.id), to: WorkHouse.Person.headA.staff, reason: "支援", try house.acting(.headA))
        try Recording(house.premises).saveDraft("{}", for: call.id, try house.acting(.nurseA))
        try house.record(call.id, "noAnswer")
        var answers = WorkHouse.contentPhone
        (answers["problem"], answers["problemText"]) = (.code("unsolved"), .text("药没配齐"))
        (answers["nextStep"], answers["visitReason"], answers["satisfaction"]) = (.code("visit"), .text("行动不便"), .code("dissatisfied"))
        try house.at("2026-11-26 10:00")
        try house.record(call.id, "complete", answers)
        let repair = try #require(try house.followUps(of: house.receive(WorkHouse.repair("W1", on: "2026-11-20 10:00", rework: true))).first)
        let record = try #require(try house.record(repair.id, "complete", WorkHouse.dissatisfiedRepair()).records.first)
        try Reviewing(house.premises).giveBack(record, comment: "补充", try house.acting(.headA))
        let second = try #require(try house.record(repair.id, "complete", WorkHouse.dissatisfiedRepair()).records.first)
        try Reviewing(house.premises).signOff(second, comment: "好", try house.acting(.headA))
        let file = try #require(try Cases(house.premises).page(.received, house.acting(.headA)).items.first)
        try Cases(house.premises).addNote("已联系", to: file.row.file.id, try house.acting(.headA))
        try Cases(house.premises).close(file.row.file.id, .init(conclusion: "已处理", proven: "yes"), try house.acting(.headA))
        let duty = try #require(try Duties(house.premises).page(isOpen: true, house.acting(.headA)).items.first { $0.mayHandIn })
        try Duties(house.premises).handIn(duty.row.duty.id, findings: "已查明", try house.acting(.headA))
        try house.receive(WorkHouse.death(of: "P3", on: "2026-11-26 09:00"))
    }

    /// Every list, page and console is opened.
    private func look(_ house: WorkHouse) throws {
        let (nurse, head) = (try house.acting(.nurseA), try house.acting(.headA))
        let worklist = Worklist(house.premises)
        for of in QueueRequest.Of.allCases {
            for tile in QueueRequest.Tile.allCases { _ = try worklist.page(QueueRequest(of: of, tile: tile), head) }
            _ = try worklist.page(QueueRequest(of: of, rule: "call", after: QueueRows.Key(ranking: 1, due: house.now, id: FollowUpID(1))), head)
        }
        for item in try worklist.page(QueueRequest(of: .unit, limit: 200), head).items {
            _ = try Recording(house.premises).console(item.row.id, head)
            _ = try Explaining(house.premises).followUp(head, item.row.id)
            _ = try Explaining(house.premises).event(head, item.row.followUp.event)
        }
        _ = try Dashboard(house.premises).view(from: LocalDay(iso: "2026-11-01")!, to: LocalDay(iso: "2026-11-30")!, head)
        for review in [Record.Review.awaiting, .returned, .signedOff] {
            for item in try Reviewing(house.premises).page(review, head).items { _ = try Reviewing(house.premises).record(item.record.id, nurse) }
        }
        for stage in [CaseFile.Stage.received, .closed] {
            for item in try Cases(house.premises).page(stage, head).items { _ = try Cases(house.premises).view(item.row.file.id, head) }
        }
        for isOpen in [true, false] {
            for item in try Duties(house.premises).page(isOpen: isOpen, head).items { _ = try Duties(house.premises).view(item.row.duty.id, head) }
        }
        try house.tick()
    }

    private final class Watch: @unchecked Sendable {
        private(set) var watched: WatchedDatabase?
        func database(_ base: any Database) -> any Database {
            let database = WatchedDatabase(base)
            watched = database
            return database
        }
    }
}
