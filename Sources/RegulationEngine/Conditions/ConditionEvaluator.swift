import Domain

/// Evaluates the conditions of an edition. What can't be evaluated is an error that names the rule.
///
/// An attribute that the kind declares as optional and the event lacks is unknown, and so is a question that was not answered; an undeclared or a
/// missing required attribute, a test that does not fit its value, a fact asked too early are errors. A flag not set and a decision not made are
/// facts: they don't match.
public struct ConditionEvaluator: Sendable {
    public let regulation: Regulation
    public let figures: Figures
    let meanings: EventMeanings
    let deadlines: Deadlines

    public init(edition: Edition, registry: EventRegistry, calendar: WorkingCalendar, zone: CivilZone = .shanghai) {
        (regulation, figures) = (edition.regulation, Figures(edition))
        meanings = EventMeanings(registry, own: edition.regulation.events)
        deadlines = Deadlines(calendar: calendar, zone: zone)
    }

    /// The common registry with the regulation's own kinds.
    public var registry: EventRegistry { meanings.registry }

    /// Whether the condition holds; unknown is an error that names the rule.
    public func holds(_ condition: Condition, in context: ConditionContext, rule: String) throws(RuleError) -> Bool {
        switch try truth(of: condition, in: context, rule: rule) {
        case .holds: return true
        case .fails: return false
        case .unknown(let attribute):
            throw RuleError(rule: rule, .attributeUnknown, ["attribute": attribute, "event": context.event.kind])
        }
    }

    /// What can be said of the condition.
    public func truth(of condition: Condition, in context: ConditionContext, rule: String) throws(RuleError) -> Truth {
        try truth(condition, Asking(context: context, rule: rule))
    }

    /// Where a condition is asked, and which populations led here.
    struct Asking {
        let context: ConditionContext
        let rule: String
        var populations: [String] = []

        func error(_ code: RuleError.Code, _ arguments: [String: String]) -> RuleError { RuleError(rule: rule, code, arguments) }

        func record(_ fact: String) throws(RuleError) -> RecordFacts {
            guard let record = context.record else { throw error(.factMissing, ["fact": fact]) }
            return record
        }

        func history(_ fact: String) throws(RuleError) -> HistoryFacts {
            guard let history = context.history else { throw error(.factMissing, ["fact": fact]) }
            return history
        }
    }

    func truth(_ condition: Condition, _ asking: Asking) throws(RuleError) -> Truth {
        switch condition {
        case .always: return .holds
        case .attribute(let name, let test): return try attribute(name, test, asking)
        case .answer(let field, let test): return try answer(field, test, asking)
        case .flag(let name): return Truth(try asking.record("flag").flags.contains(name))
        case .result(let codes): return Truth(try asking.record("result").has(result: codes))
        case .channel(let channels): return Truth(channels.contains(try asking.record("channel").channel))
        case .nth(let comparison, let figure):
            return Truth(comparison.compare(asking.context.nth, try figures.count(figure, rule: asking.rule)))
        case .population(let id): return try population(id, asking)
        case .event(let names): return try event(names, asking)
        case .count(let count): return try counting(count, asking)
        case .decision(let question, let option): return Truth(try asking.history("decision").decisions[question] == option)
        case .not(let inner): return try truth(inner, asking).negated
        case .allOf(let parts): return try all(parts, asking)
        case .anyOf(let parts): return try any(parts, asking)
        }
    }

    private func all(_ parts: [Condition], _ asking: Asking) throws(RuleError) -> Truth {
        var result = Truth.holds
        for part in parts {
            let truth = try truth(part, asking)
            if truth == .fails { return .fails }
            if truth != .holds, result == .holds { result = truth }
        }
        return result
    }

    private func any(_ parts: [Condition], _ asking: Asking) throws(RuleError) -> Truth {
        var result = Truth.fails
        for part in parts {
            let truth = try truth(part, asking)
            if truth == .holds { return .holds }
            if truth != .fails, result == .fails { result = truth }
        }
        return result
    }

    private func event(_ names: [String], _ asking: Asking) throws(RuleError) -> Truth {
        var result = Truth.fails
        for name in names {
            guard let meaning = meanings[name] else { throw asking.error(.eventUnknown, ["event": name]) }
            guard meaning.kind == asking.context.event.kind, result != .holds else { continue }
            let truth = meaning.truth(for: asking.context.event)
            if truth != .fails { result = truth }
        }
        return result
    }

    private func population(_ id: String, _ asking: Asking) throws(RuleError) -> Truth {
        guard let population = regulation.population(id) else { throw asking.error(.populationUnknown, ["population": id]) }
        guard !asking.populations.contains(id) else { throw asking.error(.populationCircular, ["population": id]) }
        return try membership(of: population, asking)
    }

    /// Whether the event is one that the population selects from, and its condition holds.
    private func membership(of population: Population, _ asking: Asking) throws(RuleError) -> Truth {
        if !population.of.isEmpty {
            let selected = try event(population.of, asking)
            if selected != .holds { return selected }
        }
        var inner = asking
        inner.populations.append(population.id)
        return try truth(population.condition, inner)
    }

    func membership(of population: Population, in context: ConditionContext, rule: String) throws(RuleError) -> Truth {
        try membership(of: population, Asking(context: context, rule: rule))
    }

    private func counting(_ count: HistoryCount, _ asking: Asking) throws(RuleError) -> Truth {
        let history = try asking.history("history")
        return try counting(count, rule: asking.rule).truth(for: asking.context.event, in: history, now: asking.context.now)
    }

    func counting(_ count: HistoryCount, rule: String) -> HistoryCounting {
        HistoryCounting(count: count, rule: rule, figures: figures, registry: registry, deadlines: deadlines)
    }
}

extension RecordFacts {
    /// By the result's code or by what it means; `unreachable` when the ladder is used up.
    func has(result codes: [String]) -> Bool {
        codes.contains { $0 == result.code || $0 == result.meaning.rawValue || ($0 == "unreachable" && isUnreachable) }
    }
}

extension Condition.Comparison {
    func compare<Value: Comparable>(_ value: Value, _ bound: Value) -> Bool {
        switch self {
        case .atLeast: value >= bound
        case .atMost: value <= bound
        case .more: value > bound
        case .less: value < bound
        case .equal: value == bound
        }
    }
}
