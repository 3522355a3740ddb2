import Foundation
import Testing

/// Every code that reading and checking give has its sentence in the catalogues.
@Suite struct FindingsAreSaidTests {
    static let folders = ["Sources/RegulationEngine/Document", "Sources/RegulationEngine/Registry", "Sources/RegulationEngine/Check", "Sources/Rehearsal/Script"]

    static func codes() throws -> Set<String> {
        let sources = try folders.flatMap { folder in
            try FileManager.default.contentsOfDirectory(atPath: Pack.root.appendingPathComponent(folder).path).filter { $0.hasSuffix(".swift") }.map { try Pack.text(folder + "/" + $0) }
        }
        return Set(sources.flatMap { text in
            text.matches(of: #/(?:reject|report|refuse\(log, |add\(\.\w+, |[Ff]inding\(\s*\.\w+, )\(?"([A-Za-z.]+)"/#).map { String($0.output.1) }
        })
    }

    static func sentences(_ language: String) throws -> [String: String] {
        let lines = try Pack.text("Share/phrases/\(language)/documents.properties").split(separator: "\n").filter { !$0.hasPrefix("#") }
        return Dictionary(lines.map { line in
            let parts = line.components(separatedBy: " = ")
            return (parts[0], parts.dropFirst().joined(separator: " = "))
        }, uniquingKeysWith: { a, _ in a })
    }

    @Test(arguments: ["en", "zh-Hans", "zh-Hant"]) func everyCodeHasASentence(language: String) throws {
        let (codes, sentences) = (try Self.codes(), try Self.sentences(language))
        #expect(codes.count > 60)
        #expect(codes.filter { sentences["finding." + $0] == nil }.sorted() == [])
    }

    /// Sentences of codes that nothing gives any more are left-overs.
    @Test func everySentenceIsOfACode() throws {
        let codes = try Self.codes()
        let near: Set = ["unknownKey.near", "unknownName.near", "unknownWord.near"]
        let keys = try Self.sentences("en").keys.map { $0.replacing("finding.", with: "").replacing(".remedy", with: "") }
        #expect(Set(keys).subtracting(codes).subtracting(near) == [])
    }
}
