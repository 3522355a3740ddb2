import Domain

/// What follows from the result of a contact under an edition.
public struct OutcomeRules: Sendable {
    let edition: Edition
    let evaluator: ConditionEvaluator
    let deadlines: Deadlines

    public init(edition: Edition, registry: EventRegistry, calendar: WorkingCalendar, zone: CivilZone = .shanghai) {
        self.edition = edition
        evaluator = ConditionEvaluator(edition: edition, registry: registry, calendar: calendar, zone: zone)
        deadlines = Deadlines(calendar: calendar, zone: zone)
    }

    /// Everything that follows from the record. `now` is when it is recorded; periods of effects run from the contact.
    public func effects(of record: RecordFacts, history: HistoryFacts, now: Instant) -> OutcomeEffects {
        var outcome = OutcomeEffects()
        let context = ConditionContext(event: record.event, nth: record.occurrence, record: record, history: history, now: now)
        for rule in edition.regulation.outcomes where rule.rules.contains(record.rule) {
            do throws(RuleError) {
                guard try holds(rule, context, &outcome) else { continue }
                let actions = ActionReading(rules: self, outcome: rule, record: record)
                outcome.effects += try actions.effects(rule.then, path: "")
            } catch {
                outcome.findings.append(error.finding)
            }
        }
        return outcome
    }

    /// A question that was not answered asks for nothing. An attribute that the event lacks leaves the rule undecided, and a finding says so.
    private func holds(_ rule: OutcomeRule, _ context: ConditionContext, _ outcome: inout OutcomeEffects) throws(RuleError) -> Bool {
        switch try evaluator.truth(of: rule.when, in: context, rule: rule.id) {
        case .holds: return true
        case .fails: return false
        case .unknown(let name):
            guard evaluator.registry.kinds[context.event.kind]?.attribute(name) != nil else { return false }
            outcome.findings.append(RuleError(rule: rule.id, .attributeUnknown, ["attribute": name, "event": context.event.kind]).finding)
            return false
        }
    }

    /// What the chosen option causes. `source` names the decision for good, as `RecordFacts.source` names a record.
    public func effects(
        of option: String, in decision: DecisionAction, outcome: OutcomeRule, record: RecordFacts, source: String
    ) throws(RuleError) -> [Effect] {
        var facts = record
        facts.source = source
        return try ActionReading(rules: self, outcome: outcome, record: facts).effects(decision.then[option] ?? [], path: option + ".")
    }

    /// Fields that outcome rules demand of the record before it can be saved, each with what asks for it.
    public func requiredFields(of record: RecordFacts, history: HistoryFacts, now: Instant) -> [RequiredField] {
        effects(of: record, history: history, now: now).effects.flatMap { effect -> [RequiredField] in
            switch effect.kind {
            case .require(let fields): fields.map { RequiredField(field: $0, outcome: effect.outcome, basis: effect.basis) }
            default: []
            }
        }
    }

    /// The past events that outcome rules of a follow-up rule count, for this event. Fetch these, and only these, into `HistoryFacts`.
    public func queries(rule: String, event: Event, now: Instant) -> [HistoryQuery] {
        let conditions = edition.regulation.outcomes.filter { $0.rules.contains(rule) }.map { ($0.id, $0.when) }
        return evaluator.queries(conditions, event: event, now: now)
    }
}

/// A field that a result makes required.
public struct RequiredField: Sendable, Hashable {
    public var field: String
    public var outcome: String
    public var basis: Basis

    public init(field: String, outcome: String, basis: Basis) { (self.field, self.outcome, self.basis) = (field, outcome, basis) }
}
