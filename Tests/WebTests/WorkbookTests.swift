import Domain
import Foundation
import HTTPTypes
import Interop
import Testing

@testable import Web

/// Workbooks through the windows: taken in like a text, handed out beside every CSV.
@Suite struct WorkbookTests {
    private func workbook(_ rows: [[WorkbookWriter.Cell]], under headings: String = Walk.headings) throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory
        let path = folder.appendingPathComponent("huiyin-\(UUID().uuidString).xlsx").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let columns = headings.split(separator: ",").map { WorkbookWriter.Column(String($0)) }
        let writer = try WorkbookWriter(path: path, sheet: "出院", columns: columns, temporaryFolder: folder.path)
        for row in rows { try writer.append(row) }
        try writer.finish()
        return try Array(Data(contentsOf: URL(fileURLWithPath: path)))
    }

    private func discharge(_ number: String, _ day: WorkbookWriter.Cell, ward: String = "内科") -> [WorkbookWriter.Cell] {
        Walk.discharge(number, ward: ward).split(separator: ",", omittingEmptySubsequences: false).enumerated().map { index, text in
            switch index {
            case 1: .count(1)
            case 8: day
            default: .text(String(text))
            }
        }
    }

    private var morning: WorkbookWriter.Cell { .moment(TestSite.now.adding(seconds: -3600), .shanghai) }

    /// Rows of a workbook or a CSV, headings first.
    private func table(_ answer: Answer) throws -> [[String]] {
        var rows: [[String]] = []
        var bytes: [UInt8]? = answer.bytes
        _ = try TableReader().read(
            source: {
                defer { bytes = nil }
                return bytes
            },
            fit: { HeadingFit(isUsable: true, columns: $0.line == 1 ? 1 : 0) },
            onHeader: {
                rows.append($0.fields)
                return true
            },
            onRow: { rows.append($0.fields) }, onFinding: { Issue.record("\($0)") })
        return rows
    }

    @Test func aWorkbookIsImportedLikeAText() async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let walk = Walk(bench: bench, client: client)
            try await walk.adoptR22()
            let file = try workbook([discharge("ZY1", morning), discharge("ZY2", .text("不是日期")), discharge("ZY3", morning, ward: "外科")])
            let report = try await walk.importFile("出院.xlsx", file)
            #expect(report.text.contains("不是日期"), "the bad row is told with its value")
            #expect(report.text.contains("findings.xlsx"))
            #expect(try await walk.importFile("出院 2.xlsx", file).text.contains("这份文件以前导入过"))
            let text = try await walk.importDischarges([Walk.discharge("ZY1"), Walk.discharge("ZY3", ward: "外科")])
            #expect(!text.text.contains("tone-danger"), "the same facts, whatever the file")
            #expect(bench.spooled.isEmpty, "nothing is left in the spool")
        }
    }

    @Test func whatCannotBeReadIsSaidAtTheForm() async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let quality = try await Walk(bench: bench, client: client).browser(.quality)
            try await quality.get("/imports")
            let whole = try workbook([discharge("ZY1", morning)])
            let cut = try await quality.upload("/imports", file: ("出院.xlsx", Array(whole.prefix(whole.count / 2))))
            #expect(cut.status == .unprocessableContent && cut.text.contains("不完整或已损坏"))
            let old: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0] + [UInt8](repeating: 0, count: 600)
            #expect(try await quality.upload("/imports", file: ("出院.xls", old)).text.contains("旧版Excel"))
            let other = try await quality.upload("/imports", file: ("other.xlsx", workbook([[.text("x")]], under: "甲,乙")))
            #expect(other.location?.hasPrefix("/imports/columns?file=") == true, "its columns are to be settled")
            #expect(bench.spooled.count == 1, "it waits, and nothing else does")
        }
    }

    @Test func everyTableIsThereAsAWorkbookToo() async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let walk = Walk(bench: bench, client: client)
            try await walk.adoptR22()
            let report = try await walk.importDischarges([Walk.discharge("ZY1", name: "=1+1"), Walk.discharge("ZY2"), Walk.discharge("ZY3", at: "不是日期")])
            let quality = try await walk.browser(.quality)
            let dashboard = try await quality.get("/dashboard")
            var tables = [dashboard.text, report.text].flatMap { $0.matches(of: #/href="([^"]+\.xlsx[^"]*)"/#) }.map { String($0.output.1).replacing("&amp;", with: "&") }
            #expect(tables.count == 2, "the dashboard's rows and the import's findings")
            let adoption = try #require(tables.first?.firstMatch(of: #/regulation=(\d+)/#)).output.1
            let drafted = try await quality.post("/reports", [("month", "2026-11"), ("regulation", String(adoption))])
            tables.append(try #require(drafted.location) + "/rows.xlsx")
            for address in tables {
                let workbook = try await quality.get(address)
                #expect(workbook.status == .ok && workbook.headers[.contentType]?.contains("spreadsheetml") == true, "\(address)")
                #expect(workbook.headers[.contentDisposition]?.contains(".xlsx\"") == true)
                let csv = try table(try await quality.get(address.replacing(".xlsx", with: ".csv")))
                let cells = try table(workbook)
                // A CSV keeps formulas asleep with an apostrophe; a workbook has texts. A limit at the end of a day is the day.
                #expect(cells == csv.map { $0.map { $0.replacing("'=", with: "=").replacing(" 24:00", with: "") } }.map { $0.map(Self.withSeconds) }, "\(address)")
                #expect(cells.count > 1)
            }
            #expect(bench.spooled.isEmpty, "nothing is left in the spool")
            let nurse = try await walk.browser(.nurse)
            for address in tables.dropFirst() { #expect(try await nurse.get(address).status != .ok, "\(address)") }
        }
    }

    /// A moment of a workbook is read with its seconds.
    private static func withSeconds(_ text: String) -> String {
        text.wholeMatch(of: /\d{4}-\d{2}-\d{2} \d{2}:\d{2}/) == nil ? text : text + ":00"
    }
}
