import CZip
import Domain
import Foundation
import Interop
import Testing

/// A workbook written by the test itself, part by part, as spreadsheets write it or as they never would.
struct WorkbookFixture {
    var sheets: [(name: String, rows: String)] = []
    var strings: [String] = []
    /// Formats of styles 1, 2, …; style 0 is plain.
    var formats: [String] = []
    var countsFrom1904 = false
    var hidden: Set<String> = []
    /// Parts that take the place of those made here, or come in addition.
    var parts: [String: String] = [:]

    /// One sheet of texts.
    init(_ rows: [[String]], name: String = "S1") { sheets = [(name, Self.rows(rows))] }

    init(sheets: [(name: String, rows: String)] = []) { self.sheets = sheets }

    /// Rows of inline texts from row `first` on; empty ones have no cell.
    static func rows(_ rows: [[String]], from first: Int = 1) -> String {
        rows.enumerated().map { index, cells in row(first + index, cells.enumerated().map { $1.isEmpty ? "" : text(first + index, $0, $1) }) }.joined()
    }

    static func row(_ line: Int, _ cells: [String]) -> String { "<row r=\"\(line)\">\(cells.joined())</row>" }

    static func text(_ line: Int, _ column: Int, _ text: String) -> String {
        "<c r=\"\(reference(column, line))\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
    }

    static func reference(_ column: Int, _ line: Int) -> String {
        var (letters, rest) = ("", column + 1)
        while rest > 0 { (letters, rest) = (String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + letters, (rest - 1) / 26) }
        return letters + String(line)
    }

    private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
    private static let kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

    private var all: [(String, String)] {
        let relation = { (id: String, kind: String, target: String) in "<Relationship Id=\"\(id)\" Type=\"\(Self.kinds)\(kind)\" Target=\"\(target)\"/>" }
        let names = sheets.enumerated().map { "<sheet name=\"\($1.name)\" sheetId=\"\($0 + 1)\" r:id=\"r\($0 + 1)\"\(hidden.contains($1.name) ? " state=\"hidden\"" : "")/>" }
        let targets = sheets.indices.map { relation("r\($0 + 1)", "worksheet", "worksheets/sheet\($0 + 1).xml") }
        let own = formats.enumerated().map { "<numFmt numFmtId=\"\(164 + $0)\" formatCode=\"\($1)\"/>" }.joined()
        let styles = "<xf numFmtId=\"0\"/>" + formats.indices.map { "<xf numFmtId=\"\(164 + $0)\"/>" }.joined()
        var made = [
            ("_rels/.rels", "<Relationships>\(relation("a", "officeDocument", "xl/workbook.xml"))</Relationships>"),
            ("xl/workbook.xml", "<workbook><workbookPr\(countsFrom1904 ? " date1904=\"1\"" : "")/><sheets>\(names.joined())</sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", "<Relationships>\(targets.joined())\(relation("s", "sharedStrings", "sharedStrings.xml"))\(relation("f", "styles", "/xl/styles.xml"))</Relationships>"),
            ("xl/sharedStrings.xml", "<sst>\(strings.map { $0.hasPrefix("<") ? $0 : "<si><t>\($0)</t></si>" }.joined())</sst>"),
            ("xl/styles.xml", "<styleSheet><numFmts>\(own)</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>\(styles)</cellXfs></styleSheet>"),
        ]
        for (index, sheet) in sheets.enumerated() {
            made.append(("xl/worksheets/sheet\(index + 1).xml", "<worksheet><sheetData>\(sheet.rows)</sheetData></worksheet>"))
        }
        return made.filter { parts[$0.0] == nil }.map { ($0, Self.head + $1) } + parts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The file.
    var bytes: [UInt8] { Self.archive(all.map { ($0, Array($1.utf8)) }) }

    /// Any ZIP file.
    ///
    /// - Parameter password: with which the parts are encrypted.
    static func archive(_ parts: [(String, [UInt8])], password: String? = nil) -> [UInt8] {
        let path = FileManager.default.temporaryDirectory.appending(path: "huiyin-\(UUID().uuidString).zip").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        guard let archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, nil) else { return [] }
        for (name, content) in parts {
            let copy = malloc(max(1, content.count))
            content.withUnsafeBytes { if let from = $0.baseAddress { copy?.copyMemory(from: from, byteCount: $0.count) } }
            let index = zip_file_add(archive, name, zip_source_buffer(archive, copy, UInt64(content.count), 1), 0)
            if let password { zip_file_set_encryption(archive, UInt64(index), UInt16(ZIP_EM_AES_256), password) }
        }
        guard zip_close(archive) == 0 else { return [] }
        return (try? Data(contentsOf: URL(filePath: path))).map(Array.init) ?? []
    }
}

/// What the reading of a workbook gave; its headings are `need`, when they are told.
struct WorkbookReading {
    var header: CSVRow?
    var rows: [CSVRow] = []
    var findings: [Finding] = []
    var summary = CSVSummary()
    var shares: [Double] = []

    init(_ bytes: [UInt8], needing need: Set<String> = ["Name"], chunk: Int = 1000, limits: CSVLimits = CSVLimits(), workbook: WorkbookLimits = WorkbookLimits()) throws {
        var (header, rows, findings, shares): (CSVRow?, [CSVRow], [Finding], [Double]) = (nil, [], [], [])
        summary = try TableReader(limits, workbook: workbook, name: "a.xlsx").read(
            source: Chunks(bytes, of: chunk).source(),
            fit: { row in HeadingFit(isUsable: need.isSubset(of: row.fields), columns: row.fields.count { need.contains($0) }) },
            onHeader: {
                header = $0
                return true
            },
            onRow: { rows.append($0) }, onShare: { shares.append($0) }, onFinding: { findings.append($0) })
        (self.header, self.rows, self.findings, self.shares) = (header, rows, findings, shares)
    }

    init(_ fixture: WorkbookFixture, needing need: Set<String> = ["Name"], limits: CSVLimits = CSVLimits(), workbook: WorkbookLimits = WorkbookLimits()) throws {
        try self.init(fixture.bytes, needing: need, limits: limits, workbook: workbook)
    }

    var cells: [[String]] { rows.map(\.fields) }
    var codes: [String] { findings.map(\.code) }
}
