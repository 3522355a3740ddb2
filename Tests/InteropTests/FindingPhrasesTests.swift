import Domain
import Foundation
import Testing

/// Every finding of this floor has its sentence and its remedy, with places that the finding fills.
@Suite("Words of findings") struct FindingPhrasesTests {
    private func keys(_ language: String) -> Set<String> {
        let text = String(decoding: Sample.file("Share/phrases/\(language)/tables.properties"), as: UTF8.self)
        return Set(text.split(separator: "\n").filter { $0.hasPrefix("finding.") }.map { String($0.prefix { $0 != " " }) })
    }

    private func sources() throws -> [String] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/Interop")
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
        return try files.filter { $0.pathExtension == "swift" }.map { try String(contentsOf: $0, encoding: .utf8) }
    }

    @Test("each code in the sources is in the catalogue of every language", arguments: ["zh-Hans", "zh-Hant", "en"]) func complete(language: String) throws {
        let keys = keys(language)
        let written = try sources().flatMap { $0.matches(of: /"((text|csv|table|row|words|calendar|staff|demo|workbook|sheet|hl7|senders|hl7table)\.[a-zA-Z]+)"/).map { String($0.output.1) } }
        let files: Set = ["words.csv"]
        let faults = ["dateUnreadable", "dateImpossible", "dateAmbiguous"].map { "row." + $0 }
        let kinds = ["workbook", "oldWorkbook", "pdf", "compressed", "binary"].map { "text." + $0 }
        let workbooks = ["damaged", "encrypted", "tooLarge", "tooDense", "tooManyTexts", "otherKind", "noRows"].map { "workbook." + $0 }
        let codes = Set(written + faults + kinds + workbooks).subtracting(files)
        #expect(codes.count > 35)
        for code in codes { #expect(keys.contains("finding.\(code)") && keys.contains("finding.\(code).remedy"), "\(code)") }
        #expect(keys.count == 2 * codes.count, "\(keys.filter { key in !codes.contains { key.contains($0) } })")
    }
}
