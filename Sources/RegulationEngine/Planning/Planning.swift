import Domain

/// One rule and one event: in scope, exempt or not, then window, role and channel.
extension Planner {
    /// What started the rule, other than the event itself.
    struct Occasion {
        var trigger: Instant?
        var occurrence = 1
    }

    func consider(_ plan: RulePlan, _ context: ConditionContext, _ occasion: Occasion, _ outcome: inout PlanningOutcome) {
        do throws(RuleError) {
            // Whom somebody added to a plan belongs to it, whatever the books say.
            let isAdded = context.event.attributes["added"]?.flag == true
            for condition in [isAdded ? .always : plan.population, plan.rule.condition] where condition != .always {
                if try !resolver.evaluator.holds(condition, in: context, rule: plan.rule.id) { return }
            }
            if plan.rule.recurrence != nil, try resolver.isOver(try plan.window.get(), before: occasion.occurrence, context.event) { return }
            let resolved = try window(plan, context, occasion)
            if let exemption = exemption(plan, context, &outcome) {
                outcome.eligible.append(exemption.row(plan.rule.id, context.event.id, resolved.cohort))
                if let still = exemption.still { outcome.stillDue.append(StillDue(rule: plan.rule.id, population: exemption.reason, still: still)) }
                return
            }
            if let reason = spared(plan, context, resolved) {
                return outcome.eligible.append(Exemption(reason: reason.rawValue).row(plan.rule.id, context.event.id, resolved.cohort))
            }
            take(followUp(plan, context, resolved, occasion, &outcome), plan.rule, context.event, &outcome)
        } catch {
            outcome.findings.append(error.finding)
        }
    }

    /// Why the event needs none, whoever it is about.
    private func spared(_ plan: RulePlan, _ context: ConditionContext, _ resolved: ResolvedWindow) -> StopReason? {
        if plan.rule.window.ahead != nil, resolved.window.due <= context.event.occurredAt { return .noTimeLeft }
        let isNeedless = context.history?.events.contains { makesNeedless($0, plan.rule) && $0.matter == context.event.matter } ?? false
        return isNeedless && context.event.matter != nil ? .needless : nil
    }

    private func makesNeedless(_ event: Event, _ rule: FollowUpRule) -> Bool {
        rule.unless.contains { name in
            guard let meaning = resolver.evaluator.meanings[name], meaning.kind == event.kind else { return false }
            return meaning.truth(for: event) == .holds
        }
    }

    /// The rules of which the event makes the follow-ups of its matter needless.
    public func rulesMadeNeedless(by event: Event) -> [String] { plans.map(\.rule).filter { makesNeedless(event, $0) }.map(\.id) }

    /// Kinds of event that may have made a follow-up needless before it was planned.
    public var sparingKinds: [String] {
        let kinds = plans.flatMap(\.rule.unless).compactMap { resolver.evaluator.meanings[$0]?.kind }
        return Set(kinds).sorted()
    }

    /// Made at once, or left to a draw or a choice.
    private func take(_ planned: PlannedFollowUp, _ rule: FollowUpRule, _ event: Event, _ outcome: inout PlanningOutcome) {
        guard let choice = rule.choice else {
            outcome.eligible.append(Eligible(event: event.id, rule: rule.id, standing: .obligatory, cohort: planned.cohort))
            return outcome.followUps.append(planned)
        }
        outcome.eligible.append(Eligible(event: event.id, rule: rule.id, standing: .waiting, cohort: planned.cohort, due: planned.window.due))
        outcome.candidates.append(Candidate(followUp: planned, group: rule.drawGroup, stratum: event.stratum(by: choice.strata)))
    }

    func window(_ plan: RulePlan, _ context: ConditionContext, _ occasion: Occasion) throws(RuleError) -> ResolvedWindow {
        var trail = SilentTrail()
        return try resolver.window(try plan.window.get(), context, trigger: occasion.trigger, trail: &trail)
    }

    func followUp(
        _ plan: RulePlan, _ context: ConditionContext, _ resolved: ResolvedWindow, _ occasion: Occasion, _ outcome: inout PlanningOutcome
    ) -> PlannedFollowUp {
        let line = line(plan, context, &outcome)
        return PlannedFollowUp(
            rule: plan.rule.id, event: context.event.id, occurrence: occasion.occurrence, party: context.event.party, matter: context.event.matter,
            unit: context.event.unit,
            window: resolved.window, isDeferred: resolved.isDeferred, cohort: resolved.cohort, severity: context.event.attributes["severity"]?.text,
            role: line.map { plan.roles[$0] } ?? "", mode: line.map { plan.rule.assign[$0].mode } ?? .alone,
            channel: plan.rule.channels.first?.channel)
    }

    /// The first assignment line that applies. A line that can't be decided is passed over with a word about it.
    private func line(_ plan: RulePlan, _ context: ConditionContext, _ outcome: inout PlanningOutcome) -> Int? {
        for (index, line) in plan.rule.assign.enumerated() {
            if line.condition == .always { return index }
            do throws(RuleError) {
                switch try resolver.evaluator.truth(of: line.condition, in: context, rule: plan.rule.id) {
                case .holds: return index
                case .fails: continue
                case .unknown(let attribute): outcome.findings.append(plan.undecided(attribute, context.event))
                }
            } catch {
                outcome.findings.append(error.finding(.warning))
            }
        }
        outcome.findings.append(Finding(.error, "assign.noLine", at: Place(path: plan.rule.id), ["rule": plan.rule.id]))
        return nil
    }
}
