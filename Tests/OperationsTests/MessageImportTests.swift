import Domain
import Foundation
import Interop
import Operations
import SQLCore
import Secrets
import Storage
import Testing

/// Files of HL7 messages go through the door of tables: the same fact by either is kept and planned once.
@Suite struct MessageImportTests {
    let house: WorkHouse

    init() throws { house = try WorkHouse() }

    private static let words = Result {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        var words = ImportWords(Array(try Data(contentsOf: root.appending(path: "Share/import/words.csv")))) { _ in }
        try words.messages.take({ Array(try Data(contentsOf: root.appending(path: "Share/import/" + $0))) }, onFinding: { Issue.record("\($0)") })
        return words
    }

    @Test func theTablesFitTheEvents() throws {
        #expect(try Self.words.get().messages.findings(house.premises.library.registry) == [])
    }

    private func message(_ trigger: String, _ id: String, at evn: String, discharged: String = "") -> String {
        "MSH|^~\\&|HIS|H1|||20261125||ADT^\(trigger)|\(id)|P|2.5\rEVN||\(evn)\rPID|1||P1^^^H1^MR||TEST^A||||||||19900000001\r"
            + "PV1|1|I||||||||A|||||||||Z1" + String(repeating: "|", count: 26) + discharged + "\r"
    }

    private func read(_ text: String, dryRun: Bool = false) throws -> ImportRows.Row {
        let (door, bytes) = (FileImport(house.premises, words: try Self.words.get()), Array(text.utf8))
        let file = try ImportFile(reading: "a.hl7") {
            var rest = [bytes]
            return { rest.popLast() }
        }
        let content = try #require(try door.recognised(file).names.first)
        let (context, clock) = (try house.acting(.admin), house.clock)
        return try door.run(try door.begin(file, as: content, isDryRun: dryRun, context), of: file, context, clock: { clock.now })
    }

    private func counts(_ row: ImportRows.Row) -> [Int] { [row.new, row.same, row.corrected, row.rejected] }

    private func states() throws -> [FollowUp.State] {
        let known = try house.database.read {
            try EventRows.family(kind: "patientDischarged", naturalKey: "Z1/1", of: TestPremises.organisation, in: $0)
        }
        return try known.flatMap { try house.followUps(of: $0.id) }.map(\.followUp.state)
    }

    @Test func aDischargeIsPlannedOnceWhateverSaysItAgain() throws {
        let file = message("A03", "1", at: "20261124150000", discharged: "20261124150000")
        #expect(try counts(read(file, dryRun: true)) == [1, 0, 0, 0])
        #expect(try states() == [])
        let row = try read(file)
        #expect(counts(row) == [1, 0, 0, 0] && row.content == "hl7" && row.state == .done)
        #expect(try counts(read(file)) == [0, 1, 0, 0])
        #expect(try counts(read(message("A03", "2", at: "20261124150000", discharged: "20261124150000"))) == [0, 1, 0, 0])
        #expect(try house.receive(WorkHouse.discharge("Z1", on: "2026-11-24 15:00")) != .same, "a table that says more corrects")
        #expect(try states() == [.planned])
    }

    @Test func anUpdateMovesWhatIsKnownAndBeginsNothing() throws {
        let update = message("A08", "1", at: "20261124160000", discharged: "20261123150000")
        #expect(try counts(read(update)) == [0, 0, 0, 1])
        #expect(try states() == [])
        _ = try read(message("A03", "2", at: "20261124150000", discharged: "20261124150000"))
        #expect(try counts(read(update)) == [0, 0, 1, 0])
        #expect(try states() == [.planned])
    }

    @Test func aCancelThatComesFirstLeavesNothingToDo() throws {
        #expect(try counts(read(message("A13", "1", at: "20261124160000"))) == [1, 0, 0, 0])
        _ = try read(message("A03", "2", at: "20261124150000", discharged: "20261124150000"))
        #expect(try !states().contains(.planned))
    }

    @Test func aFileWithoutAMessageFails() throws {
        let file = try ImportFile(reading: "a.hl7") {
            var rest = [Array("PID|1".utf8)]
            return { rest.popLast() }
        }
        let (door, context) = (FileImport(house.premises, words: try Self.words.get()), try house.acting(.admin))
        let row = try door.run(try door.begin(file, as: FileImport.messages, isDryRun: false, context), of: file, context, clock: { context.now })
        #expect(row.state == .failed && row.failure == "hl7.noMessage")
    }
}
