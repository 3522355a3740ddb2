import Domain
import Foundation
import Interop
import Testing

@Suite("Workbooks") struct WorkbookReaderTests {
    private func row(_ line: Int, _ cells: String) -> String { "<row r=\"\(line)\">\(cells)</row>" }
    private let head = WorkbookFixture.rows([["Name", "Value"]])

    /// What a cell in the second column is read as.
    private func value(_ cell: String, formats: [String] = [], countsFrom1904: Bool = false) throws -> String? {
        var fixture = WorkbookFixture(sheets: [("S", head + row(2, WorkbookFixture.text(2, 0, "x") + cell))])
        (fixture.formats, fixture.countsFrom1904) = (formats, countsFrom1904)
        return try WorkbookReading(fixture).rows.first?.fields[1]
    }

    // MARK: Cells

    @Test("shared, inline, formula and rich texts; phonetic signs and escapes") func texts() throws {
        var fixture = WorkbookFixture(sheets: [("S", head + row(2, """
            <c r="A2" t="s"><v>1</v></c><c r="B2" t="s"><v>0</v></c>
            """) + row(3, """
            <c r="A3" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="B3" t="inlineStr"><is><r><t>ri</t></r><r><t>ch</t></r><rPh><t>no</t></rPh></is></c>
            """) + row(4, "<c t=\"s\"><v>2</v></c><c t=\"s\"><v>9</v></c>"))])
        fixture.strings = ["one &lt; two", "<si><r><t>甲</t></r><r><t xml:space=\"preserve\"> 乙</t></r><rPh sb=\"0\"><t>yi</t></rPh></si>", "a_x000A_b_x_"]
        #expect(try WorkbookReading(fixture).cells == [["甲 乙", "one < two"], ["ab", "rich"], ["a\nb_x_", "\u{FFFD}"]])
    }

    @Test("numbers as Excel shows them", arguments: [
        ("12", "12"), ("1234.5", "1234.5"), ("0.30000000000000004", "0.3"), ("1.39E+10", "13900000000"), ("-7", "-7"), ("100.0", "100"), ("0.00001", "0.00001"),
        ("123456789012345", "123456789012345"), ("1.10105199001011237E+17", "1.10105199001011E+17"), ("110105199001011237", "1.10105199001011E+17"),
    ]) func numbers(written: String, read: String) throws {
        #expect(try value("<c r=\"B2\"><v>\(written)</v></c>") == read)
    }

    @Test("flags and ISO days") func flags() throws {
        #expect(try value("<c r=\"B2\" t=\"b\"><v>1</v></c>") == "TRUE")
        #expect(try value("<c r=\"B2\" t=\"b\"><v>0</v></c>") == "FALSE")
        #expect(try value("<c r=\"B2\" t=\"d\"><v>2026-11-20T08:30:00</v></c>") == "2026-11-20T08:30:00")
    }

    @Test("days and times by their format", arguments: [
        ("yyyy/m/d", "46346", "2026-11-20"), ("yyyy/m/d", "46346.4375", "2026-11-20 10:30:00"), ("yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@", "46346", "2026-11-20"),
        ("[$-804]yyyy/m/d h:mm AM/PM;@", "46346", "2026-11-20 00:00:00"), ("m/d/yy h:mm", "46346.9999999", "2026-11-21 00:00:00"), ("[Red]dd\\.mm\\.yyyy", "46346", "2026-11-20"),
        ("yyyy-mm-dd", "1", "1900-01-01"), ("yyyy-mm-dd", "59", "1900-02-28"), ("yyyy-mm-dd", "60", "60"), ("yyyy-mm-dd", "61", "1900-03-01"), ("yyyy-mm-dd", "-1", "-1"),
        ("General", "46346", "46346"), ("[h]:mm", "1.5", "1.5"), ("0.00&quot;days&quot;", "3", "3"), ("00000", "123", "00123"), ("0.00E+00", "5", "5"), ("h:mm", "0.5", "12:00:00"),
    ]) func days(format: String, written: String, read: String) throws {
        #expect(try value("<c r=\"B2\" s=\"1\"><v>\(written)</v></c>", formats: [format]) == read)
    }

    @Test("a workbook that counts from 1904") func from1904() throws {
        #expect(try value("<c r=\"B2\" s=\"1\"><v>44884</v></c>", formats: ["yyyy-mm-dd"], countsFrom1904: true) == "2026-11-20")
        #expect(try value("<c r=\"B2\" s=\"1\"><v>0</v></c>", formats: ["yyyy-mm-dd"], countsFrom1904: true) == "1904-01-01")
    }

    @Test("formats that every workbook has") func builtIn() throws {
        var fixture = WorkbookFixture(sheets: [("S", head + row(2, "<c r=\"A2\" t=\"str\"><v>x</v></c><c r=\"B2\" s=\"1\"><v>46346.5</v></c>"))])
        for (id, read) in [(14, "2026-11-20 12:00:00"), (22, "2026-11-20 12:00:00"), (31, "2026-11-20 12:00:00"), (2, "46346.5"), (46, "46346.5")] {
            fixture.parts["xl/styles.xml"] = "<x:styleSheet xmlns:x=\"u\"><x:cellXfs><x:xf numFmtId=\"0\"/><x:xf numFmtId=\"\(id)\"/></x:cellXfs></x:styleSheet>"
            #expect(try WorkbookReading(fixture).rows.first?.fields[1] == read)
        }
    }

    @Test("a formula that failed is empty, with its place") func errors() throws {
        let reading = try WorkbookReading(WorkbookFixture(sheets: [("S", head + row(5, "<c r=\"A5\" t=\"str\"><v>x</v></c><c r=\"B5\" t=\"e\"><v>#N/A</v></c>"))]))
        #expect(reading.cells == [["x", ""]])
        #expect(reading.findings == [Finding(.warning, "sheet.errorValue", at: Place(source: "a.xlsx", line: 5, column: 2, path: "Value"), ["heading": "Value"])])
    }

    // MARK: Rows and headings

    @Test("rows keep their numbers; blank ones and what stands beside the table are passed over") func places() throws {
        let rows = head + row(4, WorkbookFixture.text(4, 1, "b") + WorkbookFixture.text(4, 7, "beside")) + row(6, WorkbookFixture.text(6, 9, "only beside")) + "<row><c t=\"str\"><v>next</v></c></row>"
        let reading = try WorkbookReading(WorkbookFixture(sheets: [("S", rows)]))
        #expect(reading.rows == [CSVRow(line: 4, fields: ["", "b"]), CSVRow(line: 7, fields: ["next", ""])])
        #expect(reading.findings == [])
        #expect(reading.summary.rows == 2 && reading.summary.isReadable && reading.summary.sheet == "S")
    }

    @Test("headings under a title, and over two rows of which the upper is merged") func headings() throws {
        let titled = try WorkbookReading(WorkbookFixture([["Discharges of November"], [], ["2026-11"], ["Name", "Phone"], ["x", "1"]]), needing: ["Name", "Phone"])
        #expect(titled.header == CSVRow(line: 4, fields: ["Name", "Phone"]))
        #expect(titled.cells == [["x", "1"]])
        let merged = try WorkbookReading(WorkbookFixture([["Name", "Reach", ""], ["", "Phone", "Address"], ["x", "1", "2"]]), needing: ["Name", "Phone", "Address"])
        #expect(merged.header == CSVRow(line: 2, fields: ["Name", "Phone", "Address"]))
        #expect(merged.cells == [["x", "1", "2"]])
    }

    @Test("the first sheet with usable headings; the others are told, hidden ones are not looked at") func sheets() throws {
        var fixture = WorkbookFixture(sheets: [
            ("Notes", WorkbookFixture.rows([["Read me"]])), ("Secret", WorkbookFixture.rows([["Name"], ["hidden"]])), ("Data", WorkbookFixture.rows([["Name"], ["x"]])),
            ("More", WorkbookFixture.rows([["Name"], ["y"]])),
        ])
        fixture.hidden = ["Secret"]
        let reading = try WorkbookReading(fixture)
        #expect(reading.cells == [["x"]])
        #expect(reading.findings == [Finding(.note, "workbook.otherSheets", at: Place(source: "a.xlsx"), ["sheet": "Data", "others": "Notes, More"])])
    }

    @Test("without usable headings the likeliest row is handed on, so that what is missing can be told") func noHeadings() throws {
        let reading = try WorkbookReading(WorkbookFixture([["Title"], ["Other", "Value"], ["x", "1"]]))
        #expect(reading.header?.line == 2)
    }

    @Test("columns beyond the limit are told and not read; an impossible one breaks its row only") func columns() throws {
        let wide = (0..<16_384).map { WorkbookFixture.text(1, $0, $0 == 0 ? "Name" : "H\($0)") }.joined()
        let rows = row(1, wide) + row(2, WorkbookFixture.text(2, 0, "x") + WorkbookFixture.text(2, 16_383, "last")) + row(3, WorkbookFixture.text(3, 16_384, "beyond"))
            + row(4, "<c r=\"ZZZZZZZZ4\" t=\"str\"><v>far</v></c>") + row(5, WorkbookFixture.text(5, 0, "y"))
        let reading = try WorkbookReading(WorkbookFixture(sheets: [("S", rows)]))
        #expect(reading.header?.fields.count == 1000)
        #expect(reading.rows.map(\.line) == [2, 5])
        #expect(reading.codes == ["sheet.tooManyColumns", "csv.tooManyColumns", "csv.tooManyColumns"])
        #expect(reading.findings.map(\.place.line) == [1, 3, 4])
        #expect(reading.summary.broken == 2)
    }

    @Test("too long cells and rows are left out, the next row is read") func long() throws {
        let long = String(repeating: "长", count: 40)
        let reading = try WorkbookReading(
            WorkbookFixture([["Name", "Value"], ["x", long], ["y", "1"], ["ab", "cdefghij"], ["z", "2"]]), limits: CSVLimits(fieldBytes: 100, recordBytes: 11))
        #expect(reading.cells == [["y", "1"], ["z", "2"]])
        #expect(reading.findings.map { "\($0.code) \($0.place.line ?? 0):\($0.place.column ?? 0)" } == ["csv.cellTooLong 2:2", "csv.lineTooLong 4:0"])
    }

    // MARK: As a table of events

    @Test("events of a workbook are those of a text, and an import goes on after the last row it had") func events() throws {
        let rows = [["住院号", "姓名", "科室", "出院日期"], ["1", "甲", "内科", "2026-11-20"], ["2", "乙", "内科", "2026-02-30"], ["3", "丙", "内科", "2026-11-21"]]
        let bytes = WorkbookFixture([["出院登记"]] + rows).bytes
        for (afterLine, lines, passed) in [(0, [3, 5], 0), (4, [5], 2)] {
            var (events, findings): ([IncomingEvent], [Finding]) = ([], [])
            let summary = try EventTable(registry: Sample.registry, words: Sample.words, name: "a.xlsx").read(
                "patientDischarged", afterLine: afterLine, source: Chunks(bytes, of: 77).source(), onEvent: { events.append($0) }, onFinding: { findings.append($0) })
            #expect(events.map(\.line) == lines)
            #expect(summary.passedOver == passed && summary.isUsable)
            #expect(findings.map { "\($0.place.line ?? 0):\($0.place.column ?? 0) \($0.code)" } == (afterLine == 0 ? ["4:4 row.dateImpossible"] : []))
        }
        let text = Sample.read(rows.map { $0.joined(separator: ",") }.joined(separator: "\n")).events
        #expect(text.map(\.naturalKey) == [.declared("1/1"), .declared("3/1")])
    }

    @Test("a number of 18 digits that Excel has rounded is refused") func rounded() throws {
        let rows = WorkbookFixture.rows([["住院号", "姓名", "科室", "出院日期"]])
            + row(2, "<c r=\"A2\"><v>1.10105199001011E+17</v></c>" + ["甲", "内科", "2026-11-20"].enumerated().map { WorkbookFixture.text(2, $0 + 1, $1) }.joined())
        var findings: [Finding] = []
        _ = try EventTable(registry: Sample.registry, words: Sample.words).read(
            "patientDischarged", source: Chunks(WorkbookFixture(sheets: [("S", rows)]).bytes, of: 500).source(), onEvent: { _ in Issue.record("an event") },
            onFinding: { findings.append($0) })
        #expect(findings.map(\.code) == ["row.scientificNumber"])
        #expect(findings.first?.place.line == 2 && findings.first?.place.column == 1)
    }

    @Test("staff of an organisation") func staff() throws {
        var fault: [Finding] = []
        let words = OrganisationWords(Sample.file("Share/import/organisation.csv")) { fault.append($0) }
        let bytes = WorkbookFixture([["名册"], ["人员编号", "姓名"], ["D01", "演示医生01"]]).bytes
        let drafts = try OrganisationTables(words: words, cellWords: Sample.words).staff(Chunks(bytes, of: 300).source()) { fault.append($0) }
        #expect(drafts.map(\.code) == ["D01"] && drafts.first?.place.line == 3)
        #expect(fault == [])
    }
}
