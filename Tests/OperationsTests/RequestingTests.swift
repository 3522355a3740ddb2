import Domain
import Foundation
import Operations
import RegulationEngine
import SQLCore
import Storage
import Testing

/// Somebody asks for a follow-up: entered once, planned by the regulation that answers it.
@Suite struct RequestingTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private func house(_ document: String = "T03") throws -> (AdoptingHouse, PartyID) {
        let common = try AdoptingHouse.files().filter { $0.path.hasPrefix("common/") }
        let text = try String(contentsOf: Self.root.appendingPathComponent("Tests/RehearsalTests/Documents/\(document)/regulation.yaml"), encoding: .utf8)
        let house = try AdoptingHouse(RegulationLibrary.load(from: common + [SourceFile(path: "\(document)/regulation.yaml", text: text)]).library)
        try house.inForce(document, from: "2026-11-25")
        let party = Party(id: PartyID(77), kind: .person, name: "甲", number: "P77")
        try house.test.database.write { session in
            try PartyRows.insert(party, of: TestPremises.organisation, at: TestPremises.now, in: session)
            try PartyRows.know(party.id, in: TestPremises.wardA, of: TestPremises.organisation, in: session)
        }
        return (house, party.id)
    }

    private func followUps(_ house: AdoptingHouse, _ party: PartyID) throws -> [FollowUpRow] {
        try house.test.database.read { try FollowUpRows.rows(party: party, limit: 9, of: TestPremises.organisation, in: $0) }
    }

    @Test func aRequestIsPlannedOnce() throws {
        let (house, party) = try house()
        let (people, nurse) = (People(house.test.premises), try house.test.context(.nurseA))
        #expect(try people.view(party, nurse).mayRequest)
        let wanted = CivilZone.shanghai.instant(iso: "2026-11-26 15:00")!
        for _ in 0..<2 { try people.request("问复查时间", wantedAt: wanted, of: party, key: "form-1", nurse) }
        let rows = try followUps(house, party)
        #expect(rows.map(\.followUp.rule) == ["requested"] && rows.first?.followUp.window.due == CivilZone.shanghai.instant(iso: "2026-11-26 15:30"))
        try people.request("再问一次", wantedAt: nil, of: party, key: "form-2", nurse)
        #expect(try followUps(house, party).count == 2)
        #expect(try house.test.database.read { try CountRows.differences(of: TestPremises.organisation, in: $0) } == [])
    }

    @Test func whatCannotBeAskedForIsRefused() throws {
        let (house, party) = try house()
        let (people, nurse) = (People(house.test.premises), try house.test.context(.nurseA))
        #expect(refusal { try people.request("  ", wantedAt: nil, of: party, key: "1", nurse) }?.codes == ["request.wishRequired"])
        let past = nurse.now.adding(minutes: -1)
        #expect(refusal { try people.request("x", wantedAt: past, of: party, key: "2", nurse) }?.codes == ["request.inThePast"])
        // Of another ward, and of another organisation: not there.
        #expect(refusal { try people.request("x", wantedAt: nil, of: party, key: "3", try house.test.context(.nurseB)) } == .notFound)
        #expect(refusal { try people.request("x", wantedAt: nil, of: party, key: "4", try house.test.context(.stranger)) } == .notFound)
        let (other, stranger) = try self.house("T02")
        #expect(try !People(other.test.premises).view(stranger, nurse).mayRequest)
        #expect(refusal { try People(other.test.premises).request("x", wantedAt: nil, of: stranger, key: "5", nurse) }?.codes == ["request.notAnswered"])
    }
}
