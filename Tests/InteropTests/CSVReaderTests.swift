import Domain
import Testing

@testable import Interop

@Suite("CSV: what a table says") struct CSVReaderTests {
    @Test("comma, semicolon and tab, told by the header", arguments: [(",", Character(",")), (";", ";"), ("\t", "\t")])
    func delimiters(mark: String, delimiter: Character) {
        let reading = Reading(["姓名\(mark)电话", "演示\(mark)19900000001"].joined(separator: "\n"))
        #expect(reading.header?.fields == ["姓名", "电话"])
        #expect(reading.cells == [["演示", "19900000001"]])
        #expect(reading.summary.delimiter == delimiter)
        #expect(reading.findings == [])
    }

    @Test("a delimiter inside quotes does not count, sep= does") func delimiterTraps() {
        #expect(Reading("\"a,b,c\";d\n1;2").header?.fields == ["a,b,c", "d"])
        #expect(Reading("sep=;\r\na;b,c\r\n1;2").header?.fields == ["a", "b,c"])
        #expect(Reading("one\n1\n2").cells == [["1"], ["2"]])
    }

    @Test("LF, CRLF and CR, with and without the last one", arguments: ["\n", "\r\n", "\r"], [true, false])
    func lineEnds(end: String, last: Bool) {
        let reading = Reading(["a,b", "1,2", "3,4"].joined(separator: end) + (last ? end : ""))
        #expect(reading.cells == [["1", "2"], ["3", "4"]])
        #expect(reading.rows.map(\.line) == [2, 3])
        #expect(reading.findings == [])
    }

    @Test("quotes, doubled quotes, line ends inside, and the line numbers after them") func quotes() {
        let reading = Reading("a,b\n\"x \"\"y\"\" z\",\"1\r\n2\n3\"\n\"\",  \"q\" \nl,\"\"\"\"\n")
        #expect(reading.cells == [["x \"y\" z", "1\r\n2\n3"], ["", "q"], ["l", "\""]])
        #expect(reading.rows.map(\.line) == [2, 5, 6])
        #expect(reading.findings == [])
    }

    @Test("the same result however the bytes are cut", arguments: 1...12) func chunks(size: Int) {
        let text = "姓名,\"说\n明\"\r\n\"演\"\"示\",a\r\n\r\n坏\"x,2\n\"y\"z,1\n末,\"尾\"\r\n\"没有关,3\n"
        let (whole, cut) = (Reading(text), Reading(text, chunk: size))
        #expect(cut.header == whole.header)
        #expect(cut.rows == whole.rows)
        #expect(cut.findings == whole.findings)
        #expect(whole.cells == [["演\"示", "a"], ["坏\"x", "2"], ["末", "尾"]])
        #expect(whole.codes == ["csv.badQuote", "csv.unclosedQuote"])
        #expect(whole.places == [6, 8])
    }

    @Test("blank lines and blank rows are no rows") func blanks() {
        let reading = Reading("\n,,\na,b\n\n , \n,\n1,2\n")
        #expect(reading.header?.line == 3)
        #expect(reading.cells == [[" ", " "], ["1", "2"]])
    }

    @Test("a ragged row is told and left out; blank cells too many or under no heading are not ragged") func ragged() {
        let reading = Reading("a,b,\n1,2\n1,2,3,,\n1\n1,2,3,4\n5,6,7\n")
        #expect(reading.cells == [["1", "2", ""], ["1", "2", "3"], ["5", "6", "7"]])
        #expect(reading.codes == ["csv.ragged", "csv.ragged"])
        #expect(reading.places == [4, 5])
        #expect(reading.findings.first?.arguments == ["expected": "3", "found": "1"])
        #expect(reading.summary.broken == 2)
    }

    @Test("a quote that never closes spoils its own line only") func unclosedQuote() {
        let reading = Reading("a,b\n1,\"open\n2,x\n3,y\n")
        #expect(reading.cells == [["2", "x"], ["3", "y"]])
        #expect(reading.codes == ["csv.unclosedQuote"])
        #expect(reading.places == [2])
    }

    @Test("nothing in the file") func empty() {
        for text in ["", "\n\n", "\u{FEFF}", ",,\n;;"] {
            let reading = Reading(text)
            #expect(reading.codes == ["csv.empty"])
            #expect(!reading.summary.isReadable)
        }
    }

    @Test("the header may refuse the table") func refused() throws {
        var rows = 0
        let bytes = Array("a\n1\n".utf8)
        let summary = try CSVReader().read(source: Chunks(bytes, of: 9).source(), onHeader: { _ in false }, onRow: { _ in rows += 1 }, onFinding: { _ in })
        #expect(rows == 0 && summary.rows == 0)
    }
}

@Suite("CSV: limits") struct CSVLimitTests {
    /// The same path as a gigabyte; the next test shows that nothing of it is kept.
    @Test("a line of 16 times the limit is told and left out") func hugeLine() {
        var chunks = 0
        let filler = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 13)
        let reading = Reading(from: {
            chunks += 1
            switch chunks {
            case 1: return Array("a,b\n1,2\n3,".utf8)
            case 2...129: return filler
            case 130: return Array("\n5,6\n".utf8)
            default: return nil
            }
        }, limits: CSVLimits(fieldBytes: 1 << 12, recordBytes: 1 << 16))
        #expect(reading.cells == [["1", "2"], ["5", "6"]])
        #expect(reading.rows.map(\.line) == [2, 4])
        #expect(reading.codes == ["csv.lineTooLong"])
        #expect(reading.places == [3])
    }

    @Test("what waits never grows past a record and a chunk") func buffer() throws {
        var buffer = RecordBuffer()
        var chunks = 0
        let source: () -> [UInt8]? = {
            chunks += 1
            return chunks <= 1000 ? [UInt8](repeating: UInt8(ascii: "x"), count: 1000) : [UInt8(ascii: "\n"), UInt8(ascii: "e")]
        }
        try buffer.fill(source)
        try buffer.skipLine(source)
        #expect(buffer.waiting <= 1000)
        #expect(buffer.line == 2)
    }

    @Test("long cells, long quoted records, many columns, an endless header") func limits() {
        let limits = CSVLimits(fieldBytes: 10, recordBytes: 40, columns: 3)
        let long = Reading("a,b\n1,12345678901\n2,ok\n", limits: limits)
        #expect(long.cells == [["2", "ok"]])
        #expect(long.codes == ["csv.cellTooLong"])
        #expect(long.findings.first?.place.column == 2)

        let open = Reading("a,b\n1,\"x\n" + String(repeating: "2,y\n", count: 3000), limits: limits)
        #expect(open.codes == ["csv.unclosedQuote"])
        #expect(open.rows.count == 3000)

        #expect(Reading("a,b\n1,2,3,4\n", limits: limits).codes == ["csv.tooManyColumns"])
        let record = Reading("a,b,c\n" + Array(repeating: "1234567890", count: 3).joined(separator: ",") + "            \n1,2,3\n", limits: limits)
        #expect(record.codes == ["csv.lineTooLong"])
        #expect(record.cells == [["1", "2", "3"]])
        #expect(Reading(String(repeating: "x", count: 100_000), limits: limits).codes == ["csv.headerTooLong"])
    }
}

@Suite("CSV: anything at all") struct CSVAnythingTests {
    /// Mostly what makes tables awkward: quotes, separators, line ends, halves of characters, NUL.
    private func bytes(_ seed: Int) -> [UInt8] {
        var random = DemoRandom(seed: UInt64(seed))
        let pieces: [[UInt8]] = [
            [0x22], [0x22], [0x2C], [0x2C], [0x0A], [0x0D, 0x0A], [0x0D], [0x61], [0x20], [0xE5, 0xA7, 0x93], [0xE5, 0xA7], [0xD0, 0xD5], [0xFF], [0x00], [0x09], [0x3B],
        ]
        let start = random.happens(700) ? Array("a,b\n".utf8) + [UInt8](repeating: 0x61, count: random.happens(300) ? 1100 : 0) : []
        return start + (0..<random.below(120)).flatMap { _ in random.pick(pieces)! }
    }

    @Test("it ends, and the cut of the chunks makes no difference", arguments: 0..<300) func anyBytes(seed: Int) {
        let bytes = bytes(seed)
        let limits = CSVLimits(fieldBytes: 30, recordBytes: 60, columns: 6)
        let whole = Reading(bytes, limits: limits)
        for size in [1, 2, 3, 7, 50] {
            let cut = Reading(bytes, chunk: size, limits: limits)
            #expect(cut.header == whole.header)
            #expect(cut.rows == whole.rows, "\(bytes)")
            // A chunk's bad bytes are told before its rows are: the same findings, perhaps in another order.
            #expect(Set(cut.findings) == Set(whole.findings))
            #expect(cut.summary == whole.summary)
        }
        #expect(whole.rows.map(\.line) == whole.rows.map(\.line).sorted())
    }
}
