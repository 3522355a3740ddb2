import Domain
import RegulationEngine
import Testing

@Suite("Who makes a follow-up") struct AssignmentTests {
    private func resolve(
        _ lines: [AssignLine], _ event: Event = Sample.event(), _ directory: StaffDirectory = Estate.directory(), on day: String = "2026-10-08",
        independentOf: [String] = [], makers: [String] = [], facts: AssignmentFacts = AssignmentFacts(), mapping: [String: String] = [:], roles: [RoleDefinition] = []
    ) -> AssignmentOutcome {
        var rule = Sample.rule(assign: lines)
        (rule.independentOf, rule.independentOfMakers) = (independentOf, makers)
        let edition = Sample.edition([rule]) { $0.roles = roles }
        return Assignment(edition: edition, registry: Sample.registry, calendar: Sample.calendar, mapping: mapping)
            .resolve(rule, event: event, directory: directory, on: Sample.day(day), facts: facts)
    }

    private func clerk(_ mode: AssignLine.Mode = .alone) -> [AssignLine] { [AssignLine(to: [.role("clerk")], mode: mode)] }

    @Test("the holder of the role nearest to the unit, else further up") func nearest() {
        let found = resolve(clerk())
        #expect(found.staff == Estate.ann && found.role == "clerk" && found.candidates == [Estate.ann] && found.findings.isEmpty)
        #expect(found.steps.map(\.code) == [.line, .holders] && found.steps[1].arguments == ["role": "clerk", "unit": "east", "count": "1"])
        #expect(resolve([AssignLine(to: [.role("manager")])]).staff == Estate.boss)
    }

    @Test("several holders leave it to the pool") func pool() {
        let two = Estate.directory(posts: [Post(staff: Estate.eva, unit: Estate.estate, role: "clerk", from: Sample.day("2026-01-01"))])
        let found = resolve(clerk(), Sample.event(), two)
        #expect(found.staff == nil && found.candidates == [Estate.ann, Estate.eva] && found.findings.isEmpty)
        #expect(found.steps.last == AssignmentStep(.pool, ["count": "2"]))
    }

    @Test("nobody is a finding with the role, not a guess; a post that has ended does not count") func nobody() {
        let found = resolve([AssignLine(to: [.role("assistant")])])
        #expect(found.staff == nil && found.role == "assistant" && found.candidates.isEmpty)
        #expect(found.findings == [Finding(.warning, "assign.nobody", at: Place(path: "complaint"), ["rule": "complaint", "role": "assistant"])])
        #expect(resolve([AssignLine(to: [.role("assistant")])], on: "2026-06-30").staff == Estate.ben)
    }

    @Test("the first line that applies; undecided ones are passed over and told; none is an error") func lines() {
        let lines = [AssignLine(condition: .attribute("severity", .oneOf(["major"])), to: [.role("manager")], mode: .organises)] + clerk()
        let major = resolve(lines, Sample.event(["severity": .text("major")]))
        #expect(major.staff == Estate.boss && major.mode == .organises && major.steps[0] == AssignmentStep(.line, ["number": "1"]))
        let untold = resolve(lines)
        #expect(untold.staff == Estate.ann)
        #expect(
            untold.steps.prefix(2) == [
                AssignmentStep(.lineUndecided, ["number": "1", "attribute": "severity"]), AssignmentStep(.line, ["number": "2"]),
            ])
        let none = resolve([lines[0]], Sample.event(["severity": .text("general")]))
        #expect(none.staff == nil && none.role == "" && none.findings.map(\.code) == ["assign.noLine"])
    }

    @Test("a line that can't be evaluated is an error and the next one holds") func badLine() {
        let found = resolve([AssignLine(condition: .population("nonesuch"), to: [.role("manager")])] + clerk())
        #expect(found.staff == Estate.ann && found.findings.map(\.code) == ["rule.populationUnknown"])
    }

    @Test("staff named by the event, by code; the unknown and the departed are findings") func named() {
        let line = [AssignLine(to: [.eventStaff("worker")])]
        #expect(resolve(line, Sample.event(["worker": .text("eva")])).staff == Estate.eva)
        for code in ["nobody", "gone"] {
            let found = resolve(line, Sample.event(["worker": .text(code)]))
            #expect(found.staff == nil && found.role == "worker" && found.findings.map(\.code) == ["assign.unknownStaff"])
        }
        #expect(resolve(line).findings.map(\.code) == ["assign.notNamed"])
    }

    @Test("the head of the unit that the event names; of several the first leads") func heads() {
        let line = [AssignLine(to: [.headOf(attribute: "respondingUnits", role: "head")])]
        #expect(resolve(line, Sample.event(["respondingUnits": .list(["engineering", "cleaning"])])).staff == Estate.eva)
        #expect(resolve(line, Sample.event(["respondingUnits": .list(["cleaning"])])).findings.map(\.code) == ["assign.nobody"])
        #expect(resolve(line, Sample.event(["respondingUnits": .list(["moon"])])).findings.map(\.code) == ["assign.unknownUnit"])
    }

    @Test("a role that the regulation finds from the event") func definedRole() {
        let role = RoleDefinition(id: "respondingHead", title: LocalizedText(), source: .headOf(attribute: "respondingUnit", role: "head"))
        let found = resolve([AssignLine(to: [.role("respondingHead")])], Sample.event(["respondingUnit": .text("engineering")]), roles: [role])
        #expect(found.staff == Estate.eva && found.role == "respondingHead")
    }

    @Test("whoever did the earlier one, or whom the record names") func earlier() {
        let did = resolve([AssignLine(to: [.whoDid(rule: "call")])], facts: AssignmentFacts(whoDid: ["call": Estate.eva]))
        #expect(did.staff == Estate.eva)
        #expect(resolve([AssignLine(to: [.whoDid(rule: "call")])]).findings.map(\.code) == ["assign.nobody"])
        let named = resolve([AssignLine(to: [.namedIn(field: "rectifier")])], facts: AssignmentFacts(answers: ["rectifier": .text("ben")]))
        #expect(named.staff == Estate.ben)
    }

    @Test("together: everyone takes part, the first leads; any of: one pool; others may join without being missed") func modes() {
        let sources: [AssigneeSource] = [.role("clerk"), .role("manager")]
        let together = resolve([AssignLine(to: sources, mode: .together, optionallyWith: [.role("head"), .role("assistant")])])
        #expect(together.staff == Estate.ann && together.participants.map(\.staff) == [Estate.ann, Estate.boss])
        #expect(together.mayJoin.map(\.role) == ["head", "assistant"] && together.findings.isEmpty)
        let any = resolve([AssignLine(to: sources, mode: .anyOf)])
        #expect(any.staff == nil && any.candidates == [Estate.ann, Estate.boss] && any.participants.count == 1)
    }

    @Test("during leave the stand-in, along the chain; without one a finding; the deadline has no part in it") func leave() {
        let covered = resolve(clerk(), Sample.event(), Estate.directory([Estate.leave(Estate.ann, standIn: Estate.ben)]))
        #expect(covered.staff == Estate.ben && covered.findings.isEmpty)
        #expect(covered.steps.last == AssignmentStep(.standIn, ["staff": "ben", "absent": "ann", "until": "2026-10-20"]))
        let chain = resolve(
            clerk(), Sample.event(),
            Estate.directory([Estate.leave(Estate.ann, standIn: Estate.ben), Estate.leave(Estate.ben, standIn: Estate.stand)]))
        #expect(chain.staff == Estate.stand)
        let circle = resolve(
            clerk(), Sample.event(), Estate.directory([Estate.leave(Estate.ann, standIn: Estate.ben), Estate.leave(Estate.ben, standIn: Estate.ann)]))
        #expect(circle.staff == nil && circle.findings.map(\.code) == ["assign.onLeave"])
        #expect(
            resolve(clerk(), Sample.event(), Estate.directory([Estate.leave(Estate.ann, standIn: Estate.gone)])).findings.map(\.code) == [
                "assign.onLeave"
            ])
        #expect(
            resolve(clerk(), Sample.event(), Estate.directory([Estate.leave(Estate.ann, standIn: Estate.ben)]), on: "2026-10-21").staff == Estate.ann)
    }

    @Test("in person: no stand-in, and a word about the leave") func inPerson() {
        let line = [AssignLine(to: [.role("clerk")], inPerson: true)]
        let found = resolve(line, Sample.event(), Estate.directory([Estate.leave(Estate.ann, standIn: Estate.ben)]))
        #expect(found.staff == Estate.ann && found.findings.map(\.code) == ["assign.inPersonOnLeave"])
    }

    @Test("nobody checks what they did themselves") func ownWork() {
        let facts = AssignmentFacts(whoDid: ["first": Estate.ann])
        let found = resolve(clerk(), makers: ["first"], facts: facts)
        #expect(found.staff == Estate.boss && found.steps.contains(AssignmentStep(.notOwn, ["staff": "ann"])))
        #expect(resolve(clerk(), makers: ["other"], facts: facts).staff == Estate.ann)
    }

    @Test("independent of the worker: the next holder up, and no stand-in from the matter either") func independent() {
        let event = Sample.event(["worker": .text("ann")])
        let found = resolve(clerk(), event, independentOf: ["worker"])
        #expect(found.staff == Estate.boss && found.steps.map(\.code).contains(.independent))
        let concerned = Sample.event(["worker": .text("ben")])
        let away = Estate.directory([Estate.leave(Estate.ann, standIn: Estate.ben)])
        #expect(resolve(clerk(), concerned, away, independentOf: ["worker"]).findings.map(\.code) == ["assign.onLeave"])
    }

    @Test("roles are found under the posts that the organisation maps them to") func mapping() {
        #expect(resolve([AssignLine(to: [.role("administrator")])], mapping: ["administrator": "clerk"]).staff == Estate.ann)
    }

    @Test("one source alone: the reviewer of a record, never its author") func source() {
        let assignment = Assignment(edition: Sample.edition(), registry: Sample.registry, calendar: Sample.calendar)
        let found = assignment.resolve(
            .role("clerk"), rule: "complaint", event: Sample.event(), directory: Estate.directory(), on: Sample.day("2026-10-08"),
            facts: AssignmentFacts(excluded: [Estate.ann]))
        #expect(found.staff == Estate.boss && found.steps.map(\.code).contains(.notOwn))
    }
}
