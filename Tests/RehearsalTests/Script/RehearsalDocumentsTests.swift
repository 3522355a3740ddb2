import Foundation
import Rehearsal
import RegulationEngine
import Testing

/// Documents that are made from the grammar of rehearsals. `HUIYIN_RECORD=1 swift test` writes them anew.
@Suite struct RehearsalDocumentsTests {
    @Test func reference() throws {
        let head = "<!-- Made from the grammar by the tests; HUIYIN_RECORD=1 swift test writes it anew. -->\n\n# Keys of a rehearsal\n\n[Rehearsals](../rehearsal-format.md) explains them.\n\n"
        try compare(head + GrammarReference.markdown(of: RehearsalGrammar.sections), with: "docs/reference/rehearsal-keys.md")
    }

    @Test func schema() throws {
        let text = GrammarSchema.text(of: RehearsalGrammar.sections, title: "A rehearsal of Huiyin", id: "rehearsal.schema.json")
        try compare(text, with: "docs/schema/rehearsal.schema.json")
    }

    /// A section that nothing leads to, or that is named and missing, is a slip of the grammar.
    @Test func everySectionIsReached() {
        let named = Set(RehearsalGrammar.sections.flatMap { $0.keys.flatMap { names(in: $0.shape) } } + ["rehearsal"])
        #expect(Set(RehearsalGrammar.sections.map(\.name)) == named)
        #expect(RehearsalGrammar.sections.count == named.count)
    }

    private func names(in shape: Shape) -> [String] {
        switch shape {
        case .section(let name): [name]
        case .list(let inner), .oneOrMany(let inner), .named(let inner): names(in: inner)
        default: []
        }
    }

    private func compare(_ text: String, with path: String) throws {
        let file = PackRehearsalsReadTests.root.appendingPathComponent(path)
        if ProcessInfo.processInfo.environment["HUIYIN_RECORD"] != nil { try text.write(to: file, atomically: true, encoding: .utf8) }
        #expect(try String(contentsOf: file, encoding: .utf8) == text, "\(path) is not what the grammar says")
    }
}
