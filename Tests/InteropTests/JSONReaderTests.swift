import Domain
import Foundation
import Interop
import Testing

/// One document, one meaning: what two readers could understand differently is refused.
@Suite("JSON") struct JSONReaderTests {
    private func read(_ text: String, depth: Int = 32) throws -> JSONValue { try JSONReader.read(Array(text.utf8), depth: depth) }

    private func fault(_ bytes: [UInt8], depth: Int = 32) -> JSONReader.Fault? {
        do throws(JSONReader.Fault) {
            _ = try JSONReader.read(bytes, depth: depth)
            return nil
        } catch {
            return error
        }
    }

    @Test func valuesKeepWhatWasWritten() throws {
        let value = try read(
            #" {"id": "1", "n": -12.50e+3, "big": 12345678901234567890, "ok": [true, false, null], "名": "甲\n\"乙\" \u7532 \ud83d\ude00"} "#)
        #expect(value["n"] == .number("-12.50e+3"))
        #expect(value["big"] == .number("12345678901234567890"))
        #expect(value["ok"] == [true, false, .null])
        #expect(value["名"] == .text("甲\n\"乙\" 甲 😀"))
        #expect(value["none"] == nil)
    }

    @Test func whatIsWrittenIsReadTheSame() throws {
        let value: JSONValue = ["a": "\u{1}\t\\\"/", "b": [1, -2, .number("0.10")], "c": .object([]), "d": .null, "e": true]
        #expect(try read(value.written) == value)
        let foreign = try JSONSerialization.jsonObject(with: Data(value.written.utf8)) as? [String: Any]
        #expect(foreign?["a"] as? String == "\u{1}\t\\\"/")
    }

    @Test(arguments: [
        "", " ", "{", "[1,]", "{\"a\":}", "{\"a\":1,}", "{a:1}", "'a'", "01", "1.", ".5", "+1", "1e", "nul", "truth", "[1] 2", "\"a", "\"\\x\"",
        "\"\\u12\"", "NaN", "[1 2]",
        "{\"a\" 1}", "{\"a\":1 \"b\":2}", "-",
    ])
    func whatIsNoJSONIsTold(text: String) { #expect(fault(Array(text.utf8))?.kind == .notJSON) }

    @Test func theFaultHasItsPlace() {
        #expect(fault(Array("{\"a\": 1,\n  \"b\": x}".utf8)).map { [$0.line, $0.column] } == [2, 8])
        let twice = fault(Array("{\"a\": 1, \"a\": 2}".utf8))
        #expect(twice?.kind == .twice && twice?.name == "a" && twice?.column == 10)
        #expect(fault(Array(#"{"a": 1, "\u0061": 2}"#.utf8))?.kind == .twice, "the same name however it is written")
    }

    @Test func badTextIsRefused() {
        #expect(fault([0x22, 0xFF, 0x22])?.kind == .notUTF8)
        #expect(fault(Array("\"a\u{1}b\"".utf8))?.kind == .badCharacter)
        for half in [#""\ud83d""#, #""\ude00\ud83d""#, #""\ud83d\u0041""#, #""\u0000""#] {
            #expect(fault(Array(half.utf8))?.kind == .badCharacter, "\(half)")
        }
    }

    @Test func depthHasALimit() throws {
        let deep = String(repeating: "[", count: 33) + String(repeating: "]", count: 33)
        #expect(fault(Array(deep.utf8))?.kind == .tooDeep)
        #expect(try read(String(deep.dropFirst().dropLast())) != .null)
        #expect(fault([UInt8](repeating: UInt8(ascii: "["), count: 1_000_000))?.kind == .tooDeep)
        #expect(fault(Array(String(repeating: "{\"a\":", count: 100_000).utf8))?.kind == .tooDeep)
    }
}
