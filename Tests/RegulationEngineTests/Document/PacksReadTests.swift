import Domain
import RegulationEngine
import Testing

@Suite struct PacksReadTests {
    @Test func registryHoldsEveryKind() throws {
        let reading = EventRegistryDocument.read(yaml: try Pack.text("Regulations/common/events.yaml"), source: "events.yaml")
        #expect(reading.findings == [])
        #expect(reading.value?.kinds.count == 36)
        #expect(reading.value?.resolve("complaintClosed")?.kind.name == "caseClosed")
        #expect(reading.value?.resolve("complaintClosed")?.fixed == ["class": "complaint"])
    }

    @Test func contactResultsAreWhole() throws {
        let reading = ContactResultsDocument.read(yaml: try Pack.text("Regulations/common/results.yaml"), source: "results.yaml")
        #expect(reading.findings == [])
        #expect(Set((reading.value ?? []).map(\.meaning)).count == 7)
    }

    @Test(arguments: ["R02", "R05", "R22"]) func packsReadWithoutFindings(id: String) throws {
        let reading = try Pack.reading(id)
        #expect(reading.findings == [])
        #expect(reading.value?.id == id)
    }
}
