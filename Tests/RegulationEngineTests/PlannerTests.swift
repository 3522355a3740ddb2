import Domain
import RegulationEngine
import Testing

@Suite("Planning an event") struct PlannerTests {
    @Test("an event starts the rules that name it, each once, with window, role and cohort") func starts() {
        let planner = Sample.planner(Sample.edition([Sample.rule(), Sample.rule("repair", after: ["repairCompleted"])]))
        let outcome = planner.plan(Sample.event(["severity": .text("major")]))
        #expect(outcome.findings.isEmpty)
        #expect(outcome.followUps.map(\.rule) == ["complaint"])
        let planned = outcome.followUps[0]
        #expect(planned.window == Window(opens: Sample.at("2026-09-28 10:00"), due: Sample.end("2026-10-01")))
        #expect(planned.role == "clerk" && planned.severity == "major" && planned.occurrence == 1 && planned.channel == .phone)
        #expect(outcome.eligible == [Eligible(event: EventID(1), rule: "complaint", standing: .obligatory, cohort: Sample.day("2026-09-28"))])
    }
}
