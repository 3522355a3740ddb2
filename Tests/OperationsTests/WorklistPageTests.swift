import Domain
import Operations
import SQLCore
import Storage
import Testing

/// Pages and counts of several units are those of one list.
@Suite struct WorklistPageTests {
    /// Discharges of both wards on different days; the calls' windows are open and not over, over, or not open yet.
    private func furnished() throws -> WorkHouse {
        let house = try WorkHouse()
        for (index, day) in ["18", "19", "20", "21", "22", "23", "24"].enumerated() {
            for ward in ["A", "B"] {
                let number = "ZY\(ward)\(index)"
                try house.receive(WorkHouse.discharge(number, on: "2026-11-\(day)T10:00", unit: ward, patient: "P" + number))
            }
        }
        try house.tick()
        return house
    }

    private func leading(_ house: WorkHouse) throws -> Context {
        var context = try house.acting(.headA)
        context.scope.units[.lead] = [TestPremises.wardA, TestPremises.wardB]
        context.scope.units[.work] = [TestPremises.wardA, TestPremises.wardB]
        return context
    }

    @Test(arguments: [1, 3, 5, 50])
    func pagesOfTwoWardsFollowOneAnotherInOrder(limit: Int) throws {
        let house = try furnished()
        let (worklist, context) = (Worklist(house.premises), try leading(house))
        var (found, request) = ([QueueRows.Key](), QueueRequest(of: .unit, limit: limit))
        repeat {
            let page = try worklist.page(request, context)
            found += page.items.map { QueueRows.Key($0.row) }
            request.after = page.next
        } while request.after != nil
        #expect(found.count == 12)
        #expect(found == found.sorted())
        #expect(Set(found.map(\.id)).count == 12)
    }

    /// A count never comes from another set of rows than its page.
    @Test(arguments: QueueRequest.Of.allCases, QueueRequest.Tile.allCases)
    func aTileCountsWhatItsPageShows(of: QueueRequest.Of, tile: QueueRequest.Tile) throws {
        let house = try furnished()
        let context = of == .mine ? try house.acting(.nurseA) : try leading(house)
        let rows = try house.database.read { session in
            try session.query("SELECT id FROM follow_up WHERE state = 'planned' AND is_opened = 1 ORDER BY id LIMIT 3") { FollowUpID($0.int(0)) }
        }
        try house.record(rows[0], "callBack", callBackAt: "2026-11-25T15:00")
        try house.test.tamper("UPDATE follow_up SET assignee = NULL WHERE id = \(rows[1])", "UPDATE follow_up SET ranking = 0 WHERE id = \(rows[2])")
        let page = try Worklist(house.premises).page(QueueRequest(of: of, tile: tile, limit: 200), context)
        #expect(page.counts[tile] == page.items.count)
    }
}
