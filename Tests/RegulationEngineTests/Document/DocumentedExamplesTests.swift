import Domain
import Foundation
import RegulationEngine
import Testing

/// Examples in the documents are read like any other file, so that they stay right.
@Suite struct DocumentedExamplesTests {
    static func blocks(in text: String) -> [String] {
        text.components(separatedBy: "```yaml\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
    }

    @Test func theFirstRegulationReads() throws {
        let example = try #require(Self.blocks(in: try Pack.text("docs/writing-a-regulation.md")).first)
        let reading = RegulationDocument.read(yaml: example, source: "example", registry: try Pack.registry())
        #expect(reading.findings == [])
        #expect(reading.value?.followUps.count == 1)
    }

    @Test func theKindOfEventReads() throws {
        let example = try #require(Self.blocks(in: try Pack.text("docs/events.md")).first)
        let reading = EventRegistryDocument.read(yaml: "registry: events\nversion: 1\nkinds:\n" + example, source: "example")
        #expect(reading.findings == [])
    }

    /// Every consequence and key of a condition that the grammar knows is explained.
    @Test func everyConsequenceIsExplained() throws {
        let text = try Pack.text("docs/writing-a-regulation.md")
        let known = (RegulationGrammar.action.keys + ConditionGrammar.condition.keys).filter { $0.need != .later }.map(\.name)
        #expect(known.filter { !text.contains("`\($0)`") && !text.contains("`\($0):") } == [])
    }
}
