import Foundation
import RegulationEngine
import Testing

/// Documents that are made from the grammar. `HUIYIN_RECORD=1 swift test` writes them anew.
@Suite struct GrammarDocumentsTests {
    static let head = "<!-- Made from the grammar by the tests; HUIYIN_RECORD=1 swift test writes it anew. -->\n\n"

    @Test func regulationReference() throws {
        let text = Self.head + "# Keys of a regulation\n\n[Writing a regulation](../writing-a-regulation.md) explains them.\n\n"
            + GrammarReference.markdown(of: RegulationGrammar.sections)
        try compare(text, with: "docs/reference/regulation-keys.md")
    }

    @Test func eventsReference() throws {
        let text = Self.head + "# Keys of the registries\n\n[Events and contact results](../events.md) explains them.\n\n" + GrammarReference.markdown(of: sections + results)
        try compare(text, with: "docs/reference/registry-keys.md")
    }

    @Test func regulationSchema() throws {
        let text = GrammarSchema.text(of: RegulationGrammar.sections, title: "A regulation of Huiyin", id: "regulation.schema.json")
        try compare(text, with: "docs/schema/regulation.schema.json")
    }

    @Test func eventsSchema() throws {
        try compare(GrammarSchema.text(of: sections, title: "The registry of event kinds", id: "events.schema.json"), with: "docs/schema/events.schema.json")
        try compare(GrammarSchema.text(of: results, title: "The catalogue of contact results", id: "results.schema.json"), with: "docs/schema/results.schema.json")
    }

    /// A section that nothing leads to, or that is named and missing, is a slip of the grammar.
    @Test func everySectionIsReached() {
        let named = Set(RegulationGrammar.sections.flatMap { $0.keys.flatMap { Self.names(in: $0.shape) } } + ["regulation", "wording", "condition"])
        #expect(Set(RegulationGrammar.sections.map(\.name)) == named)
        #expect(RegulationGrammar.sections.count == Set(RegulationGrammar.sections.map(\.name)).count)
    }

    /// `on`, `no` and their like are booleans to a YAML 1.1 parser: no key and no word of the grammar is one.
    @Test func noKeyOrWordIsABoolean() {
        let words = (RegulationGrammar.sections + sections + results).flatMap { section in
            section.keys.flatMap { [$0.name] + Self.words(in: $0.shape) }
        }
        #expect(words.filter { PlainScalars.booleans.contains($0.lowercased()) } == [])
    }

    private let sections = [RegistryGrammar.document, RegistryGrammar.event, RegistryGrammar.matter, RegistryGrammar.occurred, RegistryGrammar.attribute, RegistryGrammar.code, RegistryGrammar.alias]
    private let results = [RegistryGrammar.results, RegistryGrammar.result]

    private func compare(_ text: String, with path: String) throws {
        if ProcessInfo.processInfo.environment["HUIYIN_RECORD"] != nil {
            let file = Pack.root.appendingPathComponent(path)
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try Pack.text(path) == text, "\(path) is not what the grammar says")
    }

    static func names(in shape: Shape) -> [String] {
        switch shape {
        case .section(let name): [name]
        case .list(let inner), .oneOrMany(let inner), .figure(let inner), .named(let inner): names(in: inner)
        case .either(let shapes): shapes.flatMap(names)
        default: []
        }
    }

    static func words(in shape: Shape) -> [String] {
        switch shape {
        case .word(let words): words
        case .list(let inner), .oneOrMany(let inner), .figure(let inner), .named(let inner): words(in: inner)
        case .either(let shapes): shapes.flatMap(words)
        default: []
        }
    }
}
