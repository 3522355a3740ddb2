import Domain
import RegulationEngine

/// A part of a condition because of which it does not hold. The catalogues say each as `condition.<code>`.
///
/// Arguments are those of `ConditionExplanation.Code`, with titles in place of names, and `is`: what the event says (empty when it says nothing).
public struct ConditionTerm: Sendable, Hashable {
    public var code: ConditionExplanation.Code
    public var arguments: [String: String]
    /// The condition asks that this be not so, and it is.
    public var isNegated: Bool

    public init(_ code: ConditionExplanation.Code, _ arguments: [String: String], isNegated: Bool = false) {
        (self.code, self.arguments, self.isNegated) = (code, arguments, isNegated)
    }
}

/// Finds the parts of a condition that decide, and puts titles to them.
struct ConditionTelling {
    let evaluator: ConditionEvaluator
    let context: ConditionContext
    let rule: String
    let language: Language

    /// The parts because of which the condition does not hold.
    func failing(_ condition: Condition) -> [ConditionTerm] {
        deciding(evaluator.explain(condition, in: context, rule: rule), wanted: true)
    }

    /// The parts that keep the condition from being `wanted`.
    private func deciding(_ condition: ConditionExplanation, wanted: Bool) -> [ConditionTerm] {
        guard condition.verdict != (wanted ? .holds : .fails) else { return [] }
        switch condition.code {
        case .not: return condition.parts.flatMap { deciding($0, wanted: !wanted) }
        case .allOf, .anyOf: return condition.parts.flatMap { deciding($0, wanted: wanted) }
        default: return [ConditionTerm(condition.code, told(condition.arguments), isNegated: !wanted)]
        }
    }

    private func told(_ arguments: [String: String]) -> [String: String] {
        var told = arguments
        let attribute = arguments["attribute"]
        if let attribute { (told["attribute"], told["is"]) = (title(attribute), value(attribute)) }
        if let values = arguments["values"] { told["values"] = titles(values, of: attribute) }
        if let event = arguments["event"] { told["event"] = self.event(event) }
        if let population = arguments["population"] { told["population"] = evaluator.regulation.population(population)?.title.text(in: language) }
        if let parameter = arguments["parameter"] { told["parameter"] = evaluator.regulation.parameter(parameter)?.title.text(in: language) }
        return told
    }

    /// The name of an event: of its alias, or of its kind.
    func event(_ name: String) -> String {
        (evaluator.registry.aliases[name]?.title ?? evaluator.registry.kinds[name]?.title)?.text(in: language) ?? name
    }

    private var kind: EventKind? { evaluator.registry.kinds[context.event.kind] }
    private func title(_ attribute: String) -> String { kind?.attribute(attribute)?.title.text(in: language) ?? attribute }

    private func titles(_ values: String, of attribute: String?) -> String {
        values.split(separator: ", ").map { value in attribute.map { code(String(value), of: $0) } ?? event(String(value)) }.joined(separator: ", ")
    }

    private func code(_ code: String, of attribute: String) -> String {
        kind?.attribute(attribute)?.codes.first { $0.code == code }?.title.text(in: language) ?? code
    }

    /// What the event says, written as the regulation would.
    private func value(_ attribute: String) -> String {
        switch context.event.attributes[attribute] {
        case .text(let text): code(text, of: attribute)
        case .number(let number): number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
        case .flag(let flag): String(flag)
        case .day(let day): day.iso
        case .instant(let moment): String(moment.milliseconds)
        case .list(let values): values.map { code($0, of: attribute) }.joined(separator: ", ")
        case nil: ""
        }
    }
}
