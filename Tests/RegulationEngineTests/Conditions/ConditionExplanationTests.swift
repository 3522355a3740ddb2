import Domain
import RegulationEngine
import Testing

@Suite("Explained conditions") struct ConditionExplanationTests {
    private func explain(_ condition: Condition, _ event: Event? = nil, values: [String: String] = [:]) -> ConditionExplanation {
        let edition = Sample.edition(values: values) { regulation in
            regulation.populations = [
                Population(id: "elders", title: LocalizedText(), of: [], condition: .attribute("age", .compare(.atLeast, .parameter("old"))))
            ]
        }
        let evaluator = ConditionEvaluator(edition: edition, registry: Sample.registry, calendar: Sample.calendar)
        let context = event.map { ConditionContext(event: $0, history: HistoryFacts(), now: Sample.at("2026-11-25 10:00")) }
        return evaluator.explain(condition, in: context, rule: "complaint")
    }

    @Test("every shape has its code and arguments") func shapes() {
        let severe = explain(.attribute("severity", .oneOf(["important", "major"])))
        #expect(
            severe.code == .attributeOneOf && severe.arguments == ["attribute": "severity", "values": "important, major"] && severe.verdict == nil)
        #expect(explain(.attribute("paid", .isTrue(false))).code == .attributeFalse)
        #expect(explain(.answer(field: "why", .known(false))).code == .answerMissing)
        #expect(
            explain(.nth(.atLeast, .parameter("from")), values: ["from": "2"]).arguments == ["comparison": ">=", "value": "2", "parameter": "from"])
        let count = HistoryCount(of: "complaintClosed", same: ["issue"], inARow: true, atLeast: .stated(2), within: .parameter("window"))
        #expect(explain(.count(count)).arguments == ["event": "complaintClosed", "same": "issue", "atLeast": "2", "within": "$window"])
        #expect(explain(.count(count)).code == .countInARow)
    }

    @Test("with facts, each part says what came of it") func verdicts() {
        let condition = Condition.allOf([
            .not(.attribute("severity", .oneOf(["general"]))), .population("elders"), .attribute("paid", .isTrue(true)), .flag("unresolved"),
        ])
        let explained = explain(condition, Sample.event(["age": .number(70)]), values: ["old": "60"])
        #expect(explained.code == .allOf && explained.verdict == .fails)
        #expect(
            explained.parts.map(\.verdict) == [
                .unknown(attribute: "severity"), .holds, .fails, .error(RuleError(rule: "complaint", .factMissing, ["fact": "flag"])),
            ])
        #expect(explained.parts[1].parts.map(\.arguments) == [["attribute": "age", "comparison": ">=", "value": "60", "parameter": "old"]])
    }

    @Test("circular populations are laid out once") func circular() {
        let edition = Sample.edition { $0.populations = [Population(id: "a", title: LocalizedText(), of: [], condition: .not(.population("a")))] }
        let evaluator = ConditionEvaluator(edition: edition, registry: Sample.registry, calendar: Sample.calendar)
        #expect(evaluator.explain(.population("a"), rule: "r").parts.isEmpty)
    }
}
