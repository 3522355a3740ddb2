import Domain
import RegulationEngine
import Testing

@Suite("What follows from a result") struct OutcomeRulesTests {
    private let dissatisfied = Condition.answer(field: "satisfaction", .oneOf(["dissatisfied"]))
    private let form = Form(
        id: "f", title: LocalizedText(),
        fields: [
            FormField(id: "satisfaction", label: LocalizedText(), kind: .satisfaction),
            FormField(id: "shortcomings", label: LocalizedText(), kind: .longText),
        ])

    private func rules(_ outcomes: [OutcomeRule], values: [String: String] = [:], ladder: Ladder = Ladder()) -> OutcomeRules {
        var rule = Sample.rule()
        rule.ladder = ladder
        let edition = Sample.edition([rule, Sample.rule("visit")], values: values) { regulation in
            (regulation.outcomes, regulation.forms) = (outcomes, [form])
        }
        return OutcomeRules(edition: edition, registry: Sample.registry, calendar: Sample.calendar)
    }

    private func effects(
        _ actions: [OutcomeAction], _ record: RecordFacts = Sample.record(), when: Condition = .always, values: [String: String] = [:],
        ladder: Ladder = Ladder()
    ) -> OutcomeEffects {
        rules(
            [OutcomeRule(id: "o", rules: ["complaint"], when: when, then: actions, basis: Basis(clauses: ["R02.1.6"]))], values: values,
            ladder: ladder
        )
        .effects(of: record, history: HistoryFacts(), now: Sample.at("2026-09-30 16:00"))
    }

    @Test("only for its rules and when its condition holds; a question not answered asks for nothing") func when() {
        let unhappy = Sample.record(answers: ["satisfaction": .code("dissatisfied")])
        #expect(effects([.guide("g")], unhappy, when: dissatisfied).effects.map(\.kind) == [.guide("g")])
        #expect(effects([.guide("g")], Sample.record(answers: ["satisfaction": .code("satisfied")]), when: dissatisfied).effects.isEmpty)
        let silent = effects([.guide("g")], when: dissatisfied)
        #expect(silent.effects.isEmpty && silent.findings.isEmpty)
        #expect(effects([.guide("g")], Sample.record(rule: "visit")).effects.isEmpty)
    }

    @Test("a rule that can't be evaluated is a finding that names it, and the others still follow") func broken() {
        let outcome = rules([
            OutcomeRule(id: "bad", rules: ["complaint"], when: .population("nonesuch"), then: [.guide("x")]),
            OutcomeRule(id: "untold", rules: ["complaint"], when: .attribute("severity", .oneOf(["major"])), then: [.guide("x")]),
            OutcomeRule(id: "worse", rules: ["complaint"], when: .always, then: [.promise(within: .parameter("missing"))]),
            OutcomeRule(id: "good", rules: ["complaint"], when: .always, then: [.guide("g")]),
        ]).effects(of: Sample.record(), history: HistoryFacts(), now: Sample.at("2026-09-30 16:00"))
        #expect(outcome.effects.map(\.outcome) == ["good"])
        #expect(
            outcome.findings.map { [$0.code, $0.arguments["rule"]] } == [
                ["rule.populationUnknown", "bad"], ["rule.attributeUnknown", "untold"], ["rule.parameterMissing", "worse"],
            ])
    }

    @Test("an event is raised with the alias resolved, attributes set, copied and filled by their types") func raise() throws {
        let raise = Raise(
            event: "complaintReceived",
            set: ["class": "suggestion", "severity": "important", "urgent": "true", "count": "2", "wantedOn": "2026-10-09"],
            copy: ["category", "age"],
            fill: ["text": "shortcomings"])
        let record = Sample.record(Sample.event(["category": .text("noise")]), answers: ["shortcomings": .text("loud")])
        let effect = try #require(effects([.raise(raise)], record).effects.first)
        #expect(effect.basis.clauses == ["R02.1.6"] && effect.key == "record:1/o/0")
        #expect(
            effect.kind
                == .raise(
                    RaisedEvent(
                        kind: "feedbackReceived",
                        attributes: [
                            "class": .text("complaint"), "severity": .text("important"), "urgent": .flag(true), "count": .number(2),
                            "wantedOn": .day(Sample.day("2026-10-09")), "category": .text("noise"), "text": .text("loud"),
                        ], naturalKey: "record:1/o/0", occurredAt: Sample.at("2026-09-30 15:00"))))
        #expect(effects([.raise(Raise(event: "eclipse"))]).findings.map(\.code) == ["rule.eventUnknown"])
        #expect(effects([.raise(Raise(event: "complaintReceived", set: ["colour": "red"]))]).findings.map(\.code) == ["rule.attributeUndeclared"])
        #expect(effects([.raise(Raise(event: "complaintReceived", set: ["count": "many"]))]).findings.map(\.code) == ["rule.attributeUnfit"])
    }

    @Test("the next follow-up: on the worker's date, after a period, by the rule's window") func again() {
        let day = Sample.record(answers: ["nextDate": .day(Sample.day("2026-10-09"))])
        let at = Sample.at("2026-09-30 15:00")
        func next(_ rule: String, _ nth: Int, _ timing: RequestedTiming) -> Effect.Kind {
            .again(NextFollowUp(rule: rule, occurrence: nth, requestedAt: at, timing: timing))
        }
        #expect(
            effects([.again(Again(dateRequired: true))], day).effects.map(\.kind) == [
                next("complaint", 2, .on(Sample.day("2026-10-09"))), .require(fields: ["nextDate"]),
            ])
        #expect(effects([.again(Again(after: .stated(Period(3, .days))))]).effects.map(\.kind) == [next("complaint", 2, .after(Period(3, .days)))])
        #expect(effects([.again(Again(rule: "visit"))]).effects.map(\.kind) == [next("visit", 1, .byRule)])
        var later = Sample.record(occurrence: 3)
        later.occurrences = ["complaint": 4, "visit": 1]
        #expect(
            effects([.again(Again()), .again(Again(rule: "visit"))], later).effects.map(\.kind) == [
                next("complaint", 5, .byRule), next("visit", 2, .byRule),
            ])
    }

    @Test("the guard: no more than so many, then what comes instead") func guarded() {
        let again = Again(maxNth: .parameter("most"), afterGuard: [.escalate(to: .role("manager"), within: nil)])
        let values = ["most": "3"]
        let third = NextFollowUp(rule: "complaint", occurrence: 3, requestedAt: Sample.at("2026-09-30 15:00"), timing: .byRule)
        #expect(effects([.again(again)], Sample.record(occurrence: 2), values: values).effects.map(\.kind) == [.again(third)])
        let over = effects([.again(again)], Sample.record(occurrence: 3), values: values).effects
        #expect(over.map(\.kind) == [.escalate(to: .role("manager"), due: nil)] && over.map(\.key) == ["record:1/o/0.after.0"])
    }

    @Test("duties, promises and escalations have their limits from the contact on") func limits() {
        let duty = DutyAction(id: "analysis", kind: "analyse", title: LocalizedText(), by: .role("assistant"), within: .stated(Period(1, .workdays)))
        let found = effects([
            .duty(duty), .promise(within: .stated(Period(2, .hours))), .promise(within: nil),
            .escalate(to: .role("boss"), within: .stated(Period(1, .days))),
        ])
        #expect(
            found.effects.map(\.kind) == [
                .duty(PlannedDuty(action: duty, due: Sample.end("2026-10-08"))), .promise(due: Sample.at("2026-09-30 17:00")), .promise(due: nil),
                .escalate(to: .role("boss"), due: Sample.end("2026-10-01")),
            ])
    }

    @Test("lost needs the consent that the ladder names; states, parties, stops and words are passed on") func states() {
        let ladder = Ladder(lostAgreedBy: .role("supervisor"))
        let found = effects(
            [
                .set(state: .lost), .set(state: .exempt), .setParty(status: .moved), .stop(rules: ["visit"], everything: false),
                .tell(role: .role("boss")),
            ],
            ladder: ladder)
        #expect(
            found.effects.map(\.kind) == [
                .setState(.lost, agreedBy: .role("supervisor")), .setState(.exempt, agreedBy: nil), .setParty(.moved),
                .stop(rules: ["visit"], everything: false), .tell(.role("boss")),
            ])
    }

    @Test("keys differ for every action and stay the same for the same record") func keys() {
        let actions: [OutcomeAction] = [.guide("a"), .guide("a"), .again(Again(dateRequired: true))]
        let first = effects(actions).effects.map(\.key)
        #expect(first == ["record:1/o/0", "record:1/o/1", "record:1/o/2", "record:1/o/2.date"])
        #expect(effects(actions).effects.map(\.key) == first)
    }

    @Test("fields that must be filled before saving, each with what asks for it") func required() {
        let rules = rules([
            OutcomeRule(
                id: "o", rules: ["complaint"], when: dissatisfied, then: [.require(fields: ["explanation"]), .again(Again(dateRequired: true))])
        ])
        func fields(_ answer: String) -> [String] {
            rules.requiredFields(
                of: Sample.record(answers: ["satisfaction": .code(answer)]), history: HistoryFacts(), now: Sample.at("2026-09-30 16:00")
            ).map(\.field)
        }
        #expect(fields("dissatisfied") == ["explanation", "nextDate"] && fields("satisfied").isEmpty)
    }

    @Test("a decision: asked for, then the chosen option's effects under the decision's own key") func decisions() throws {
        let decision = DecisionAction(
            question: "treatAsImportant", title: LocalizedText(), options: [], by: .role("leader"),
            then: ["important": [.raise(Raise(event: "complaintReceived", set: ["severity": "important"]))]])
        let outcome = OutcomeRule(id: "repeat", rules: ["complaint"], when: .always, then: [.decide(decision)])
        let rules = rules([outcome])
        #expect(
            rules.effects(of: Sample.record(), history: HistoryFacts(), now: Sample.at("2026-09-30 16:00")).effects.map(\.kind) == [
                .decide(PendingDecision(action: decision))
            ])
        let chosen = try rules.effects(of: "important", in: decision, outcome: outcome, record: Sample.record(), source: "decision:9")
        #expect(chosen.map(\.key) == ["decision:9/repeat/important.0"])
        #expect(try rules.effects(of: "ordinary", in: decision, outcome: outcome, record: Sample.record(), source: "decision:9").isEmpty)
    }
}
