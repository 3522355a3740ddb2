import Domain
import Interop
import Operations
import SQLCore
import Storage
import Testing

/// A source that exports closings and complaints in two files may hand over either first.
@Suite struct CaseOrderTests {
    private func complaint(_ number: String, on day: String) -> IncomingEvent {
        var fact = WorkHouse.complaint(closed: number, on: day)
        (fact.kind, fact.naturalKey) = ("feedbackReceived", .declared(number))
        fact.attributes = ["number": .text(number), "class": .text("complaint"), "severity": .text("general"), "category": .text("noise")]
        return fact
    }

    private func files(_ house: WorkHouse) throws -> [CaseFileRows.Row] {
        try [CaseFile.Stage.received, .closed].flatMap { stage in
            try house.database.read { try CaseFileRows.page(unit: TestPremises.wardA, stage: stage, beyond: nil, limit: 10, of: TestPremises.organisation, in: $0) }
        }
    }

    @Test(arguments: [true, false]) func closedInEitherOrder(closingFirst: Bool) throws {
        let house = try WorkHouse()
        let both = [complaint("TS1", on: "2026-11-23T09:00:00+08:00"), WorkHouse.complaint(closed: "TS1", on: "2026-11-23T15:00:00+08:00")]
        for fact in closingFirst ? both.reversed() : both { try house.receive(fact) }
        let found = try files(house)
        #expect(found.map(\.file.stage) == [.closed])
        #expect(found.first?.closings == 1)
        #expect(found.first?.closedAt == WorkHouse.moment("2026-11-23T15:00:00+08:00"))
        #expect(try house.count("follow_up", where: "rule = 'complaint'") == 1)
    }

    @Test func openedAgainItIsClosedByAnotherEvent() throws {
        let house = try WorkHouse()
        try house.receive(WorkHouse.complaint(closed: "TS1", on: "2026-11-23T15:00:00+08:00"))
        try house.receive(complaint("TS1", on: "2026-11-23T09:00:00+08:00"))
        let id = try #require(try files(house).first?.file.id)
        let person = try house.acting(.headA)
        try Cases(house.premises).reopen(id, reason: "again", person)
        try Cases(house.premises).close(id, .init(conclusion: "settled", proven: "yes"), person)
        #expect(try files(house).map(\.file.stage) == [.closed])
        #expect(try files(house).first?.closings == 2)
    }
}
