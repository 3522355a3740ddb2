import Domain
import RegulationEngine
import Rehearsal
import Testing

@Suite struct ScriptReadTests {
    @Test func stepsKeepTheirOrderAndTheMomentOfTheStepBefore() {
        let text = """
            rehearsal: A repair
            regulation: R02
            organisation: {units: [{id: east}], staff: [{id: ann, roles: [customerServiceStaff], unit: east}]}
            days:
              - {at: "2026-09-28 10:00", event: {kind: repairCompleted, id: W1, party: H1}}
              - {expect: {followUps: {of: W1, due: 2026-10-28}}}
            """
        let reading = RehearsalDocument.read(yaml: text, source: "repair.yaml")
        #expect(reading.findings == [])
        #expect(reading.value?.steps.count == 2)
        #expect(reading.value?.steps.first?.at == reading.value?.steps.last?.at)
        #expect(reading.value?.steps.last?.expectations.first?.place.line == 6)
    }
}
