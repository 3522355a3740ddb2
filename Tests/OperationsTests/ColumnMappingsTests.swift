import Domain
import Foundation
import Interop
import Operations
import SQLCore
import Secrets
import Storage
import Testing

/// Saved column mappings: kept by organisation, found by headings or file name, read with.
@Suite struct ColumnMappingsTests {
    let house: WorkHouse

    init() throws { house = try WorkHouse() }

    private static let words = Result {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return ImportWords(Array(try Data(contentsOf: root.appending(path: "Share/import/words.csv")))) { _ in }
    }

    private var mappings: ColumnMappings { ColumnMappings(house.premises) }
    private func admin() throws -> Context { try house.acting(.admin) }

    private static let header = ["流水", "户", "户主", "结束于", "处"]
    private static let settled = ColumnMapping(
        kind: "repairCompleted",
        columns: [
            .init("流水", .attribute("order")), .init("户", .envelope("partyNumber")), .init("户主", .envelope("partyName")), .init("结束于", .occurredAt),
            .init("处", .envelope("unit")),
        ], dateOrder: .dayFirst)

    private func file(_ name: String, _ header: [String] = header, rows: [String] = ["W1,H1,演示甲,24/11/2026,A"]) throws -> ImportFile {
        let bytes = Array(([header.joined(separator: ",")] + rows).joined(separator: "\r\n").utf8)
        return try ImportFile(reading: name) {
            var rest = [bytes]
            return { rest.popLast() }
        }
    }

    private func door() throws -> FileImport { FileImport(house.premises, words: try Self.words.get()) }

    @Test func theSameHeadingsAreReadWithIt() throws {
        let before = try door().recognise(file("a.csv"), admin())
        #expect(before.content == nil)
        let id = try mappings.save(name: " 报修系统 ", Self.settled, admin())
        let found = try door().recognise(file("b.csv"), admin())
        #expect(found.content == "repairCompleted" && found.mapping == id)
        let (door, context, clock) = (try door(), try admin(), house.clock)
        let source = try file("b.csv")
        let row = try door.run(try door.begin(source, as: "repairCompleted", mapping: found.mapping, isDryRun: false, context), of: source, context, clock: { clock.now })
        #expect(row.new == 1 && row.rejected == 0 && row.mapping == id)
        let known = try house.database.read { try EventRows.family(kind: "repairCompleted", naturalKey: "W1", of: TestPremises.organisation, in: $0) }
        let event = try #require(try known.first.flatMap { known in try house.database.read { try EventRows.event(known.id, of: TestPremises.organisation, in: $0) } })
        #expect(CivilZone.shanghai.day(of: event.occurredAt).iso == "2026-11-24")
        #expect(try mappings.all(admin()).map(\.name) == ["报修系统"])
    }

    @Test func ofSeveralTheFileNameDecides() throws {
        let general = try mappings.save(name: "一般", Self.settled, admin())
        let east = try mappings.save(name: "东苑", pattern: "east-*.csv", Self.settled, admin())
        #expect(try door().recognise(file("east-11.csv"), admin()).mapping == east)
        #expect(try door().recognise(file("west-11.csv"), admin()).mapping == general)
        // Further columns in the table: by its name alone, and only where what is needed is there.
        #expect(try door().recognise(file("east-12.csv", Self.header + ["备注"]), admin()).mapping == east)
        #expect(try door().recognise(file("east-12.csv", ["户", "备注"], rows: ["H1,x"]), admin()).content == nil)
    }

    @Test func namesAreOneEachAndWhatIsNeededIsThere() throws {
        let id = try mappings.save(name: "报修", Self.settled, admin())
        func codes(_ body: () throws -> Void) -> [String] {
            if case .invalid(let findings)? = refusal(body) { findings.map(\.code) } else { [] }
        }
        #expect(codes { try mappings.save(name: "报修", Self.settled, admin()) } == ["mapping.nameTaken"])
        #expect(codes { try mappings.save(name: "  ", Self.settled, admin()) } == ["mapping.nameMissing"])
        var without = Self.settled
        without.columns.removeFirst()
        #expect(codes { try mappings.save(name: "缺单号", without, admin()) } == ["table.missingColumn"])
        try mappings.save(id, name: "报修系统", Self.settled, admin())
        #expect(try mappings.item(id, admin()).name == "报修系统")
        #expect(try mappings.item(named: "报修系统", admin()).id == id)
        try mappings.delete(id, admin())
        #expect(refusal { _ = try mappings.item(id, admin()) } == .notFound)
        #expect(try door().recognise(file("a.csv"), admin()).content == nil)
    }

    @Test func nobodyElseSeesIt() throws {
        let id = try mappings.save(name: "报修", Self.settled, admin())
        let stranger = try house.acting(.stranger)
        #expect(try mappings.all(stranger) == [])
        #expect(refusal { _ = try mappings.item(id, stranger) } == .notFound)
        #expect(refusal { try mappings.delete(id, stranger) } == .notFound)
        #expect(refusal { try mappings.save(id, name: "x", Self.settled, stranger) } == .notFound)
        #expect(refusal { _ = try mappings.all(try house.acting(.nurseA)) } == .notAllowed(.importData))
    }

    @Test func patternsOfFileNames() {
        for (name, pattern, fits) in [
            ("repairs-2026.csv", "repairs-*.csv", true), ("Repairs-.CSV", "repairs-*.csv", true), ("repairs.csv", "repairs-*.csv", false), ("a.csv", "a.csv", true),
            ("xa.csv", "a.csv", false), ("a1b2c.csv", "a*b*c*", true), ("acb.xls", "a*b*c*", false), ("ab", "ab*b", false), ("anything", "*", true),
        ] as [(String, String, Bool)] { #expect(ColumnMappings.fits(name, pattern) == fits, "\(name) \(pattern)") }
    }
}
