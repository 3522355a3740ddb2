import Domain

/// Everything else that judges under the same edition and calendar, made from a planner that is ready: reading what events mean costs more than
/// most questions that are then asked.
extension OutcomeRules {
    public init(_ planner: Planner) {
        edition = planner.edition
        (evaluator, deadlines) = (planner.resolver.evaluator, planner.resolver.deadlines)
    }
}

extension ChannelLadder {
    public init(_ planner: Planner) { (evaluator, deadlines) = (planner.resolver.evaluator, planner.resolver.deadlines) }
}

extension Assignment {
    public init(_ planner: Planner, mapping: [String: String]) {
        edition = planner.edition
        (evaluator, self.mapping) = (planner.resolver.evaluator, mapping)
    }
}
