import Domain
import Foundation
import Interop
import Testing

@Suite("Workbooks that are written") struct WorkbookWriterTests {
    private func written(_ columns: [WorkbookWriter.Column], rowsPerSheet: Int = 1_048_576, _ rows: [[WorkbookWriter.Cell]]) throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory
        let path = folder.appending(path: "huiyin-\(UUID().uuidString).xlsx").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let writer = try WorkbookWriter(path: path, sheet: "明细/1", columns: columns, temporaryFolder: folder.path, rowsPerSheet: rowsPerSheet)
        for row in rows { try writer.append(row) }
        try writer.finish()
        return try Array(Data(contentsOf: URL(filePath: path)))
    }

    @Test("what is written is read again: days as days, texts as texts") func roundTrip() throws {
        let day = try #require(LocalDay(iso: "2026-11-20"))
        let moment = CivilZone.shanghai.instant(day, LocalTime(minutes: 630)!)
        let bytes = try written([.init("Name"), .init("n"), .init("day"), .init("at", width: 20)], [
            [.text("=1+1"), .count(12), .day(day), .moment(moment, .shanghai)], [.text("+86 \u{1}<&>"), .empty, .text("110105199001011237"), .text("")],
        ])
        let reading = try WorkbookReading(bytes)
        #expect(reading.header?.fields == ["Name", "n", "day", "at"])
        #expect(reading.cells == [["=1+1", "12", "2026-11-20", "2026-11-20 10:30:00"], ["+86 \u{1}<&>", "", "110105199001011237", ""]])
        #expect(reading.findings == [] && reading.summary.sheet == "明细-1")
    }

    @Test("rows beyond a sheet go on the next, under the same heads") func manySheets() throws {
        let bytes = try written([.init("Name")], rowsPerSheet: 3, (1...5).map { [.text("x\($0)")] })
        let reading = try WorkbookReading(bytes)
        #expect(reading.cells == [["x1"], ["x2"]])
        #expect(reading.findings.first?.arguments["others"] == "明细-1 2, 明细-1 3")
    }

    @Test("a text too long for a cell is cut and marked") func long() throws {
        let bytes = try written([.init("Name")], [[.text(String(repeating: "😀", count: 20_000))], [.text(String(repeating: "长", count: 32_767))]])
        let cells = try WorkbookReading(bytes, limits: CSVLimits(fieldBytes: 1 << 20)).cells
        #expect(cells[0][0].unicodeScalars.count == 16_001 && cells[0][0].hasSuffix("…"))
        #expect(cells[1][0].count == 32_767)
    }

    @Test("a place that cannot be written is an error, not a crash") func nowhere() throws {
        let writer = try WorkbookWriter(path: "/nowhere/a.xlsx", sheet: "S", columns: [.init("Name")], temporaryFolder: FileManager.default.temporaryDirectory.path)
        #expect(throws: WorkbookWriter.Failure.self) { try writer.finish() }
    }
}
