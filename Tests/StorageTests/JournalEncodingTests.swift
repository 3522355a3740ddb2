import Domain
import Foundation
import SQLCore
import SQLiteDriver
import Secrets
import Storage
import Testing

/// The bytes of the chain are a public contract: docs/journal.md shows them, and a program that knows nothing of ours checks them.
@Suite struct JournalEncodingTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    private static let entry = JournalEntry(
        id: 1_000_001, organisation: OrganisationID(1), actor: StaffID(0), occurredAt: Instant(milliseconds: 1_764_036_000_000),
        recordedAt: Instant(milliseconds: 1_764_036_000_123), act: "followUp.planned", unit: UnitID(12), followUp: FollowUpID(77), event: EventID(66),
        why: "复诊", clause: "R22-7", payload: #"{"rule":"phone"}"#)
    private static let salt = (0..<16).map { UInt8($0) }

    private func document() throws -> String {
        try String(contentsOf: Self.root.appendingPathComponent("docs/journal.md"), encoding: .utf8).filter { !$0.isWhitespace }
    }

    @Test func theExampleInTheDocumentIsTrue() throws {
        let hash = JournalRows.payloadHash(salt: Self.salt, payload: Self.entry.payload)
        let bytes = JournalEncoding.bytes(Self.entry, payloadHash: hash)
        let link = JournalEncoding.root + JournalEncoding.link(position: 1, sealedAt: Instant(milliseconds: 1_764_036_000_500), entry: bytes)
        let document = try document()
        for value in [Hexadecimal.text(hash), Hexadecimal.text(bytes), SHA256.hex(of: link)] {
            #expect(document.contains(value), "docs/journal.md lacks \(value)")
        }
    }

    /// Absent, empty and zero are three things, and no column runs into the next.
    @Test func whatDiffersHasOtherBytes() {
        func bytes(_ change: (inout JournalEntry) -> Void) -> [UInt8] {
            var entry = Self.entry
            change(&entry)
            return JournalEncoding.bytes(entry, payloadHash: [1])
        }
        let variants: [[UInt8]] = [
            bytes { _ in }, bytes { $0.why = nil }, bytes { $0.why = "" }, bytes { ($0.why, $0.clause) = ("复诊R22-7", nil) },
            bytes { $0.other = 0 }, bytes { ($0.unit, $0.followUp) = (nil, FollowUpID(12)) }, bytes { ($0.followUp, $0.event) = (nil, FollowUpID(77).asEvent) },
            bytes { $0.act = "followUp.planne" },
        ]
        #expect(Set(variants).count == variants.count)
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")))
    func anotherProgramAgrees() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("huiyin-journal-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("test.sqlite").path
        let database = try SQLiteDatabase(path: path)
        defer { database.close() }
        try Migrator(Schema.migrations).run(on: database)
        try database.write { try fill($0) }
        let head = try database.read { try ChainRows.head(of: OrganisationID(1), in: $0) }
        let noted = "1:3:\(Hexadecimal.text(head.hash))"
        let whole = try run(path, noted)
        #expect(whole.code == 0 && whole.output.contains("3 entries, head \(noted), 0 not sealed yet"))

        try database.write { session in
            try session.execute("DROP TRIGGER journal_refuses_update")
            try session.execute("UPDATE journal SET actor = 9 WHERE id = 1000002")
        }
        let altered = try run(path)
        #expect(altered.code == 1 && altered.output.contains("position 2: the entry 1000002 or its link was altered"))
    }

    private func fill(_ session: any SQLWriting) throws {
        try DirectoryRows.insert(
            .init(id: OrganisationID(1), code: "demo", name: "示例", sector: "hospital", zone: .shanghai), at: Instant(milliseconds: 0), in: session)
        for number in 1...3 {
            var entry = Self.entry
            entry.id = 1_000_000 + Int64(number)
            if number == 2 { (entry.why, entry.unit, entry.other) = (nil, nil, -5) }
            try JournalRows.append(entry, salt: Self.salt, in: session)
        }
        _ = try ChainRows.seal(atMost: 2, of: OrganisationID(1), at: Instant(milliseconds: 1_764_036_000_500), in: session)
        _ = try ChainRows.seal(atMost: 2, of: OrganisationID(1), at: Instant(milliseconds: 1_764_036_001_500), in: session)
    }

    private func run(_ arguments: String...) throws -> (code: Int32, output: String) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = [Self.root.appendingPathComponent("scripts/verify-journal.py").path] + arguments
        process.standardOutput = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, output)
    }
}

extension FollowUpID {
    fileprivate var asEvent: EventID { EventID(rawValue) }
}
