import Foundation
import Testing

/// What accounts, organisation and journal say to people is in the catalogues; their completeness across languages is tested there.
@Suite struct AccountsWordsTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static func text(below folder: String, ending suffix: String) throws -> String {
        let base = root.appendingPathComponent(folder)
        return try FileManager.default.subpathsOfDirectory(atPath: base.path).filter { $0.hasSuffix(suffix) }.sorted()
            .map { try String(contentsOf: base.appendingPathComponent($0), encoding: .utf8) }.joined(separator: "\n")
    }

    private static let sources = Result {
        try ["Accounts", "Organisation", "Journal"].map { try text(below: "Sources/Operations/\($0)", ending: ".swift") }.joined()
    }

    private static let keys = Result {
        Set(try text(below: "Share/phrases/zh-Hans", ending: ".properties").split(separator: "\n").compactMap { line in
            line.split(separator: "=").first.map { $0.trimmingCharacters(in: .whitespaces) }
        })
    }

    /// Every code in the sources is an act, a reason for refusing, or a finding with its remedy.
    @Test func everyCodeHasItsWords() throws {
        let literal = /"((?:account|token|permit|password|organisation|staff|absence|verify|field|unit|post|ownDay|signIn)\.[A-Za-z]+)"/
        let codes = Set(try Self.sources.get().matches(of: literal).map { String($0.output.1) })
        let keys = try Self.keys.get()
        #expect(codes.count > 50)
        for code in codes.sorted() where !keys.contains("act." + code) && !keys.contains("refusal." + code) {
            #expect(keys.contains("finding." + code), "finding.\(code)")
            #expect(keys.contains("finding." + code + ".remedy"), "finding.\(code).remedy")
        }
    }

    /// The page of the journal says what was done in words, whoever did it.
    @Test func everyActHasItsWords() throws {
        let call = /(?:Journal\.append|note|journal)\(\s*"([a-z][A-Za-z]*\.[A-Za-z]+)"/
        let acts = Set(try Self.text(below: "Sources/Operations", ending: ".swift").matches(of: call).map { String($0.output.1) })
        let keys = try Self.keys.get()
        let wordless = acts.filter { !keys.contains("act." + $0) }.sorted()
        #expect(acts.count > 30)
        #expect(wordless == [])
    }
}
