import Domain
import Foundation
import Operations
import Storage

/// Rows a second that a file of discharges takes to become parties, events, eligible rows, follow-ups and journal, durable.
struct ImportBenchmark {
    let house: House
    let checkout: Checkout
    let rows: Int

    struct Incomplete: Error { let row: ImportRows.Row }

    func run() throws {
        var processor = 0.0
        let wall = try Timing.wall { processor = try Timing.process { try fill() } }
        let shell = try ShellLimit(house: house).measure()
        let count = Double(rows)
        Report.rate("import with planning", count / wall, "rows", limit: (count / shell.dump, "shell, from a dump; aim 0.33"))
        Report.rate("  by its processor time", count / processor, "rows", limit: (count / shell.copy, "shell, INSERT … SELECT"))
        Report.rate("the same file again", count / (try Timing.wall { try check(try receive(), \.same) }), "rows")
    }

    func fill() throws { try check(try receive(), \.new) }

    private func receive() throws -> ImportRows.Row {
        let (door, context) = (FileImport(house.premises, words: try checkout.importWords()), house.all())
        let bytes = DischargeTable(rows: rows).bytes()
        let file = ImportFile(name: "discharges.csv", bytes: Int64(bytes.count), hash: "bench-\(rows)") { Self.chunks(bytes) }
        return try door.run(try door.begin(file, as: "patientDischarged", isDryRun: false, context), of: file, context, clock: { House.now })
    }

    private func check(_ row: ImportRows.Row, _ part: KeyPath<ImportRows.Row, Int>) throws {
        guard row[keyPath: part] == rows else { throw Incomplete(row: row) }
    }

    private static func chunks(_ bytes: [UInt8]) -> () -> [UInt8]? {
        var start = 0
        return {
            guard start < bytes.count else { return nil }
            defer { start += 65_536 }
            return Array(bytes[start..<min(bytes.count, start + 65_536)])
        }
    }
}
