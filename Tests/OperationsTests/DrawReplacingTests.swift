import Domain
import Operations
import SQLCore
import Storage
import Testing

/// Another is offered in the place of one that came to nothing only where the draw has left one.
@Suite struct DrawReplacingTests {
    @Test func onlyAStratumWithAReserveOffersOne() throws {
        let drawing = try DrawingHouse(changing: [("draw: $repairShare, frame: week,", "draw: $repairShare, frame: week, stratum: trade,")])
        for number in 1...3 { try drawing.repair("W\(number)", on: "2026-09-08 10:00") }
        let gas = try drawing.repair("G1", on: "2026-09-08 11:00", trade: "gas")
        _ = try drawing.tick("2026-09-14 08:00")
        let id = try drawing.draw("2026-W37").row.id
        _ = try drawing.house.test.database.write { try $0.execute("UPDATE follow_up SET state = 'lost'") }

        var context = try drawing.engine("2026-09-15 10:00")
        context.scope.units[.lead] = context.scope.units[.work] ?? [TestPremises.wardA]
        context.scope.units[.lead]?.insert(TestPremises.wardA)
        let draws = Draws(drawing.house.test.premises)
        let proof = try draws.proof(id, context)
        #expect(proof.entries.count == 4 && proof.entries.contains { $0.event == gas && $0.standing == .drawn })
        #expect(proof.replaceable.count == 1 && !proof.replaceable.contains(gas))
        let lost = try #require(proof.replaceable.first)
        #expect(refusal { try draws.replace(gas, rule: "repair", reason: "lost", context) } == .state(code: "draw.noReserve"))
        #expect(refusal { try draws.replace(lost, rule: "repair", reason: "lost", context) } == nil)
    }
}
