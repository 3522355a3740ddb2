import Domain
import Testing

@testable import Interop

@Suite("CSV: writing") struct CSVWriterTests {
    private func written(_ rows: [[String]]) -> [UInt8] {
        var writer = CSVWriter()
        rows.forEach { writer.append($0) }
        return writer.drain()
    }

    @Test("mark, CRLF, quotes") func form() {
        #expect(written([["a", "b,c", "d\"e", "f\ng"]]) == [0xEF, 0xBB, 0xBF] + Array("a,\"b,c\",\"d\"\"e\",\"f\ng\"\r\n".utf8))
        var writer = CSVWriter(hasMark: false)
        writer.append(["姓名", ""])
        #expect(writer.waiting == 9)
        #expect(writer.drain() == Array("姓名,\r\n".utf8))
        #expect(writer.drain() == [])
    }

    @Test("no cell is taken for a formula", arguments: ["=1+1", "+86 19900000001", "-1+1", "@x", "\tx", "\rx", "＝1", "  =x", "-", "－1", "\u{3000}=x"]) func formulas(text: String) {
        #expect(CSVWriter.mayBeFormula(text))
        #expect(Reading(written([["h"], [text]])).cells.first?.first?.hasPrefix("'") == true)
    }

    @Test("numbers and other texts stay", arguments: ["-5", "-5.25", "5", "a=b", "", "1-2"]) func plain(text: String) {
        #expect(!CSVWriter.mayBeFormula(text))
    }

    @Test("what is written reads back", arguments: 0..<200) func roundTrip(seed: Int) {
        var random = DemoRandom(seed: UInt64(seed))
        let alphabet = ["a", "\"", ",", ";", "\n", "\r\n", "\r", " ", "姓", "𬭚", "1", "\t"]
        let rows = (0..<5).map { _ in (0..<3).map { _ in "x" + (0..<random.below(6)).map { _ in random.pick(alphabet)! }.joined() } }
        let reading = Reading(written([["h1", "h2", "h3"]] + rows), chunk: 1 + random.below(20))
        #expect(reading.cells == rows)
        #expect(reading.findings == [])
    }
}
