import Domain
import Foundation
import Interop
import Operations

/// Rows a second into a workbook and out of one, each beside the bare libraries doing the same in this run, and what memory it takes.
struct WorkbookBenchmark {
    private let registry: EventRegistry
    private let words: ImportWords
    private let rows: Int
    private let repeats: Int
    private let folder = FileManager.default.temporaryDirectory

    struct Incomplete: Error { let rows: Int }

    init(checkout: Checkout, rows: Int, repeats: Int) throws {
        (registry, words) = (try checkout.library().registry, try checkout.importWords())
        (self.rows, self.repeats) = (rows, repeats)
    }

    func run() throws {
        Report.say("\nworkbooks of \(rows) rows with \(DischargeTable.headings.count) columns, load average \(Conditions.load())")
        let lines = (0..<rows).map { DischargeTable(rows: rows).cells($0) }
        let (ours, bare, shared) = (place("ours"), place("bare"), place("shared"))
        defer { [ours, bare, shared].forEach { try? FileManager.default.removeItem(atPath: $0) } }
        Report.say("writing, a day and a count among the columns; aims: 100,000 rows in 5 s and 100 MB")
        try writing(lines, to: ours, beside: bare)
        try BareWorkbook(path: shared).write(lines, inConstantMemory: false)
        Report.say("reading, to events; aim 50,000 rows/s")
        try reading("texts in their cells", ours)
        try reading("texts shared, as Excel does", shared)
        Report.rate("the same rows as a CSV", try perSecond { try events("t.csv", DischargeTable(rows: rows).bytes()) }, "rows")
    }

    private func place(_ name: String) -> String { folder.appending(path: "huiyin-\(name)-\(UUID().uuidString).xlsx").path }

    // MARK: Writing

    private func writing(_ lines: [[String]], to path: String, beside bare: String) throws {
        var times: [Double] = []
        let before = try Memory.resetPeak()
        for _ in 0..<repeats { times.append(try Timing.wall { try write(lines, to: path) }) }
        let taken = try Memory.peak() - before
        let limit = try Distribution((0..<repeats).map { _ in try Timing.wall { try BareWorkbook(path: bare).write(lines, inConstantMemory: true) } })
        Report.rate("written", Double(rows) / Distribution(times).median, "rows", limit: (Double(rows) / limit.median, "libxlsxwriter, all cells texts"))
        Report.say("  " + "memory beyond the rows' own".padded(34) + " \(taken) MB")
    }

    private func write(_ lines: [[String]], to path: String) throws {
        let writer = try WorkbookWriter(path: path, sheet: "S", columns: DischargeTable.headings.map { .init($0) }, temporaryFolder: folder.path)
        for (index, line) in lines.enumerated() {
            var cells = line.map(WorkbookWriter.Cell.text)
            cells[1] = .count(1)
            cells[DischargeTable.momentColumn] = .moment(House.now.adding(seconds: -Int64(index % 7_000_000)), .shanghai)
            try writer.append(cells)
        }
        try writer.finish()
    }

    // MARK: Reading

    private func reading(_ title: String, _ path: String) throws {
        let bytes = try Array(Data(contentsOf: URL(filePath: path)))
        let bare = try perSecond { try BareSheet(bytes).read() }
        Report.rate(title, try perSecond { try events("t.xlsx", bytes) }, "rows", limit: (bare, "libzip and expat, nothing kept"))
    }

    private func perSecond(_ body: () throws -> Void) rethrows -> Double {
        Double(rows) / Distribution(try (0..<repeats).map { _ in try Timing.wall(body) }).median
    }

    private func events(_ name: String, _ bytes: [UInt8]) throws {
        var (count, start) = (0, 0)
        let table = EventTable(registry: registry, words: words, name: name)
        _ = try table.read(
            "patientDischarged",
            source: {
                guard start < bytes.count else { return nil }
                defer { start += 262_144 }
                return Array(bytes[start..<min(bytes.count, start + 262_144)])
            },
            onEvent: { _ in count += 1 }, onFinding: { _ in })
        guard count == rows else { throw Incomplete(rows: count) }
    }
}

/// Most memory that this process had since the last reset, in MB; Linux says it.
private enum Memory {
    static func resetPeak() throws -> Int {
        try Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs"))
        return try peak()
    }

    static func peak() throws -> Int {
        let text = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
        return (Int(line.filter(\.isNumber)) ?? 0) / 1024
    }
}
