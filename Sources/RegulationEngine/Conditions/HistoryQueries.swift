import Domain

/// What conditions need fetched before they can be evaluated.
extension ConditionEvaluator {
    /// One query for each count that the conditions contain, populations included. A count whose figures are missing is left out here and is
    /// an error when it is evaluated.
    func queries(_ conditions: [(rule: String, condition: Condition)], event: Event, now: Instant) -> [HistoryQuery] {
        var seen: Set<HistoryQuery> = []
        let counts = conditions.flatMap { rule, condition in condition.counts(regulation).map { counting($0, rule: rule) } }
        return counts.compactMap { try? $0.query(for: event, now: now) }.filter { seen.insert($0).inserted }
    }
}

extension Condition {
    func counts(_ regulation: Regulation, _ passed: Set<String> = []) -> [HistoryCount] {
        switch self {
        case .count(let count): [count]
        case .not(let inner): inner.counts(regulation, passed)
        case .allOf(let parts), .anyOf(let parts): parts.flatMap { $0.counts(regulation, passed) }
        case .population(let id): passed.contains(id) ? [] : regulation.population(id)?.condition.counts(regulation, passed.union([id])) ?? []
        case .always, .attribute, .answer, .flag, .result, .channel, .nth, .event, .decision: []
        }
    }
}

extension Planner {
    /// The past events that scope, exemptions and assignment of the rules which this event starts count.
    public func queries(for event: Event) -> [HistoryQuery] {
        let conditions = plansStarted(by: event).flatMap { plan in
            ([plan.rule.condition] + plan.exempting.map(\.condition) + plan.rule.assign.map(\.condition) + plan.rule.window.orEarlier.map(\.condition))
                .map { (rule: plan.rule.id, condition: $0) }
        }
        return resolver.evaluator.queries(conditions, event: event, now: event.occurredAt)
    }
}
