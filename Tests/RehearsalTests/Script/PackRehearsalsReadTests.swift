import Domain
import Foundation
import Rehearsal
import RegulationEngine
import Testing

@Suite struct PackRehearsalsReadTests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static var files: [URL] {
        ["R02", "R22"].flatMap { id in
            let folder = root.appendingPathComponent("Regulations/\(id)/rehearsals")
            return (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        }.filter { $0.pathExtension == "yaml" }.sorted { $0.path < $1.path }
    }

    @Test func thereAreRehearsals() { #expect(Self.files.count >= 20) }

    @Test(arguments: files) func readsWithoutFindings(file: URL) throws {
        let reading = RehearsalDocument.read(yaml: try String(contentsOf: file, encoding: .utf8), source: file.lastPathComponent)
        #expect(reading.findings == [])
        let script = try #require(reading.value)
        #expect(!script.steps.isEmpty)
        #expect(script.steps.contains { !$0.expectations.isEmpty }, "a rehearsal expects something")
    }
}
