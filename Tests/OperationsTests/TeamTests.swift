import Domain
import Operations
import SQLCore
import Storage
import Testing

/// The board of a unit's people: its numbers are those of their lists.
@Suite struct TeamTests {
    typealias Person = WorkHouse.Person

    @Test func numbersAreThoseOfTheLists() throws {
        let house = try WorkHouse()
        let rows = try (1...5).map { n in
            try #require(try house.followUps(of: house.receive(WorkHouse.discharge("Z\(n)", on: "2026-11-\(18 + n) 15:00", patient: "P\(n)"))).first)
        }
        try Worklist(house.premises).reassign([rows[4].id], to: nil, reason: "x", try house.acting(.headA))
        try house.record(rows[3].id, "complete", WorkHouse.contentPhone, reason: "x")
        for moment in ["2026-11-25 09:00", "2026-11-26 12:00", "2026-11-27 23:00"] {
            try house.at(moment)
            let head = try house.acting(.headA)
            let board = try Team(house.premises).board(head)
            for member in board.members {
                func count(_ tile: QueueRequest.Tile) throws -> Int {
                    try Worklist(house.premises).page(QueueRequest(of: .unit, person: member.staff.id), head).counts[tile] ?? 0
                }
                #expect(try member.overdue == count(.overdue) && member.dueToday == count(.dueToday), "\(member.staff.name) \(moment)")
            }
            #expect(board.members.map(\.open).reduce(board.pool.open, +) == 4)
            #expect(board.members.map(\.doneToday).reduce(0, +) == (moment.hasPrefix("2026-11-25") ? 1 : 0))
        }
        #expect(try Team(house.premises).board(try house.acting(.headA)).members.first?.overdue ?? 0 > 0)
    }

    @Test func whoeverIsAwayIsSaid() throws {
        let house = try WorkHouse()
        let absence = Absence(staff: Person.nurseA.staff, from: LocalDay(iso: "2026-11-24")!, to: LocalDay(iso: "2026-11-30")!, standIn: Person.headA.staff)
        try house.database.write { try DirectoryRows.save(absence, id: 9002, of: TestPremises.organisation, in: $0) }
        let board = try Team(house.premises).board(try house.acting(.headA))
        let nurse = try #require(board.members.first { $0.staff.id == Person.nurseA.staff })
        #expect(nurse.awayUntil == absence.to && nurse.standIn == "甲headA")
    }

    @Test func onlyWhoLeadsSeesItAndOnlyTheirUnits() throws {
        let house = try WorkHouse()
        let row = try #require(try house.followUps(of: house.receive(WorkHouse.discharge("Z1", on: "2026-11-23 15:00"))).first)
        #expect(refusal { _ = try Team(house.premises).board(try house.acting(.nurseA)) } == .notAllowed(.lead))
        let other = try house.acting(.headB)
        #expect(try Team(house.premises).board(other).members.allSatisfy { $0.open == 0 })
        #expect(refusal { _ = try Team(house.premises).board(unit: row.followUp.unit, other) } == .notFound)
        let theirs = try Worklist(house.premises).page(QueueRequest(of: .unit, person: Person.nurseA.staff), other)
        #expect(theirs.items.isEmpty && theirs.counts[.all] == 0, "another ward's person opens to nothing")
    }
}
