import Domain
import Testing

@testable import Interop

@Suite("Text encodings") struct TextDecodingTests {
    private func decode(_ bytes: [UInt8], chunk: Int = 64 * 1024, as encoding: TextEncoding? = nil) -> (text: String, decoding: TextDecoding, findings: [Finding]) {
        var decoding = TextDecoding(encoding: encoding, name: "a.csv")
        var (text, findings): ([UInt8], [Finding]) = ([], [])
        let source = Chunks(bytes, of: chunk).source()
        while let piece = try? decoding.next(from: source, onFinding: { findings.append($0) }) { text += piece }
        return (String(decoding: text, as: UTF8.self), decoding, findings)
    }

    /// 姓名 and two characters outside GBK, one of them outside the BMP (interop.md 1.4).
    private let gb18030: [UInt8] = [0xD0, 0xD5, 0xC3, 0xFB, 0x2C, 0x82, 0x30, 0xB7, 0x31, 0x99, 0x33, 0xAA, 0x34, 0x0A]

    @Test("with and without a mark") func utf8() {
        #expect(decode(Array("姓名\n".utf8)).text == "姓名\n")
        #expect(decode([0xEF, 0xBB, 0xBF] + Array("姓名\n".utf8)).text == "姓名\n")
        #expect(decode(Array("name\n".utf8)).decoding.encoding == nil)
        #expect(decode(Array("姓名\n".utf8)).findings == [])
    }

    @Test("GB 18030 is told by its bytes and read in any cut", arguments: 1...9) func gb(size: Int) {
        let result = decode(gb18030, chunk: size)
        #expect(result.text == "姓名,㛃𬭚\n")
        #expect(result.decoding.encoding == .gb18030)
        #expect(result.findings.map(\.code) == ["text.decodedFrom"])
        #expect(result.findings.first?.severity == .note)
    }

    @Test("second bytes that equal a delimiter stay letters: 億 唡") func delimiterBytes() {
        // 億 is 83 7C, 唡 86 7C: the second byte is `|`. Decoding comes before splitting.
        #expect(decode([0x83, 0x7C, 0x86, 0x7C]).text == "億唡")
    }

    @Test("a Chinese file whose first kilobytes are ASCII") func late() {
        let ascii = [UInt8](repeating: UInt8(ascii: "a"), count: 30_000)
        #expect(decode(ascii + gb18030, chunk: 1000).text.hasSuffix("姓名,㛃𬭚\n"))
        #expect(decode(ascii + Array("姓名".utf8), chunk: 1000).text.hasSuffix("姓名"))
    }

    @Test("UTF-16 with its mark, as Excel's Unicode text") func utf16() {
        let units = Array("\u{FEFF}姓名\t1".utf16)
        let big: [UInt8] = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        let little: [UInt8] = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(decode(little, chunk: 3).text == "姓名\t1")
        #expect(decode(big).text == "姓名\t1")
        #expect(decode(big).findings.first?.arguments == ["encoding": "UTF-16BE"])
    }

    @Test("a known encoding is not guessed") func given() {
        #expect(decode(gb18030, as: .gb18030).decoding.encoding == .gb18030)
        #expect(decode(gb18030, as: .utf8).findings.first?.code == "text.badBytes")
    }

    @Test("bad UTF-8 keeps its line and byte, the rest is read", arguments: [3, 64]) func badBytes(size: Int) {
        let bytes = Array("姓名\n".utf8) + [0x61, 0xFF, 0xFE, 0x62, 0x0A] + Array("名".utf8) + [0x0A, 0xE5, 0xA7]
        let result = decode(bytes, chunk: size)
        #expect(result.text == "姓名\na\u{FFFD}\u{FFFD}b\n名\n\u{FFFD}\u{FFFD}")
        #expect(result.findings.map(\.place.line) == [2, 4])
        #expect(result.findings.map { $0.arguments["offset"] } == ["8", "16"])
    }

    @Test("bad GB 18030 keeps its line") func badGB() {
        let result = decode(gb18030 + [0xD0, 0x0A, 0x61, 0xFF, 0x0A] + gb18030)
        #expect(result.findings.map(\.code) == ["text.decodedFrom", "text.badBytes", "text.badBytes"])
        #expect(result.findings.map(\.place.line) == [nil, 2, 3])
        #expect(result.text.hasSuffix("姓名,㛃𬭚\n"))
    }

    @Test("NUL further on is a bad byte, also in GB 18030") func nul() {
        let start = [UInt8](repeating: 0x61, count: 1024)
        let utf8 = decode(start + Array("姓名\n".utf8) + [0x61, 0, 0x0A], chunk: 4)
        #expect(utf8.text.hasSuffix("姓名\na\u{FFFD}\n"))
        #expect(utf8.findings.map(\.place.line) == [2])
        #expect(decode(start + gb18030 + [0], chunk: 8).text.hasSuffix("\u{FFFD}"))
    }

    @Test("one NUL near the start is a fault of its line, many are no text") func strayNUL() {
        let one = decode(Array("姓名,号\n甲".utf8) + [0] + Array(",1\n乙,2\n".utf8))
        #expect(one.text == "姓名,号\n甲\u{FFFD},1\n乙,2\n")
        #expect(one.findings.map(\.place.line) == [2])
        #expect(decode([UInt8](repeating: 0x61, count: 300) + [0, 0, 0, 0]).findings.map(\.code) == ["text.binary"])
    }

    @Test("many bad lines are counted") func many() {
        let line: [UInt8] = Array("名".utf8) + [0xFF, 0x0A]
        let findings = decode(Array(repeating: line, count: 250).flatMap(\.self), as: .utf8).findings
        #expect(findings.count == 101)
        #expect(findings.last?.arguments == ["lines": "250"])
    }

    @Test("what is no text says what it is", arguments: [
        ([0x50, 0x4B, 0x03, 0x04, 20, 0], "text.workbook"), ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], "text.oldWorkbook"),
        (Array("%PDF-1.7".utf8), "text.pdf"), ([0x1F, 0x8B, 8, 0], "text.compressed"), ([0x61, 0, 0x62, 0, 0x0A], "text.binary"),
        ([0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0xB3], "text.binary"), ([0xFF, 0xD8, 0xFF, 0xE0, 0xC5], "text.binary"),
        ([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0], "text.binary"),
    ] as [([UInt8], String)]) func notText(bytes: [UInt8], code: String) {
        let result = decode(bytes, chunk: 2)
        #expect(result.text == "")
        #expect(!result.decoding.isText)
        #expect(result.findings.map(\.code) == [code])
        #expect(Reading(bytes).codes == [code])
    }

    @Test("the bytes of every scalar are well-formed, and no other three bytes are") func forms() {
        let values = Array(1...0x7FF) + stride(from: 0x800, through: 0x10FFFF, by: 1009)
        for scalar in values.compactMap({ Unicode.Scalar(UInt32($0)) }) {
            let bytes = Array(String(scalar).utf8)
            #expect(UTF8Repair.endOfGoodBytes(bytes, from: 0) == bytes.count)
        }
        for bad: [UInt8] in [[0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5], [0x80], [0xC1, 0xBF]] {
            #expect(UTF8Repair.endOfGoodBytes(bad, from: 0) == 0)
        }
    }
}
