import Domain
import Operations
import SQLCore
import Storage
import Testing

/// Acts on many follow-ups: nothing before it is asked for, each person told once, taken back as long as nobody worked on them.
@Suite struct BulkTests {
    typealias Person = WorkHouse.Person

    let house: WorkHouse
    let bulk: Bulk

    init() throws {
        house = try WorkHouse()
        bulk = Bulk(house.premises)
        // One who helps out in the ward, so that work may be given to somebody else.
        let post = Post(staff: Person.nurseB.staff, unit: TestPremises.wardA, role: "helper", from: LocalDay(iso: "2026-01-01")!)
        try house.database.write { try DirectoryRows.save(post, id: 9001, of: TestPremises.organisation, in: $0) }
    }

    private func calls(_ count: Int) throws -> [FollowUpRow] {
        try (1...count).map { n in
            try #require(try house.followUps(of: house.receive(WorkHouse.discharge("Z\(n)", on: "2026-11-23 15:00", patient: "P\(n)"))).first)
        }
    }

    /// Copies of one follow-up, each of an event of its own.
    private func many(_ count: Int) throws -> [FollowUpID] {
        let one = try #require(try calls(1).first)
        return try house.database.write { session in
            try (1...count).map { n in
                let f = one.followUp
                var row = one
                row.followUp = FollowUp(
                    id: FollowUpID(Int64(n)), adoption: f.adoption, edition: f.edition, rule: f.rule, event: EventID(Int64(n)), occurrence: 1, party: f.party,
                    matter: nil, unit: f.unit, window: f.window, state: f.state, role: f.role, assignee: f.assignee)
                _ = try FollowUpRows.insert(row, of: TestPremises.organisation, in: session)
                return row.id
            }
        }
    }

    private func assignees(_ ids: [FollowUpID]) throws -> Set<StaffID?> { Set(try ids.map { try house.row($0).followUp.assignee }) }

    private func told(_ person: Person) throws -> [String] {
        try Notices(house.premises).page(onlyUnseen: true, try house.acting(person)).items.map { "\($0.row.code) \($0.row.arguments["n"] ?? "")" }
    }

    private let toB = BulkOrder(target: .person(Person.nurseB.staff), reason: "调班")

    @Test func aLookChangesNothingAndSaysWhatWouldHappen() throws {
        let rows = try calls(4)
        try house.record(rows[0].id, "complete", WorkHouse.contentPhone)
        try Worklist(house.premises).claim(rows[1].id, try house.acting(.nurseA))
        let head = try house.acting(.headA)
        let before = try rows.map { try house.row($0.id) }
        let id = try bulk.plan(.rows(rows.map(\.id)), .reassign, head)
        let view = try bulk.view(id, for: BulkOrder(target: .person(Person.headA.staff), reason: "x"), head)
        #expect(view.act.state == .planned && view.taken == 2 && view.act.total == 4)
        #expect(Dictionary(uniqueKeysWithValues: view.left.map { ($0.reason, $0.count) }) == ["settled": 1, "held": 1])
        #expect(view.holders.map(\.name) == ["甲nurseA"] && view.holders.map(\.count) == [2])
        #expect(try rows.map { try house.row($0.id) } == before)
        #expect(try told(.nurseA) == [])
    }

    @Test func eachPersonIsToldOnce() throws {
        let rows = try calls(5)
        let head = try house.acting(.headA)
        let id = try bulk.plan(.rows(rows.map(\.id)), .reassign, head)
        try bulk.begin(id, toB, head)
        #expect(try assignees(rows.map(\.id)) == [Person.nurseB.staff])
        #expect(try told(.nurseB) == ["notice.handedToYouMany 5"] && told(.nurseA) == ["notice.takenFromYouMany 5"])
        try bulk.begin(id, BulkOrder(target: .pool, reason: "again"), head)
        #expect(try assignees(rows.map(\.id)) == [Person.nurseB.staff], "pressing twice does it once")
        #expect(try house.count("journal", where: "act = 'followUp.reassigned'") == 5)
        try house.expectCountersAgree()
    }

    @Test func oneAloneIsToldByName() throws {
        let rows = try calls(1)
        let head = try house.acting(.headA)
        try bulk.begin(try bulk.plan(.rows(rows.map(\.id)), .reassign, head), toB, head)
        let notice = try #require(try Notices(house.premises).page(onlyUnseen: true, try house.acting(.nurseB)).items.first)
        #expect(notice.row.code == "notice.handedToYou" && notice.row.followUp == rows[0].id)
    }

    @Test func whatIsMissingIsSaidAtItsField() throws {
        let rows = try calls(1)
        let head = try house.acting(.headA)
        let reassign = try bulk.plan(.rows(rows.map(\.id)), .reassign, head)
        #expect(refusal { try bulk.begin(reassign, BulkOrder(), head) }?.codes == ["bulk.nobodyNamed", "reason.required"])
        #expect(refusal { try bulk.begin(reassign, BulkOrder(target: .person(StaffID(999)), reason: "x"), head) }?.codes == ["reassign.unknownStaff"])
        let postpone = try bulk.plan(.rows(rows.map(\.id)), .postpone, head)
        #expect(refusal { try bulk.begin(postpone, BulkOrder(until: house.now, reason: "x"), head) }?.codes == ["postpone.inThePast"])
        #expect(refusal { _ = try bulk.plan(.rows([FollowUpID(1)]), .remind, head) }?.codes == ["bulk.nothingChosen"])
    }

    @Test func postponingStaysInsideTheWindowAndMovesNoLimit() throws {
        let rows = try calls(2)
        let (head, due) = (try house.acting(.headA), rows[0].followUp.window.due)
        let beyond = try bulk.plan(.rows(rows.map(\.id)), .postpone, head)
        try bulk.begin(beyond, BulkOrder(until: due, reason: "x"), head)
        #expect(try bulk.view(beyond, head).left.map(\.reason) == ["beyondLimit"])
        let inside = try bulk.plan(.rows(rows.map(\.id)), .postpone, head)
        let until = house.now.adding(minutes: 90)
        try bulk.begin(inside, BulkOrder(until: until, reason: "x"), head)
        for row in rows {
            let now = try house.row(row.id)
            #expect(now.waitUntil == until && now.followUp.window == row.followUp.window)
        }
    }

    @Test func remindingIsOnceADayAndNeverOneself() throws {
        let rows = try calls(3)
        try Worklist(house.premises).reassign([rows[2].id], to: Person.headA.staff, reason: "x", try house.acting(.headA))
        let head = try house.acting(.headA)
        let order = BulkOrder(reason: "请今天完成")
        let first = try bulk.plan(.rows(rows.map(\.id)), .remind, head)
        try bulk.begin(first, order, head)
        #expect(try bulk.view(first, head).left.map(\.reason) == ["own"])
        #expect(try told(.nurseA).contains("notice.remindedMany 2"))
        let again = try bulk.plan(.rows(rows.map(\.id)), .remind, head)
        try bulk.begin(again, order, head)
        #expect(Set(try bulk.view(again, head).left.map(\.reason)) == ["own", "remindedAlready"])
        #expect(refusal { _ = try bulk.undo(first, head) } == .state(code: "bulk.cannotUndo"))
    }

    @Test func whatNobodyWorkedOnComesBack() throws {
        let rows = try calls(4)
        let head = try house.acting(.headA)
        let id = try bulk.plan(.rows(rows.map(\.id)), .reassign, head)
        try bulk.begin(id, toB, head)
        try house.record(rows[0].id, by: .nurseB, "noAnswer")
        let undoing = try bulk.undo(id, try house.acting(.headA))
        #expect(try assignees(rows.dropFirst().map(\.id)) == [Person.nurseA.staff] && assignees([rows[0].id]) == [Person.nurseB.staff])
        let view = try bulk.view(undoing, head)
        #expect(view.taken == 3 && view.left.map(\.reason) == ["workedOn"] && view.act.undoes == id)
        #expect(refusal { _ = try bulk.undo(id, head) } == .state(code: "bulk.undoneBefore"))
        #expect(try house.count("journal", where: "act = 'followUp.reassignmentUndone'") == 3)
        #expect(try told(.nurseA).contains("notice.handedToYouMany 3"))
        try house.expectCountersAgree()
    }

    @Test func postponingComesBackAsItWas() throws {
        let rows = try calls(2)
        let head = try house.acting(.headA)
        let before = try rows.map { try house.row($0.id) }
        let id = try bulk.plan(.rows(rows.map(\.id)), .postpone, head)
        try bulk.begin(id, BulkOrder(until: house.now.adding(minutes: 90), reason: "x"), head)
        _ = try bulk.undo(id, head)
        #expect(try rows.map { try house.row($0.id) } == before)
    }

    /// The first portion at once, the rest with the engine's beats, also when the server stopped in between.
    @Test func aLargeActIsDoneInPortions() throws {
        let ids = try many(430)
        let head = try house.acting(.headA)
        let id = try bulk.plan(.rows(ids), .reassign, head)
        try bulk.begin(id, toB, head)
        let half = try bulk.view(id, head)
        #expect(half.act.state == .running && half.waiting == 230 && half.taken == 200)
        #expect(try told(.nurseB) == [], "told at the end")
        try house.tick()
        let whole = try bulk.view(id, head)
        #expect(whole.act.state == .done && whole.waiting == 0 && whole.taken == 430)
        #expect(try told(.nurseB) == ["notice.handedToYouMany 430"])
        #expect(try assignees(ids) == [Person.nurseB.staff])
        try house.expectCountersAgree()
    }

    @Test func allThatMatchIsWhatTheQueueShowsUpToTheLimit() throws {
        let ids = try many(Bulk.limit + 5)
        let head = try house.acting(.headA)
        let view = try bulk.view(try bulk.plan(.matching(QueueRequest(of: .unit)), .reassign, head), head)
        #expect(view.act.total == Bulk.limit && view.act.isCut)
        let other = try house.acting(.headB)
        #expect(refusal { _ = try bulk.plan(.matching(QueueRequest(of: .unit)), .reassign, other) }?.codes == ["bulk.nothingChosen"])
        #expect(ids.count == Bulk.limit + 5)
    }

    @Test func whatIsNotOnesOwnIsNotFound() throws {
        let rows = try calls(2)
        let head = try house.acting(.headA)
        let id = try bulk.plan(.rows(rows.map(\.id)), .reassign, head)
        for person in [Person.headB, .nurseA] {
            let context = try house.acting(person)
            #expect(refusal { _ = try bulk.view(id, context) } == .notFound)
            #expect(refusal { try bulk.begin(id, toB, context) } == .notFound)
        }
        let other = try house.acting(.headB)
        #expect(refusal { _ = try bulk.plan(.rows(rows.map(\.id)), .reassign, other) }?.codes == ["bulk.nothingChosen"])
    }

    /// Whoever only works may put off what lies in the unit, not give it away.
    @Test func rightsDecideRowByRow() throws {
        let rows = try calls(2)
        try Worklist(house.premises).reassign([rows[1].id], to: nil, reason: "x", try house.acting(.headA))
        let nurse = try house.acting(.nurseA)
        let view = try bulk.view(try bulk.plan(.rows(rows.map(\.id)), .reassign, nurse), for: BulkOrder(target: .pool, reason: "x"), nurse)
        #expect(view.taken == 1 && view.left.map(\.reason) == ["notAllowed"])
    }
}
