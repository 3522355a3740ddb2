import Domain

extension Planner {
    /// Plans a changed event again and compares with what there is. `existing` are the follow-ups of this event; those of other adoptions are left alone.
    public func replan(
        _ event: Event, existing: [ExistingFollowUp], history: HistoryFacts = HistoryFacts(), cause: ReplanCause = .correction
    ) -> PlanChanges {
        let outcome = plan(event, history: history)
        let mine = existing.filter { $0.followUp.adoption == edition.adoption && $0.followUp.event == event.id }
        var changes = PlanChanges()
        (changes.eligible, changes.findings) = (outcome.eligible, outcome.findings)
        for planned in outcome.followUps { compare(planned, mine, cause, &changes) }
        for candidate in outcome.candidates { compare(candidate, mine, cause, &changes) }
        for one in mine {
            reconsider(one, event, outcome, cause, &changes)
            if starts(one, outcome) { recur(one, event, history, cause, &changes) }
        }
        return changes
    }

    /// The event's own follow-up of a rule: new, moved, reinstated, or flagged.
    private func compare(_ planned: PlannedFollowUp, _ existing: [ExistingFollowUp], _ cause: ReplanCause, _ changes: inout PlanChanges) {
        guard let one = existing.first(where: { $0.followUp.rule == planned.rule && $0.followUp.occurrence == planned.occurrence }) else {
            return changes.insert.append(planned)
        }
        if one.followUp.state == .withdrawn || one.followUp.state == .exempt {
            if !one.isTouched && !one.isFinal { changes.reinstate.append(.init(followUp: one.followUp.id, to: planned)) }
        } else {
            settle(one, planned, cause, &changes)
        }
    }

    /// One that was drawn already is kept and moved as any other; one that was not waits in its frame.
    private func compare(_ candidate: Candidate, _ existing: [ExistingFollowUp], _ cause: ReplanCause, _ changes: inout PlanChanges) {
        let isMade = existing.contains { $0.followUp.rule == candidate.followUp.rule && $0.followUp.occurrence == candidate.followUp.occurrence }
        if isMade { compare(candidate.followUp, existing, cause, &changes) } else { changes.candidates.append(candidate) }
    }

    /// Whether the event still starts the rule of this follow-up.
    private func starts(_ one: ExistingFollowUp, _ outcome: PlanningOutcome) -> Bool { outcome.followUps.contains { $0.rule == one.followUp.rule } }

    func settle(_ one: ExistingFollowUp, _ planned: PlannedFollowUp, _ cause: ReplanCause, _ changes: inout PlanChanges) {
        guard one.followUp.differs(from: planned) else { return }
        let mayMove = one.followUp.state.isOpen && (!one.isTouched || cause == .calendar)
        if mayMove {
            changes.move.append(.init(followUp: one.followUp.id, to: planned))
        } else {
            changes.flag.append(.init(followUp: one.followUp.id, reason: .planDiffers, wouldBe: planned))
        }
    }

    /// A follow-up that the event no longer starts, or that another one started.
    private func reconsider(
        _ one: ExistingFollowUp, _ event: Event, _ outcome: PlanningOutcome, _ cause: ReplanCause, _ changes: inout PlanChanges
    ) {
        guard let plan = plans.first(where: { $0.rule.id == one.followUp.rule }) else { return }
        switch plan.rule.trigger {
        case .after, .each: dropIfEnded(one, outcome, &changes)
        case .follows: moveWithEvent(one, plan, event, cause, &changes)
        case .onRequest: return
        }
    }

    private func dropIfEnded(_ one: ExistingFollowUp, _ outcome: PlanningOutcome, _ changes: inout PlanChanges) {
        let rule = one.followUp.rule
        let isUndecided = outcome.findings.contains { $0.severity == .error && $0.place.path == rule }
        guard !isUndecided, !(outcome.followUps + outcome.candidates.map(\.followUp)).contains(where: { $0.rule == rule }) else { return }
        guard one.followUp.state != .withdrawn, one.followUp.state != .exempt else { return }
        if one.followUp.state.isOpen && !one.isTouched {
            let isExempt = outcome.eligible.contains { $0.rule == rule && $0.standing == .exempt }
            changes.withdraw.append(.init(followUp: one.followUp.id, reason: isExempt ? .exempted : .noLongerApplies))
        } else {
            changes.flag.append(.init(followUp: one.followUp.id, reason: .noLongerApplies))
        }
    }

    /// A second follow-up with the event's anchor moves with it; one that counts from its trigger does not.
    private func moveWithEvent(
        _ one: ExistingFollowUp, _ plan: RulePlan, _ event: Event, _ cause: ReplanCause, _ changes: inout PlanChanges
    ) {
        guard plan.rule.window.anchor != WindowResolver.triggerAnchor, one.followUp.state.isOpen else { return }
        let context = ConditionContext(event: event, nth: one.followUp.occurrence, history: HistoryFacts(), now: event.occurredAt)
        do throws(RuleError) {
            let occasion = Occasion(occurrence: one.followUp.occurrence)
            let resolved = try window(plan, context, occasion)
            var outcome = PlanningOutcome()
            settle(one, followUp(plan, context, resolved, occasion, &outcome), cause, &changes)
            changes.findings += outcome.findings
        } catch {
            changes.findings.append(error.finding)
        }
    }
}

extension FollowUp {
    func differs(from planned: PlannedFollowUp) -> Bool {
        window != planned.window || severity != planned.severity || role != planned.role || unit != planned.unit || party != planned.party
    }
}
