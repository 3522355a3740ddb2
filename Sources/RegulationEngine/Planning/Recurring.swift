import Domain

/// Follow-ups that come back for the same event. There is always one that waits: it is planned when the one before it opens.
extension Planner {
    /// The nth follow-up of a rule that recurs. Nothing when the recurrence is over, the event is exempt, or an ending was reached.
    ///
    /// - Parameters:
    ///   - reached: states that follow-ups of the same event and adoption have reached.
    public func planRecurring(
        rule: String, event: Event, occurrence: Int, reached: Set<Recurrence.Ending>, history: HistoryFacts = HistoryFacts()
    ) -> PlanningOutcome {
        var outcome = PlanningOutcome()
        guard let plan = plans.first(where: { $0.rule.id == rule }), let recurrence = plan.rule.recurrence,
            reached.isDisjoint(with: recurrence.endings)
        else { return outcome }
        let context = ConditionContext(event: event, nth: occurrence, history: history, now: event.occurredAt)
        consider(plan, context, Occasion(occurrence: occurrence), &outcome)
        // The event is in the base of rates once, with its first.
        if occurrence > 1 { outcome.eligible = [] }
        return outcome
    }

    /// Rules whose recurrence ends when a follow-up of `rule` reaches `state`.
    public func rulesEnded(by ending: Recurrence.Ending) -> [String] {
        plans.filter { $0.rule.recurrence?.endings.contains(ending) == true }.map(\.rule.id)
    }

    /// Later follow-ups of a rule that recurs move with the event's anchor as the first does; those beyond the end are withdrawn.
    func recur(_ one: ExistingFollowUp, _ event: Event, _ history: HistoryFacts, _ cause: ReplanCause, _ changes: inout PlanChanges) {
        let (rule, nth) = (one.followUp.rule, one.followUp.occurrence)
        guard nth > 1, one.followUp.state.isOpen, plans.contains(where: { $0.rule.id == rule && $0.rule.recurrence != nil }) else { return }
        let outcome = planRecurring(rule: rule, event: event, occurrence: nth, reached: [], history: history)
        changes.findings += outcome.findings
        guard outcome.findings.allSatisfy({ $0.severity != .error }) else { return }
        if let planned = outcome.followUps.first {
            settle(one, planned, cause, &changes)
        } else if one.isTouched {
            changes.flag.append(.init(followUp: one.followUp.id, reason: .noLongerApplies))
        } else {
            changes.withdraw.append(.init(followUp: one.followUp.id, reason: .noLongerApplies))
        }
    }
}
