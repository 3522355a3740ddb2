import Domain
import Operations
import SQLCore
import Storage
import Testing

/// What the house tells people, and what they have seen of it.
@Suite struct NoticeTests {
    typealias Person = WorkHouse.Person

    private func codes(_ person: Person, in house: WorkHouse, onlyUnseen: Bool = true) throws -> [String] {
        try Notices(house.premises).page(onlyUnseen: onlyUnseen, try house.acting(person)).items.map(\.row.code)
    }

    private func call(_ house: WorkHouse) throws -> FollowUpRow {
        try #require(try house.followUps(of: house.receive(WorkHouse.discharge("Z1", on: "2026-11-23 15:00"))).first)
    }

    @Test func whoeverGetsWorkAndWhoeverLosesItAreTold() throws {
        let house = try WorkHouse()
        let row = try call(house)
        try Worklist(house.premises).reassign([row.id], to: Person.nurseB.staff, reason: "调班", try house.acting(.headA))
        #expect(try codes(.nurseB, in: house) == ["notice.handedToYou"])
        #expect(try codes(.nurseA, in: house) == ["notice.takenFromYou"])
        let item = try #require(try Notices(house.premises).page(onlyUnseen: true, try house.acting(.nurseB)).items.first)
        #expect(item.row.arguments["reason"] == "调班" && item.partyName == "测试甲" && item.isReachable && item.isOpen)
    }

    @Test func nobodyIsToldWhatTheyDidThemselves() throws {
        let house = try WorkHouse()
        let row = try call(house)
        try Worklist(house.premises).reassign([row.id], to: Person.headA.staff, reason: "我来", try house.acting(.headA))
        #expect(try codes(.headA, in: house) == [])
    }

    @Test func aLimitThatMovesIsTold() throws {
        let house = try WorkHouse()
        let row = try call(house)
        try house.receive(WorkHouse.discharge("Z1", on: "2026-11-22 15:00"))
        let moved = try house.row(row.id)
        #expect(moved.followUp.window.due != row.followUp.window.due)
        #expect(try codes(.nurseA, in: house) == ["notice.limitMoved"])
        let notice = try #require(try Notices(house.premises).page(onlyUnseen: true, try house.acting(.nurseA)).items.first?.row)
        #expect(notice.arguments == ["from": CivilZone.shanghai.iso(row.followUp.window.due), "to": CivilZone.shanghai.iso(moved.followUp.window.due)])
    }

    @Test func seenOnceIsSeenAndAnothersIsNotFound() throws {
        let house = try WorkHouse()
        let row = try call(house)
        try Worklist(house.premises).reassign([row.id], to: Person.nurseB.staff, reason: "调班", try house.acting(.headA))
        let notices = Notices(house.premises)
        let mine = try #require(try notices.page(onlyUnseen: true, try house.acting(.nurseB)).items.first?.row.id)
        #expect(refusal { try notices.see(mine, try house.acting(.nurseA)) } == .notFound)
        try notices.see(mine, try house.acting(.nurseB))
        try notices.see(mine, try house.acting(.nurseB))
        #expect(try codes(.nurseB, in: house) == [] && codes(.nurseB, in: house, onlyUnseen: false) == ["notice.handedToYou"])
        #expect(try codes(.nurseA, in: house).count == 1)
    }

    /// To a role: whoever holds it there or above finds it, nobody else; one look is enough for all holders.
    @Test func aRolesNoticeReachesItsHoldersAndPagesAreWhole() throws {
        let house = try WorkHouse()
        let unit = try #require(try house.followUps(of: house.receive(WorkHouse.discharge("Z1", on: "2026-11-23 15:00"))).first).followUp.unit
        try house.database.write { session in
            for n in 1...120 {
                let row = NoticeRows.Row(
                    id: Int64(n), unit: unit, role: "headNurse", staff: nil, code: "notice.told", arguments: [:], createdAt: house.now)
                try NoticeRows.insert(row, sourceKey: "test/\(n)", of: TestPremises.organisation, in: session)
            }
        }
        let (notices, head) = (Notices(house.premises), try house.acting(.headA))
        let first = try notices.page(onlyUnseen: true, limit: 50, head)
        #expect(first.items.count == 50 && first.unseen == Notices.ceiling)
        var (all, next) = (first.items.map(\.row.id), first.next)
        while let before = next {
            let page = try notices.page(onlyUnseen: true, before: before, limit: 50, head)
            (all, next) = (all + page.items.map(\.row.id), page.next)
        }
        #expect(all == (1...120).reversed().map { Int64($0) })
        #expect(try codes(.nurseA, in: house) == [])
        #expect(try notices.seeAll(upTo: 100, head) == 100)
        #expect(try notices.page(onlyUnseen: true, head).unseen == 20)
    }
}
