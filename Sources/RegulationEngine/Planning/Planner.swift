import Domain

/// Decides which follow-ups an event starts under an edition: a function of event, edition, calendar and history. It reads no clock.
///
/// Made once for an edition and calendar, asked for many events. A rule that can't be evaluated becomes a finding that names it and stops no other.
public struct Planner: Sendable {
    public let edition: Edition
    public let resolver: WindowResolver
    /// Rules that can start on no event at all: unknown event names.
    public let defects: [Finding]
    let plans: [RulePlan]
    private let starts: [String: [RuleStart]]

    public init(edition: Edition, calendar: WorkingCalendar, zone: CivilZone = .shanghai, registry: EventRegistry) {
        self.edition = edition
        let resolver = WindowResolver(edition: edition, registry: registry, calendar: calendar, zone: zone)
        self.resolver = resolver
        plans = edition.regulation.followUps.map { RulePlan($0, regulation: edition.regulation, figures: resolver.evaluator.figures) }
        (starts, defects) = Self.starts(of: edition, resolver.evaluator.meanings)
    }

    private static func starts(of edition: Edition, _ meanings: EventMeanings) -> ([String: [RuleStart]], [Finding]) {
        var starts: [String: [RuleStart]] = [:]
        var defects: [Finding] = []
        for (index, rule) in edition.regulation.followUps.enumerated() {
            if case .each(let round) = rule.trigger { starts[RoundRule.kind, default: []].append(RuleStart(index: index, meaning: turn(rule, round, edition))) }
            guard case .after(let events) = rule.trigger else { continue }
            for name in events {
                if let meaning = meanings[name] {
                    starts[meaning.kind, default: []].append(RuleStart(index: index, meaning: meaning))
                } else {
                    defects.append(RuleError(rule: rule.id, .eventUnknown, ["event": name]).finding)
                }
            }
        }
        return (starts, defects)
    }

    /// A turn says whose rule made it.
    private static func turn(_ rule: FollowUpRule, _ round: RoundRule, _ edition: Edition) -> EventMeaning {
        EventMeaning(kind: RoundRule.kind, fixed: [("adoption", edition.adoption.description), ("round", rule.id)].map { (attribute: $0.0, value: $0.1) })
    }

    /// Everything the event starts and ends under this edition.
    public func plan(_ event: Event, history: HistoryFacts = HistoryFacts()) -> PlanningOutcome {
        var outcome = PlanningOutcome()
        if let stop = Stop(event) { outcome.stops.append(stop) }
        guard let starts = starts[event.kind] else { return outcome }
        let context = ConditionContext(event: event, history: history, now: event.occurredAt)
        var planned = -1
        for start in starts where start.index != planned {
            guard isMeant(start, event, &outcome) else { continue }
            planned = start.index
            consider(plans[start.index], context, Occasion(), &outcome)
        }
        return outcome
    }

    /// What the state of another rule's follow-up starts (`startsWith`). `moment` is when that state was reached.
    public func planFollowing(
        rule: String, state: FollowUp.State, event: Event, at moment: Instant, history: HistoryFacts = HistoryFacts()
    ) -> PlanningOutcome {
        var outcome = PlanningOutcome()
        let context = ConditionContext(event: event, history: history, now: moment)
        for plan in plans where plan.rule.trigger == .follows(rule: rule, state: state) {
            consider(plan, context, Occasion(trigger: moment), &outcome)
        }
        return outcome
    }

    /// The rules that this kind of event starts, each once.
    func plansStarted(by event: Event) -> [RulePlan] {
        var seen: Set<Int> = []
        return (starts[event.kind] ?? []).filter { seen.insert($0.index).inserted }.map { plans[$0.index] }
    }

    private func isMeant(_ start: RuleStart, _ event: Event, _ outcome: inout PlanningOutcome) -> Bool {
        switch start.meaning.truth(for: event) {
        case .holds: return true
        case .fails: return false
        case .unknown(let attribute):
            let error = RuleError(rule: plans[start.index].rule.id, .attributeUnknown, ["attribute": attribute, "event": event.kind])
            outcome.findings.append(error.finding)
            return false
        }
    }
}
