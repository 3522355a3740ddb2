import Domain
import RegulationEngine
import Testing

/// Random conditions over three attributes of few values, evaluated with some of the attributes missing.
@Suite("Conditions, over random cases") struct ConditionPropertyTests {
    private static let values: [(name: String, values: [AttributeValue])] = [
        ("severity", [.text("general"), .text("major")]), ("age", [.number(20), .number(70)]), ("category", [.text("a"), .text("b")]),
    ]
    private let evaluator = ConditionEvaluator(edition: Sample.edition(), registry: Sample.registry, calendar: Sample.calendar)

    private func condition(_ random: inout Seeded, depth: Int) -> Condition {
        switch Int.random(in: 0..<(depth == 0 ? 3 : 7), using: &random) {
        case 0: .attribute("severity", .oneOf([random.pick(["general", "major"])]))
        case 1: .attribute("age", .compare(random.pick([.atLeast, .less]), .stated(random.pick([20, 45, 71]))))
        case 2: .attribute("category", .oneOf(random.chance(20) ? ["a", "b"] : [random.pick(["a", "b"])]))
        case 3: .not(condition(&random, depth: depth - 1))
        case 4: .always
        case 5: .allOf((0..<Int.random(in: 0...3, using: &random)).map { _ in condition(&random, depth: depth - 1) })
        default: .anyOf((0..<Int.random(in: 0...3, using: &random)).map { _ in condition(&random, depth: depth - 1) })
        }
    }

    private func truth(_ condition: Condition, _ attributes: [String: AttributeValue]) throws -> Truth {
        try evaluator.truth(of: condition, in: ConditionContext(event: Sample.event(attributes), now: Sample.at("2026-11-25 10:00")), rule: "r")
    }

    /// Every way in which the missing attributes could have been given.
    private func completions(of attributes: [String: AttributeValue]) -> [[String: AttributeValue]] {
        Self.values.reduce([attributes]) { partial, attribute in
            partial.flatMap { known in
                known[attribute.name] == nil ? attribute.values.map { known.merging([attribute.name: $0]) { a, _ in a } } : [known]
            }
        }
    }

    @Test("what is said although something is missing stays true whatever is filled in; complete events are never unknown") func sound() throws {
        var random = Seeded(21)
        for _ in 0..<Seeded.cases / 5 {
            let condition = condition(&random, depth: 4)
            let given = Self.values.filter { _ in random.chance(50) }.map { ($0.name, random.pick($0.values)) }
            let attributes = Dictionary(uniqueKeysWithValues: given)
            let said = try truth(condition, attributes)
            for complete in completions(of: attributes) {
                let truth = try truth(condition, complete)
                #expect(truth == .holds || truth == .fails)
                if said == .holds || said == .fails { #expect(truth == said, "\(condition) \(attributes)") }
            }
            if case .unknown(let attribute) = said { #expect(attributes[attribute] == nil) }
        }
    }

    @Test("not turns holds and fails round, and De Morgan holds with unknowns") func deMorgan() throws {
        var random = Seeded(22)
        for _ in 0..<Seeded.cases / 5 {
            let (a, b) = (condition(&random, depth: 3), condition(&random, depth: 3))
            let given = Self.values.filter { _ in random.chance(50) }.map { ($0.name, random.pick($0.values)) }
            let attributes = Dictionary(uniqueKeysWithValues: given)
            let left = try truth(.not(.allOf([a, b])), attributes)
            let right = try truth(.anyOf([.not(a), .not(b)]), attributes)
            #expect(left == right, "\(a) \(b)")
            #expect(try truth(.not(.not(a)), attributes) == truth(a, attributes))
        }
    }
}
