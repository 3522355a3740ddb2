import Domain
import Foundation
import Operations
import RegulationEngine
import Rehearsal
import Testing

/// Documents of the tests' own: what regulations may say and no pack of this repository does.
@Suite struct DocumentRehearsalTests {
    private static let names = ["T01", "T02", "T03", "T04"]

    private static let library = Result {
        let folders = ["Regulations/common", "Tests/RehearsalTests/Documents"].map { Theatre.root.appendingPathComponent($0) }
        let files = try folders.flatMap { folder in
            try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }.map { path in
                let inCommon = folder.lastPathComponent == "common"
                return SourceFile(
                    path: inCommon ? "common/" + path : path, text: try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8))
            }
        }
        return RegulationLibrary.load(from: files, clauses: "clause\tkind\n")
    }

    @Test func everyDocumentIsRead() throws {
        let loaded = try Self.library.get()
        #expect(loaded.findings.filter { $0.severity == .error } == [])
        #expect(loaded.library.packs.keys.sorted() == Self.names)
    }

    @Test(arguments: names) func everyRehearsalHolds(_ name: String) throws {
        let library = try Self.library.get().library
        let rehearsals = try Rehearsals(library: library, calendar: try Theatre.calendar.get()) { try Theatre.fresh() }
        let results = rehearsals.run(pack: name)
        #expect(!results.isEmpty)
        for failure in results.flatMap(\.failures) { Issue.record(Comment(rawValue: failure.text)) }
    }

    /// What no rehearsal would miss is not shown by one.
    @Test(arguments: names) func everyRuleThatIsLeftOutIsMissed(_ name: String) throws {
        let library = try Self.library.get().library
        let rehearsals = try Rehearsals(library: library, calendar: try Theatre.calendar.get()) { try Theatre.fresh() }
        let pack = try #require(library.packs[name])
        let scripts = pack.rehearsals.compactMap { RehearsalDocument.read(yaml: $0.text, source: $0.path).value }
        let survivors = Mutations.ofRules(pack.regulation).filter { mutation in
            scripts.allSatisfy { rehearsals.run($0, regulations: [name: mutation.regulation]).hasPassed }
        }
        #expect(survivors.map(\.name) == [])
    }
}
