import Domain
import Foundation
import Interop
import Operations
import SQLCore
import Storage
import Testing

/// Messages over the wire: kept once by sender and number, told to the sender and among the imports.
@Suite struct MessageIntakeTests {
    let house: WorkHouse
    private let wire: HL7Wire

    init() throws {
        house = try WorkHouse()
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        var words = ImportWords(Array(try Data(contentsOf: root.appending(path: "Share/import/words.csv")))) { _ in }
        try words.messages.take({ Array(try Data(contentsOf: root.appending(path: "Share/import/" + $0))) }, onFinding: { _ in })
        wire = HL7Wire(registry: house.premises.library.registry, words: words)
    }

    private func message(_ trigger: String, _ id: String, stay: String = "Z1", unit: String = "A", at evn: String = "20261124150000", discharged: String = "") -> String {
        "MSH|^~\\&|HIS|H1|||20261125||ADT^\(trigger)|\(id)|P|2.5\rEVN||\(evn)\rPID|1||P\(stay)^^^H1^MR||TEST^A||||||||19900000001\r"
            + "PV1|1|I||||||||\(unit)|||||||||\(stay)" + String(repeating: "|", count: 26) + discharged + "\r"
    }

    private func receive(_ messages: String..., scope: Scope? = nil) async throws -> [MessageIntake.Outcome] {
        var context = try house.acting(.admin)
        if let scope { context.scope = scope }
        return try await MessageIntake(house.premises).receive(
            messages.map { text in
                let received = wire.read(Array(text.utf8))
                return MessageIntake.Message(reading: received.reading, refusal: received.refusal, bytes: text.utf8.count)
            }, context)
    }

    private func days() throws -> [ImportReading.Item] { try ImportReading(house.premises).page(try house.acting(.admin)).items }

    private func counts() throws -> [[Int]] { try days().map { [$0.row.new, $0.row.same, $0.row.corrected, $0.row.rejected] } }

    private func states(_ stay: String = "Z1") throws -> [FollowUp.State] {
        let known = try house.database.read {
            try EventRows.family(kind: "patientDischarged", naturalKey: stay + "/1", of: TestPremises.organisation, in: $0)
        }
        return try known.flatMap { try house.followUps(of: $0.id) }.map(\.followUp.state)
    }

    @Test func theSameNumberAgainChangesNothing() async throws {
        let discharge = message("A03", "1", discharged: "20261124150000")
        #expect(try await receive(discharge) == [.accepted(1)])
        #expect(try await receive(discharge, discharge) == [.repeated, .repeated])
        #expect(try states() == [.planned])
        #expect(try counts() == [[1, 2, 0, 0]])
        #expect(try days().map(\.row.state) == [.done])
    }

    @Test func theSameNumberForSomethingElseSaysSo() async throws {
        _ = try await receive(message("A03", "1", discharged: "20261124150000"))
        let other = try await receive(message("A03", "1", stay: "Z2", discharged: "20261124150000"))
        guard case .faulty(let findings)? = other.first else {
            Issue.record("told")
            return
        }
        #expect(findings.map(\.code) == ["hl7.controlReused"])
        #expect(try states("Z2") == [])
    }

    @Test func whatIsWrongIsToldAndMayComeAgain() async throws {
        let unknown = message("A03", "1", unit: "NOWHERE", discharged: "20261124150000")
        for _ in 0..<2 {
            guard case .faulty(let findings)? = try await receive(unknown).first else {
                Issue.record("told each time")
                return
            }
            #expect(findings.map(\.code) == ["event.unknownUnit"] && findings.map(\.place.path) == ["PV1-10"])
        }
        #expect(try counts() == [[0, 0, 0, 2]])
        let view = try ImportReading(house.premises).view(try #require(try days().first).row.id, try house.acting(.admin))
        #expect(view.findings.first?.finding.place.path?.hasSuffix("MSH-10 = 1") == true)
        #expect(try await receive(message("A03", "1", discharged: "20261124150000")) == [.accepted(1)], "put right under the same number")
    }

    @Test func oneBadMessageStopsNoOther() async throws {
        let outcomes = try await receive(
            message("A03", "1", discharged: "20261124150000"), message("A03", "2", stay: "Z2", unit: "NOWHERE", discharged: "20261124150000"), "garbage",
            message("A03", "3", stay: "Z3", discharged: "20261124150000"))
        #expect(outcomes[0] == .accepted(1) && outcomes[3] == .accepted(1))
        #expect(outcomes[2] == .refused(Finding(.error, "hl7.noMessage")))
        #expect(try states("Z3") == [.planned])
    }

    @Test func correctionsAndCancelsInAnyOrder() async throws {
        #expect(try await receive(message("A11", "1", stay: "Z4")) == [.accepted(1)], "the cancel comes first")
        #expect(try await receive(message("A01", "2", stay: "Z4", at: "20261123150000")) == [.accepted(0)])
        _ = try await receive(message("A03", "3", discharged: "20261124150000"))
        #expect(try await receive(message("A08", "4", discharged: "20261123150000")) == [.accepted(1)])
        #expect(try await receive(message("A13", "5", at: "20261124160000")) == [.accepted(1)])
        #expect(try !states().contains(.planned))
        _ = try await receive(message("A03", "6", at: "20261125090000", discharged: "20261125090000"))
        #expect(try states().filter { $0 == .planned }.count == 1, "a discharge after the cancel is a new one")
    }

    private func admission() throws -> Event {
        try house.database.read { session in
            let known = try EventRows.known(kind: "patientAdmitted", naturalKey: "Z1", of: TestPremises.organisation, in: session)
            return try #require(try known.flatMap { try EventRows.event($0.id, of: TestPremises.organisation, in: session) })
        }
    }

    @Test func aTransferMovesTheStayAndLeavesItsBeginning() async throws {
        _ = try await receive(message("A01", "1", at: "20261123150000"))
        let before = try admission()
        #expect(try await receive(message("A02", "2", unit: "B", at: "20261124090000")) == [.accepted(1)])
        let after = try admission()
        #expect(after.unit != before.unit && after.occurredAt == before.occurredAt && after.version == 2)
        #expect(try await receive(message("A08", "3", unit: "B", at: "20261124100000")) == [.accepted(0)], "an update that says nothing new")
        #expect(try admission().occurredAt == before.occurredAt)
    }

    @Test func anUpdateOfNothingIsAFinding() async throws {
        guard case .faulty(let findings)? = try await receive(message("A08", "1", discharged: "20261123150000")).first else {
            Issue.record("told")
            return
        }
        #expect(findings.map(\.code) == ["event.nothingToCorrect"] && findings.map(\.severity) == [.warning])
    }

    @Test func anAccountThatMayNotImportIsTold() async throws {
        guard case .faulty(let findings)? = try await receive(message("A03", "1", discharged: "20261124150000"), scope: Scope(units: [:])).first else {
            Issue.record("told")
            return
        }
        #expect(findings.map(\.code) == ["hl7.notAllowed"])
        #expect(try states() == [])
    }

    @Test func eachSenderHasItsOwnNumbersAndItsOwnDay() async throws {
        let one = message("A03", "1", discharged: "20261124150000")
        let other = message("A03", "1", stay: "Z2", discharged: "20261124150000").replacingOccurrences(of: "|HIS|H1|", with: "|HIS2|H1|")
        #expect(try await receive(one, other) == [.accepted(1), .accepted(1)])
        #expect(try days().map(\.row.fileName).sorted() == ["MLLP HIS/H1", "MLLP HIS2/H1"])
    }
}
