import Domain
import Operations
import RegulationEngine
import Rehearsal
import Testing

/// A rehearsal that is wrong says where, what it expected and what it found, and goes on.
@Suite struct RunnerTests {
    private static let head = """
        rehearsal: one thing
        regulation: R22
        with: {from: "2026-01-01"}
        organisation:
          units: [{id: A}, {id: B}]
          staff:
            - {id: ann, roles: [followUpStaff], unit: A}
            - {id: sup, roles: [followUpSupervisor]}
            - {id: boss, roles: [departmentHead], unit: A}
        days:
          - at: "2026-09-28 10:00"
            event: {kind: patientDischarged, id: D1, unit: A, party: P1}

        """

    /// Line 13 is the first of `days` that is given; two blanks before each.
    private func run(_ days: String) throws -> [RehearsalResult.Failure] {
        let text = Self.head + days.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n") + "\n"
        return try Theatre.rehearsals.get().run(SourceFile(path: "one.yaml", text: text)).failures
    }

    @Test func whatHoldsIsSilent() throws {
        #expect(
            try run(
                "- {expect: {followUps: [{of: D1, rule: call, status: planned, opens: 2026-09-30, due: 2026-10-01, role: followUpStaff, assignee: none}]}}"
            ) == [])
    }

    @Test(arguments: [
        ("followUps: [{of: D1, status: done}]", "status done", "planned"),
        ("followUps: [{of: D1, due: 2026-10-02}]", "due 2026-10-02", "2026-10-01"),
        ("followUps: [{of: D1, opens: 2026-09-29}]", "opens 2026-09-29", "2026-09-30"),
        ("followUps: [{of: D1, rule: homeVisit}]", "1 follow-up of D1 by homeVisit", "none"),
        ("followUps: [{of: D1, count: 0}]", "0 follow-ups of D1", "call 1 planned"),
        ("followUps: [{of: D1, is: overdue}]", "is overdue", "upcoming"),
        ("followUps: [{of: D1, assignee: ann}]", "assignee ann", "none"),
        ("followUps: [{of: D1, role: departmentHead}]", "role departmentHead", "followUpStaff"),
        ("followUps: [{of: D1, inTime: true}]", "a follow-up that is done", "planned"),
        ("followUps: [{of: D1, review: awaiting}]", "a record", "none"),
        ("eligible: [{of: D1, rule: call, standing: exempt}]", "standing of call exempt", "obligatory"),
        ("events: [{kind: problemReceived, causedBy: D1}]", "at least 1 problemReceived caused by D1", "0"),
        ("cases: [{of: D1}]", "at least 1 case of D1", "0"),
        ("duties: [{duty: improvement, of: D1}]", "1 duty improvement", "0"),
        ("promises: [{of: D1}]", "1 promise of D1", ""),
        ("told: [{role: departmentHead, of: D1}]", "at least 1 notice.told to departmentHead", "0"),
        ("escalated: [{role: followUpSupervisor, of: D1}]", "at least 1 notice.escalated to followUpSupervisor", "0"),
        ("ladder: [{of: D1, channel: homeVisit}]", "channel homeVisit", "phone"),
        ("ladder: [{of: D1, agreedBy: departmentHead}]", "agreedBy departmentHead", "followUpSupervisor"),
        ("figures: [{measure: followedUpRate, rule: call, cohort: \"2026-09\", open: 2}]", "open 2", "1"),
        ("figures: [{measure: followedUpRate, rule: call, cohort: \"2026-09\", rate: 0.0%}]", "rate 0.0%", "none"),
        ("registers: [{register: dischargeRegister, lines: 1}]", "lines 1", "0"),
        ("registers: [{register: dischargeRegister, columns: [colour]}]", "a column colour", nil),
        ("explains: [{of: D1, says: [R22.9.9]}]", "an explanation that says R22.9.9", nil),
        ("refused: contact.tooEarly", "refusal contact.tooEarly", "none"),
        ("findings: [event.unknownUnit]", "finding event.unknownUnit", "none"),
        ("followUps: [{of: D9}]", "something to look at", "no event D9 has come in"),
    ])
    func whatDoesNotHoldIsToldWithItsPlace(_ line: String, _ expected: String, _ found: String?) throws {
        let failures = try run("- expect:\n    \(line)")
        let failure = try #require(failures.first)
        #expect(failures.count == 1 && failure.place.source == "one.yaml" && failure.place.line == 14)
        #expect(failure.expected == expected)
        if let found { #expect(failure.found == found) }
        #expect(failure.text.hasPrefix("one.yaml:14: expected \(expected); found "))
    }

    @Test(arguments: [
        ("record: {of: D1, by: ann, channel: phone}", "refused: contact.tooEarly"),
        ("record: {of: D1, by: nobody, channel: phone}", "nobody is called nobody"),
        ("review: {of: D1, by: sup}", "no record of D1"),
        ("lose: {of: D1, by: sup, reason: gone}", "refused: followUp.notUsedUp"),
        ("close: {of: D1, by: boss}", "no open case of D1"),
        ("handIn: {duty: improvement, of: D1, by: boss, text: done}", "no duty improvement of D1"),
        ("decide: {question: which, of: D1, by: boss, option: a}", "no question which about D1"),
        ("event: {kind: patientDischarged, id: D2, unit: Z, party: P2}", "findings: event.unknownUnit"),
        ("event: {kind: patientVanished, id: D2, party: P2}", "patientVanished is no kind of event"),
        ("event: {kind: patientDischarged, id: D2, party: P2, colour: red}", "patientDischarged has no attribute colour"),
        ("adopt: {regulation: R99}", "no regulation R99 among the packs"),
        ("setting: {leave: {staff: nobody, from: 2026-10-01, until: 2026-10-02}}", "nobody is called nobody"),
    ])
    func anActThatGoesWrongIsToldUnlessItIsExpected(_ act: String, _ found: String) throws {
        let failure = try #require(try run("- " + act).first)
        #expect(failure.found.hasPrefix(found))
        #expect(failure.place.line == 13)
    }

    @Test func aRefusalThatIsExpectedIsNoFailureAndChangesNothing() throws {
        #expect(
            try run("- {record: {of: D1, by: ann, channel: phone}, expect: {refused: contact.tooEarly, followUps: [{of: D1, status: planned}]}}")
                == [])
        #expect(try run("- {event: {kind: patientDischarged, id: D2, unit: Z}, expect: {findings: [event.unknownUnit]}}") == [])
    }

    @Test func theClockLeapsToWhateverIsDueSoThatLeaveOfThatDayCounts() throws {
        let days = """
            - setting: {leave: {staff: ann, from: 2026-09-30, until: 2026-09-30, standIn: sup}}
            - {at: "2026-10-01 09:00", expect: {followUps: [{of: D1, assignee: sup}]}}
            """
        #expect(try run(days) == [])
    }

    @Test func aFileThatCannotBeReadFailsWithItsFindings() throws {
        let result = try Theatre.rehearsals.get().run(SourceFile(path: "broken.yaml", text: "rehearsal: [\n"))
        #expect(!result.hasPassed && result.failures.first?.expected == "a rehearsal that can be read")
    }

    @Test func theRunnerForAdoptingTakesTheOrganisationsFigures() throws {
        let library = try Theatre.library.get()
        let pack = try #require(library.packs["R22"])
        let rehearsals = try Theatre.rehearsals.get()
        let kept = try rehearsals.runner(RehearsalRequest(regulation: "R22", document: pack.document.text, values: [:]))
        #expect(kept.failed.isEmpty && kept.passed.count == pack.rehearsals.count)
        #expect(kept.outcomes.allSatisfy { $0.elements.contains("followUps.call") })
        #expect(kept.outcomes.contains { $0.elements.contains("outcomes.problem") && $0.elements.contains("forms.patientRecord") })
        let other = try rehearsals.runner(RehearsalRequest(regulation: "R22", document: pack.document.text, values: ["callWithin": "5 days"]))
        #expect(!other.failed.isEmpty && other.failed.allSatisfy { !$0.messages.isEmpty })
    }
}
