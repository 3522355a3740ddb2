import Domain
import RegulationEngine
import Testing

@Suite("Conditions") struct ConditionEvaluatorTests {
    private func truth(
        _ condition: Condition, _ event: Event = Sample.event(), record: RecordFacts? = nil, history: HistoryFacts? = nil, nth: Int = 1,
        values: [String: String] = [:], _ change: (inout Regulation) -> Void = { _ in }
    ) throws -> Truth {
        let edition = Sample.edition(values: values, change)
        let evaluator = ConditionEvaluator(edition: edition, registry: Sample.registry, calendar: Sample.calendar)
        let context = ConditionContext(event: event, nth: nth, record: record, history: history, now: Sample.at("2026-11-25 10:00"))
        return try evaluator.truth(of: condition, in: context, rule: "complaint")
    }

    private func unfit(_ code: RuleError.Code, _ arguments: [String: String] = [:]) -> RuleError { RuleError(rule: "complaint", code, arguments) }

    @Test("attributes of every kind") func attributes() throws {
        let event = Sample.event([
            "severity": .text("major"), "age": .number(60), "paid": .flag(true), "respondingUnits": .list(["east", "west"]),
            "contractEnd": .day(Sample.day("2026-12-31")),
        ])
        #expect(try truth(.attribute("severity", .oneOf(["important", "major"])), event) == .holds)
        #expect(try truth(.attribute("severity", .oneOf(["general"])), event) == .fails)
        #expect(try truth(.attribute("age", .compare(.atLeast, .stated(60))), event) == .holds)
        #expect(try truth(.attribute("age", .compare(.more, .stated(60))), event) == .fails)
        #expect(try truth(.attribute("age", .compare(.less, .parameter("old"))), event, values: ["old": "61"]) == .holds)
        #expect(try truth(.attribute("paid", .isTrue(true)), event) == .holds)
        #expect(try truth(.attribute("respondingUnits", .compare(.atLeast, .stated(2))), event) == .holds)
        #expect(try truth(.attribute("respondingUnits", .oneOf(["west"])), event) == .holds)
        #expect(try truth(.attribute("contractEnd", .oneOf(["2026-12-31"])), event) == .holds)
        #expect(try truth(.attribute("age", .oneOf(["60"])), event) == .holds)
    }

    @Test("an optional attribute that is not given is unknown, also under not; a flag is not set") func unknown() throws {
        let major = Condition.attribute("severity", .oneOf(["major"]))
        #expect(try truth(major) == .unknown(attribute: "severity"))
        #expect(try truth(.not(major)) == .unknown(attribute: "severity"))
        #expect(try truth(.attribute("severity", .known(false))) == .holds)
        #expect(try truth(.attribute("paid", .isTrue(true))) == .fails)
        #expect(try truth(.attribute("paid", .isTrue(false))) == .holds)
        #expect(try truth(.anyOf([major, .always])) == .holds)
        #expect(try truth(.allOf([major, .attribute("paid", .isTrue(true))])) == .fails)
        #expect(try truth(.anyOf([major, .attribute("paid", .isTrue(true))])) == .unknown(attribute: "severity"))
        #expect(try truth(.allOf([.always, major])) == .unknown(attribute: "severity"))
    }

    @Test("what can't be evaluated is an error that names the rule, never no match") func errors() {
        #expect(throws: unfit(.attributeUndeclared, ["attribute": "colour", "event": "complaintClosed"])) {
            try truth(.attribute("colour", .oneOf(["red"])))
        }
        #expect(throws: unfit(.attributeUndeclared, ["attribute": "colour", "event": "complaintClosed"])) {
            try truth(.attribute("colour", .known(false)))
        }
        #expect(throws: unfit(.attributeUnknown, ["attribute": "number", "event": "complaintClosed"])) {
            try truth(.attribute("number", .oneOf(["1"])))
        }
        #expect(throws: unfit(.attributeUnfit, ["attribute": "severity", "wanted": "number"])) {
            try truth(.attribute("severity", .compare(.atLeast, .stated(1))), Sample.event(["severity": .text("major")]))
        }
        #expect(throws: unfit(.parameterMissing, ["parameter": "old"])) {
            try truth(.attribute("age", .compare(.atLeast, .parameter("old"))), Sample.event(["age": .number(3)]))
        }
        #expect(throws: unfit(.factMissing, ["fact": "answer"])) { try truth(.answer(field: "satisfaction", .known(true))) }
        #expect(throws: unfit(.factMissing, ["fact": "flag"])) { try truth(.flag("unresolved")) }
        #expect(throws: unfit(.factMissing, ["fact": "result"])) { try truth(.result(["refused"])) }
        #expect(throws: unfit(.factMissing, ["fact": "decision"])) { try truth(.decision(question: "q", option: "o")) }
        #expect(throws: unfit(.eventUnknown, ["event": "eclipse"])) { try truth(.event(["eclipse"])) }
        #expect(throws: unfit(.populationUnknown, ["population": "elders"])) { try truth(.population("elders")) }
        #expect(throws: unfit(.populationCircular, ["population": "a"])) {
            try truth(.population("a")) { regulation in
                regulation.populations = [
                    Population(id: "a", title: LocalizedText(), of: [], condition: .population("b")),
                    Population(id: "b", title: LocalizedText(), of: [], condition: .population("a")),
                ]
            }
        }
    }

    @Test("holds() turns unknown into an error") func holds() {
        let evaluator = ConditionEvaluator(edition: Sample.edition(), registry: Sample.registry, calendar: Sample.calendar)
        let context = ConditionContext(event: Sample.event(), now: Sample.at("2026-11-25 10:00"))
        #expect(throws: unfit(.attributeUnknown, ["attribute": "severity", "event": "complaintClosed"])) {
            try evaluator.holds(.attribute("severity", .oneOf(["major"])), in: context, rule: "complaint")
        }
    }

    @Test("events by kind and alias, populations by event and condition") func populations() throws {
        let special = Sample.event(kind: "serviceCompleted", ["kind": .text("special")])
        #expect(try truth(.event(["specialServiceCompleted"]), special) == .holds)
        #expect(try truth(.event(["serviceCompleted"]), special) == .holds)
        #expect(try truth(.event(["repairReworked"]), special) == .fails)
        let elders = Population(
            id: "elders", title: LocalizedText(), of: ["complaintClosed"], condition: .attribute("age", .compare(.atLeast, .stated(60))))
        let change = { (regulation: inout Regulation) in regulation.populations = [elders] }
        #expect(try truth(.population("elders"), Sample.event(["age": .number(61)]), change) == .holds)
        #expect(try truth(.population("elders"), Sample.event(["age": .number(59)]), change) == .fails)
        #expect(try truth(.population("elders"), special, change) == .fails)
    }

    @Test("records: answers, flags, results, channels, which follow-up") func records() throws {
        var record = Sample.record(answers: [
            "satisfaction": .code("dissatisfied"), "told": .flag(true), "score": .number(4), "needs": .codes(["a", "b"]),
        ])
        record.flags = ["unresolved"]
        record.isUnreachable = true
        #expect(try truth(.answer(field: "satisfaction", .oneOf(["dissatisfied"])), record: record) == .holds)
        #expect(try truth(.answer(field: "told", .isTrue(true)), record: record) == .holds)
        #expect(try truth(.answer(field: "score", .compare(.less, .stated(5))), record: record) == .holds)
        #expect(try truth(.answer(field: "needs", .oneOf(["b"])), record: record) == .holds)
        #expect(try truth(.flag("unresolved"), record: record) == .holds)
        #expect(try truth(.flag("other"), record: record) == .fails)
        #expect(try truth(.result(["complete"]), record: record) == .holds)
        #expect(try truth(.result(["reached"]), record: record) == .holds)
        #expect(try truth(.result(["unreachable"]), record: record) == .holds)
        #expect(try truth(.result(["refused"]), record: record) == .fails)
        #expect(try truth(.channel([.homeVisit]), record: record) == .fails)
        #expect(try truth(.nth(.atLeast, .stated(2)), nth: 2) == .holds)
        #expect(try truth(.nth(.atLeast, .stated(2)), nth: 1) == .fails)
    }

    @Test("a question of some form that was not answered is unknown; one that no form has is an error") func unanswered() throws {
        let form = Form(id: "f", title: LocalizedText(), fields: [FormField(id: "satisfaction", label: LocalizedText(), kind: .satisfaction)])
        let change = { (regulation: inout Regulation) in regulation.forms = [form] }
        let condition = Condition.answer(field: "satisfaction", .oneOf(["dissatisfied"]))
        #expect(try truth(condition, record: Sample.record(), change) == .unknown(attribute: "satisfaction"))
        #expect(throws: unfit(.attributeUndeclared, ["attribute": "satisfaction", "event": "complaintClosed"])) {
            try truth(condition, record: Sample.record())
        }
    }

    @Test("decisions: made for the option, made for another, not made") func decisions() throws {
        let history = HistoryFacts(decisions: ["visitNeeded": "yes"])
        #expect(try truth(.decision(question: "visitNeeded", option: "yes"), history: history) == .holds)
        #expect(try truth(.decision(question: "visitNeeded", option: "no"), history: history) == .fails)
        #expect(try truth(.decision(question: "other", option: "yes"), history: history) == .fails)
    }
}
