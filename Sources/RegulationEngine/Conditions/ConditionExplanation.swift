import Domain

/// A condition laid out for people: a tree of codes with plain arguments. The phrase catalogues say each as `condition.<code>`.
///
/// Arguments hold names of the regulation and the registry (attributes, codes, rules); whoever shows them looks up their titles. Several values
/// are joined by `, `. A figure that is a parameter brings its name as `parameter` and its accepted value as `value`.
public struct ConditionExplanation: Sendable, Hashable {
    /// | code | arguments | says |
    /// |---|---|---|
    /// | `always` | – | in every case |
    /// | `attributeOneOf` | attribute, values | the event's attribute is one of these |
    /// | `attributeCompared` | attribute, comparison, value, parameter? | the attribute is at least, at most … this |
    /// | `attributeTrue`, `attributeFalse` | attribute | the flag is set, is not set |
    /// | `attributeKnown`, `attributeMissing` | attribute | the event says it, does not say it |
    /// | `answerOneOf`, `answerCompared`, `answerTrue`, `answerFalse`, `answerKnown`, `answerMissing` | as above, `attribute` = field | the same of an answer |
    /// | `flag` | flag | the worker set it on the record |
    /// | `result` | values | the contact's result is one of these |
    /// | `channel` | values | the contact was made by one of these |
    /// | `nth` | comparison, value, parameter? | which follow-up of the event it is |
    /// | `population` | population | the event belongs to this population |
    /// | `event` | values | the event is one of these |
    /// | `count`, `countInARow` | event, same, atLeast, within | so many of these events within that time, agreeing in `same` |
    /// | `decision` | question, option | that was decided |
    /// | `not` | – | its one part does not hold |
    /// | `allOf`, `anyOf` | – | all, or at least one, of its parts hold |
    public enum Code: String, Sendable, Hashable, Codable, CaseIterable {
        case always
        case attributeOneOf, attributeCompared, attributeTrue, attributeFalse, attributeKnown, attributeMissing
        case answerOneOf, answerCompared, answerTrue, answerFalse, answerKnown, answerMissing
        case flag, result, channel, nth, population, event, count, countInARow, decision
        case not, allOf, anyOf
    }

    /// What came of a part for the facts at hand.
    public enum Verdict: Sendable, Hashable {
        case holds, fails
        case unknown(attribute: String)
        /// It can't be evaluated.
        case error(RuleError)
    }

    public var code: Code
    public var arguments: [String: String]
    public var parts: [ConditionExplanation]
    /// nil when no facts were given.
    public var verdict: Verdict?

    init(_ code: Code, _ arguments: [String: String] = [:], parts: [ConditionExplanation] = []) {
        (self.code, self.arguments, self.parts) = (code, arguments, parts)
    }
}

extension ConditionEvaluator {
    /// The condition laid out; with `context`, each part with what came of it.
    public func explain(_ condition: Condition, in context: ConditionContext? = nil, rule: String) -> ConditionExplanation {
        var explanation = layOut(condition, context, rule)
        explanation.verdict = context.map { verdict(condition, $0, rule) }
        return explanation
    }

    private func verdict(_ condition: Condition, _ context: ConditionContext, _ rule: String) -> ConditionExplanation.Verdict {
        do throws(RuleError) {
            switch try truth(of: condition, in: context, rule: rule) {
            case .holds: return .holds
            case .fails: return .fails
            case .unknown(let attribute): return .unknown(attribute: attribute)
            }
        } catch {
            return .error(error)
        }
    }

    private func layOut(_ condition: Condition, _ context: ConditionContext?, _ rule: String) -> ConditionExplanation {
        switch condition {
        case .always: .init(.always)
        case .attribute(let name, let test): layOut(test, of: name, isAnswer: false)
        case .answer(let field, let test): layOut(test, of: field, isAnswer: true)
        case .flag(let name): .init(.flag, ["flag": name])
        case .result(let codes): .init(.result, values(codes))
        case .channel(let channels): .init(.channel, values(channels.map(\.rawValue)))
        case .nth(let comparison, let figure): .init(.nth, told(figure, \.description, ["comparison": comparison.rawValue]))
        case .population(let id): .init(.population, ["population": id], parts: members(of: id, context, rule))
        case .event(let names): .init(.event, values(names))
        case .count(let count): layOut(count)
        case .decision(let question, let option): .init(.decision, ["question": question, "option": option])
        case .not(let inner): .init(.not, parts: [explain(inner, in: context, rule: rule)])
        case .allOf(let parts): .init(.allOf, parts: parts.map { explain($0, in: context, rule: rule) })
        case .anyOf(let parts): .init(.anyOf, parts: parts.map { explain($0, in: context, rule: rule) })
        }
    }

    /// One level into a population: what it is made of, but not populations within.
    private func members(of id: String, _ context: ConditionContext?, _ rule: String) -> [ConditionExplanation] {
        guard let population = regulation.population(id), population.condition != .always, !population.condition.hasPopulation else { return [] }
        return [explain(population.condition, in: context, rule: rule)]
    }

    private func layOut(_ test: Condition.Test, of name: String, isAnswer: Bool) -> ConditionExplanation {
        let attribute = ["attribute": name]
        switch test {
        case .oneOf(let codes): return .init(isAnswer ? .answerOneOf : .attributeOneOf, attribute.merging(values(codes)) { a, _ in a })
        case .isTrue(true): return .init(isAnswer ? .answerTrue : .attributeTrue, attribute)
        case .isTrue(false): return .init(isAnswer ? .answerFalse : .attributeFalse, attribute)
        case .known(true): return .init(isAnswer ? .answerKnown : .attributeKnown, attribute)
        case .known(false): return .init(isAnswer ? .answerMissing : .attributeMissing, attribute)
        case .compare(let comparison, let figure):
            let arguments = attribute.merging(["comparison": comparison.rawValue]) { a, _ in a }
            return .init(isAnswer ? .answerCompared : .attributeCompared, told(figure, { Answer.number($0).codes[0] }, arguments))
        }
    }

    private func layOut(_ count: HistoryCount) -> ConditionExplanation {
        var arguments = ["event": count.of, "same": count.same.joined(separator: ", ")]
        arguments["atLeast"] = written(count.atLeast, \.description)
        arguments["within"] = written(count.within, \.text)
        return .init(count.inARow ? .countInARow : .count, arguments)
    }

    private func values(_ codes: [String]) -> [String: String] { ["values": codes.joined(separator: ", ")] }

    private func told<Value>(_ figure: Figure<Value>, _ text: (Value) -> String, _ arguments: [String: String]) -> [String: String] {
        var arguments = arguments
        arguments["value"] = written(figure, text)
        if case .parameter(let name) = figure { arguments["parameter"] = name }
        return arguments
    }

    /// The figure as people write it; a parameter that has no value yet by its name, `$within`.
    private func written<Value>(_ figure: Figure<Value>, _ text: (Value) -> String) -> String {
        switch figure {
        case .stated(let value): text(value)
        case .parameter(let name): figures.text(name) ?? "$" + name
        }
    }
}

extension Condition {
    fileprivate var hasPopulation: Bool {
        switch self {
        case .population: true
        case .not(let inner): inner.hasPopulation
        case .allOf(let parts), .anyOf(let parts): parts.contains(where: \.hasPopulation)
        case .always, .attribute, .answer, .flag, .result, .channel, .nth, .event, .count, .decision: false
        }
    }
}
