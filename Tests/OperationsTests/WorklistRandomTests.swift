import Domain
import Foundation
import Interop
import Operations
import RegulationEngine
import SQLCore
import Storage
import Testing

/// Whatever people and sources do in whatever order: refused or done, the rows stay in order.
@Suite struct WorklistRandomTests {
    static let seeds: [UInt64] = ProcessInfo.processInfo.environment["HUIYIN_LONG"] == "1" ? Array(1...60) : Array(1...6)

    @Test(arguments: seeds) func randomWorkKeepsTheRowsInOrder(_ seed: UInt64) throws {
        var work = RandomWork(house: try WorkHouse(), seed: seed)
        for step in 0..<200 {
            do {
                try work.step()
            } catch is Refusal {
                continue
            } catch {
                Issue.record("seed \(seed), step \(step): \(error)")
                return
            }
        }
        try work.house.expectCountersAgree()
        try expectOrder(work.house, seed)
        #expect(try work.house.count("record") > 2 && work.house.now > TestPremises.now)
    }

    /// What must be true of the rows at any time, as statements that count what is not.
    private func expectOrder(_ house: WorkHouse, _ seed: UInt64) throws {
        let wrong = [
            "done without when, by whom and how":
                "SELECT COUNT(*) FROM follow_up WHERE state = 'done' AND (done_at IS NULL OR done_by IS NULL OR done_channel IS NULL OR record IS NULL)",
            "not done and yet with a date": "SELECT COUNT(*) FROM follow_up WHERE state <> 'done' AND done_at IS NOT NULL",
            "settled and still held": "SELECT COUNT(*) FROM follow_up WHERE state = 'withdrawn' AND claimed_by IS NOT NULL",
            "a first follow-up without its eligible row":
                """
            SELECT COUNT(*) FROM follow_up f WHERE f.occurrence = 1 AND NOT EXISTS
              (SELECT 1 FROM eligible e WHERE e.organisation = f.organisation AND e.event = f.event AND e.adoption = f.adoption AND e.rule = f.rule)
            """,
            "open for a person who died":
                "SELECT COUNT(*) FROM follow_up f JOIN party p ON p.id = f.party WHERE p.status = 'deceased' AND f.state IN ('planned', 'accepted')",
            // One that somebody held just then is kept, and flagged; what a later contact asked for is that person's decision.
            "open, untouched and not flagged for an event that was cancelled":
                """
            SELECT COUNT(*) FROM follow_up f JOIN event e ON e.id = f.event
            WHERE e.state = 'cancelled' AND f.state IN ('planned', 'accepted') AND f.is_touched = 0 AND f.flag IS NULL AND f.caused_by_record IS NULL
            """,
            "obligatory without a follow-up":
                """
            SELECT COUNT(*) FROM eligible e WHERE e.standing = 'obligatory' AND NOT EXISTS
              (SELECT 1 FROM follow_up f WHERE f.organisation = e.organisation AND f.event = e.event AND f.adoption = e.adoption AND f.rule = e.rule)
            """,
            "opens after it is due": "SELECT COUNT(*) FROM follow_up WHERE opens_at > due_at",
            "an attempt without its contact": "SELECT COUNT(*) FROM attempt a WHERE NOT EXISTS (SELECT 1 FROM contact c WHERE c.id = a.contact)",
            "signed off and not complete": "SELECT COUNT(*) FROM record WHERE (review IN ('signedOff', 'notRequired')) <> (completed_at IS NOT NULL)",
            "a record of the follow-up that is not its own":
                "SELECT COUNT(*) FROM follow_up f JOIN record r ON r.id = f.record WHERE r.follow_up <> f.id",
            "reviewed by who made it": "SELECT COUNT(*) FROM review v JOIN record r ON r.id = v.record WHERE v.reviewer = r.recorded_by",
            "an entry without its payload": "SELECT COUNT(*) FROM journal j WHERE NOT EXISTS (SELECT 1 FROM journal_payload p WHERE p.entry = j.id)",
            "deeper than five": "SELECT COUNT(*) FROM event WHERE depth > 5",
        ]
        for (what, statement) in wrong.sorted(by: { $0.key < $1.key }) {
            let count = try house.database.read { try $0.first(SQL(text: statement)) { Int($0.int(0)) } } ?? 0
            #expect(count == 0, "seed \(seed): \(what)")
        }
    }
}

/// Acts at random, in the ways that people and sources have.
private struct RandomWork {
    let house: WorkHouse
    private var state: UInt64
    private var number = 0

    init(house: WorkHouse, seed: UInt64) { (self.house, state) = (house, seed &* 0x9E37_79B9_7F4A_7C15 &+ 1) }

    mutating func below(_ bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(bound))
    }

    mutating func pick<T>(_ all: [T]) -> T { all[below(all.count)] }

    mutating func step() throws {
        switch below(20) {
        case 0...3: try come()
        case 4:
            try house.receive(WorkHouse.withdrawal(of: pick(["patientDischarged", "repairCompleted"]), "N\(below(max(1, number)))", on: moment()))
        case 5: if below(6) == 0 { try house.receive(WorkHouse.death(of: "P\(below(5))", on: moment())) }
        case 6...11: try contact()
        case 12, 13: try review()
        case 14: try handle()
        case 15, 16: try handOver()
        default: try pass()
        }
    }

    /// A new fact, or an old one again with the same or another content.
    private mutating func come() throws {
        let name = below(3) == 0 && number > 0 ? "N\(below(number))" : "N\(number)"
        number += 1
        let unit = pick(["A", "A", "B"])
        switch below(3) {
        case 0:
            try house.receive(
                WorkHouse.discharge(name, on: moment(), unit: unit, patient: "P\(below(5))", disposition: below(12) == 0 ? "died" : nil))
        case 1: try house.receive(WorkHouse.repair(name, on: moment(), unit: unit, household: "H\(below(4))", rework: below(2) == 0))
        default:
            try house.receive(
                WorkHouse.complaint(closed: name, on: moment(), severity: pick(["general", "important", "major"]), household: "H\(below(4))"))
        }
    }

    /// Some hours or days before now, on a full hour.
    private mutating func moment() -> String {
        let then = Instant(milliseconds: house.now.milliseconds - Int64(below(96)) * 3_600_000)
        return CivilZone.shanghai.day(of: then).iso + " " + CivilZone.shanghai.time(of: then).text
    }

    private mutating func open() throws -> FollowUpRow? {
        let person = pick([WorkHouse.Person.nurseA, .headA, .nurseB, .headB])
        let items = try Worklist(house.premises).page(QueueRequest(of: .unit, limit: 200), house.acting(person)).items
        return items.isEmpty ? nil : items[below(items.count)].row
    }

    private mutating func contact() throws {
        guard let row = try open() else { return }
        let by: WorkHouse.Person = row.followUp.unit == TestPremises.wardA ? pick([.nurseA, .headA]) : pick([.nurseB, .headB])
        let result = pick(["complete", "complete", "complete", "noAnswer", "refused", "callBack", "wrongNumber", "partial", "deceased", "notAtHome"])
        if result == "deceased", below(4) != 0 { return }
        let (answers, next) = answers(row.followUp.rule)
        let later = CivilZone.shanghai.day(of: house.now).adding(days: 1 + below(5))
        try house.record(
            row.id, by: by, result, ["complete", "partial"].contains(result) ? answers : [:], channel: row.channel ?? .phone,
            callBackAt: result == "callBack" ? later.iso + " 10:00" : nil, nextDate: next ? later.iso : nil, explanation: next ? "待料" : nil,
            reason: below(3) == 0 ? "特殊情况" : nil, key: below(10) == 0 ? "key-\(below(20))" : UUID().uuidString)
    }

    private mutating func answers(_ rule: String) -> ([String: Answer], Bool) {
        switch rule {
        case "call":
            var answers = WorkHouse.contentPhone
            if below(3) == 0 { (answers["problem"], answers["problemText"]) = (.code("unsolved"), .text("未配药")) }
            if below(4) == 0 { (answers["nextStep"], answers["visitReason"]) = (.code("visit"), .text("行动不便")) }
            if below(4) == 0 { answers["attitude"] = .code("dissatisfied") }
            return (answers, false)
        case "problemCheck": return below(2) == 0 ? (["solved": .code("settled")], false) : (["solved": .code("notYet")], true)
        case "homeVisit":
            return (
                [
                    "identity": .code("correct"), "recovery": .code("good"), "treatment": .code("satisfied"), "satisfaction": .code("satisfied"),
                    "found": .text("恢复良好"), "problem": .code("none"),
                ], false
            )
        default:
            guard below(2) == 0 else { return (WorkHouse.contentRepair, false) }
            let isUnresolved = below(2) == 0
            var answers = WorkHouse.dissatisfiedRepair(isUnresolved ? "unresolved" : "settled")
            if isUnresolved { answers["rectifier"] = .code("S101") }
            return (answers, isUnresolved)
        }
    }

    private mutating func review() throws {
        let head = pick([WorkHouse.Person.headA, .headB])
        let reviewing = Reviewing(house.premises)
        let items = try reviewing.page(.awaiting, house.acting(head)).items
        guard !items.isEmpty else { return }
        let record = items[below(items.count)].record.id
        if below(3) == 0 {
            try reviewing.giveBack(record, comment: "请补充", try house.acting(head))
        } else {
            try reviewing.signOff(record, comment: "好", try house.acting(head))
        }
    }

    /// Cases are closed, duties handed in, reviewed and decided.
    private mutating func handle() throws {
        let head = pick([WorkHouse.Person.headA, .headB])
        let (cases, duties) = (Cases(house.premises), Duties(house.premises))
        if below(2) == 0, let file = try cases.page(.received, house.acting(head)).items.first {
            return try cases.close(file.row.file.id, .init(conclusion: "已处理", proven: "yes"), try house.acting(head))
        }
        let items = try duties.page(isOpen: true, house.acting(head)).items
        guard !items.isEmpty else { return }
        let item = items[below(items.count)]
        if item.mayHandIn {
            try duties.handIn(item.row.duty.id, findings: "查明", try house.acting(head))
        } else if item.mayReview {
            try duties.review(item.row.duty.id, comment: nil, isAccepted: below(3) > 0, try house.acting(head))
        } else if item.mayDecide {
            let options = try duties.view(item.row.duty.id, house.acting(head)).options
            try duties.decide(item.row.duty.id, option: pick(options.map(\.code)), reason: "决定", try house.acting(head))
        }
    }

    private mutating func handOver() throws {
        guard let row = try open() else { return }
        let head: WorkHouse.Person = row.followUp.unit == TestPremises.wardA ? .headA : .headB
        let nurse: WorkHouse.Person = row.followUp.unit == TestPremises.wardA ? .nurseA : .nurseB
        let worklist = Worklist(house.premises)
        switch below(5) {
        case 0: try worklist.claim(row.id, try house.acting(pick([head, nurse])))
        case 1: try worklist.release(row.id, try house.acting(nurse))
        case 2: try worklist.reassign([row.id], to: below(2) == 0 ? nil : pick([head, nurse]).staff, reason: "调班", try house.acting(head))
        case 3: try worklist.postpone([row.id], until: house.now.adding(minutes: Int64(60 * (1 + below(48)))), reason: "外出", try house.acting(head))
        default: try worklist.accept(row.id, try house.acting(nurse))
        }
    }

    private mutating func pass() throws {
        house.clock.set(house.now.adding(minutes: Int64(30 * (1 + below(40)))))
        try house.tick()
    }
}
