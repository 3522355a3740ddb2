import Domain
import Interop
import Testing

/// Files that are not what they say, or are meant to do harm: each is refused in one sentence, or read as far as it is sound.
@Suite("Hostile workbooks") struct HostileWorkbookTests {
    private let table = WorkbookFixture([["Name", "Value"], ["x", "1"]])

    private func refused(_ bytes: [UInt8], workbook: WorkbookLimits = WorkbookLimits()) throws -> [String] {
        let reading = try WorkbookReading(bytes, workbook: workbook)
        #expect(reading.header == nil && reading.rows == [] && !reading.summary.isReadable)
        return reading.codes
    }

    private func with(_ part: String, _ content: String) -> [UInt8] {
        var fixture = table
        fixture.parts[part] = content
        return fixture.bytes
    }

    @Test("cut off anywhere") func truncated() throws {
        let bytes = table.bytes
        for share in [2, 3, 10] { #expect(try refused(Array(bytes.prefix(bytes.count - bytes.count / share))) == ["workbook.damaged"]) }
        #expect(try refused([0x50, 0x4B, 0x03, 0x04]) == ["workbook.damaged"])
    }

    @Test("other ZIP files") func otherKinds() throws {
        #expect(try refused(WorkbookFixture.archive([("word/document.xml", Array("<document/>".utf8))])) == ["workbook.otherKind"])
        #expect(try refused(WorkbookFixture.archive([])).allSatisfy { ["workbook.otherKind", "csv.empty"].contains($0) })
        #expect(try refused(with("xl/workbook.xml", "<document/>")) == ["workbook.otherKind"])
        var binary = table
        binary.parts["_rels/.rels"] = "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"xl/workbook.bin\"/></Relationships>"
        binary.parts["xl/workbook.bin"] = "\u{1}\u{2}\u{0}binary"
        #expect(try refused(binary.bytes) == ["workbook.otherKind"])
    }

    @Test("under a password: the whole file, or its parts") func encrypted() throws {
        let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 5000)
        #expect(try refused(compound + "EncryptedPackage".utf8.flatMap { [$0, 0] as [UInt8] } + [0, 0]) == ["workbook.encrypted"])
        #expect(try refused(compound) == ["text.oldWorkbook"])
        let relations = "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        #expect(try refused(WorkbookFixture.archive([("_rels/.rels", Array(relations.utf8))], password: "p")) == ["workbook.encrypted"])
    }

    @Test("a part that unpacks to a thousand times its size") func bomb() throws {
        let blanks = String(repeating: " ", count: 3 << 20)
        let bytes = with("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row><c t=\"str\"><v>Name</v></c></row>\(blanks)</sheetData></worksheet>")
        #expect(bytes.count < 20_000)
        let small = WorkbookLimits(suspectBytes: 1 << 20)
        let reading = try WorkbookReading(bytes, workbook: small)
        #expect(reading.codes == ["workbook.tooDense"] && reading.rows == [])
        #expect(try WorkbookReading(bytes).codes == [])
    }

    @Test("limits of the file, of all parts and of the shared texts") func limits() throws {
        #expect(try refused(table.bytes, workbook: WorkbookLimits(fileBytes: 500)) == ["workbook.tooLarge"])
        #expect(try refused(table.bytes, workbook: WorkbookLimits(unpackedBytes: 300)) == ["workbook.tooLarge"])
        let texts = "<sst>" + String(repeating: "<si><t>0123456789</t></si>", count: 200) + "</sst>"
        #expect(try refused(with("xl/sharedStrings.xml", texts), workbook: WorkbookLimits(textBytes: 2000)) == ["workbook.tooManyTexts"])
        let empty = "<sst>" + String(repeating: "<si/>", count: 2000) + "</sst>"
        #expect(try refused(with("xl/sharedStrings.xml", empty), workbook: WorkbookLimits(textBytes: 2000)) == ["workbook.tooManyTexts"])
    }

    @Test("entities, endless nesting, an endless tag, no XML at all") func xml() throws {
        let entities = "<!DOCTYPE sst [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><sst><si><t>&b;</t></si></sst>"
        #expect(try refused(with("xl/sharedStrings.xml", entities)) == ["workbook.damaged"])
        #expect(try refused(with("xl/sharedStrings.xml", String(repeating: "<si>", count: 5000))) == ["workbook.damaged"])
        #expect(try refused(with("xl/sharedStrings.xml", "<sst><si a=\"" + String(repeating: "x", count: 5 << 20) + "\"/></sst>")) == ["workbook.damaged"])
        #expect(try refused(with("xl/styles.xml", "not XML")) == ["workbook.damaged"])
        #expect(try refused(with("xl/_rels/workbook.xml.rels", "<Relationships/>")) == ["workbook.noRows"])
        #expect(try refused(WorkbookFixture(sheets: [("S", "")]).bytes) == ["workbook.noRows"])
    }

    @Test("a sheet that breaks off half-way: what was sound is read, the rest is told") func halfSheet() throws {
        let rows = (2...3000).map { WorkbookFixture.rows([["x\($0)", "1"]], from: $0) }.joined()
        let content = "<worksheet><sheetData>" + WorkbookFixture.rows([["Name", "Value"]]) + rows + "<row r=\"3001\"><c></row>"
        let reading = try WorkbookReading(with("xl/worksheets/sheet1.xml", content))
        #expect(reading.rows.last?.line == 3000 && reading.rows.count == 2999)
        #expect(reading.findings.map(\.code) == ["sheet.damaged"] && reading.findings.first?.place.line == 3001)
        #expect(reading.summary.broken == 1)
        #expect(reading.shares == reading.shares.sorted() && (reading.shares.last ?? 0) > 0.9)
    }

    @Test("rows that go backwards or overflow are the next ones") func rowNumbers() throws {
        let rows = WorkbookFixture.rows([["Name", "Value"]]) + ["5", "3", "99999999999999999999", ""].map { "<row r=\"\($0)\"><c t=\"str\"><v>\($0)</v></c></row>" }.joined()
        #expect(try WorkbookReading(WorkbookFixture(sheets: [("S", rows)])).rows.map(\.line) == [5, 6, 7])
    }
}
