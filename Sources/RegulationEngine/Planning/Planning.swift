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
            if plan.rule.condition != .always, try !resolver.evaluator.holds(plan.rule.condition, in: context, rule: plan.rule.id) { return }
            let resolved = try window(plan, context, occasion)
            if let exemption = exemption(plan, context, &outcome) {
                outcome.eligible.append(exemption.row(plan.rule.id, context.event.id, resolved.cohort))
                if let still = exemption.still { outcome.stillDue.append(StillDue(rule: plan.rule.id, population: exemption.reason, still: still)) }
                return
            }
            outcome.eligible.append(Eligible(event: context.event.id, rule: plan.rule.id, standing: .obligatory, cohort: resolved.cohort))
            outcome.followUps.append(followUp(plan, context, resolved, occasion, &outcome))
        } catch {
            outcome.findings.append(error.finding)
        }
    }

    func window(_ plan: RulePlan, _ context: ConditionContext, _ occasion: Occasion) throws(RuleError) -> ResolvedWindow {
        var trail = SilentTrail()
        return try resolver.window(try plan.window.get(), context, trigger: occasion.trigger, trail: &trail)
    }

    func followUp(
        _ plan: RulePlan, _ context: ConditionContext, _ resolved: ResolvedWindow, _ occasion: Occasion, _ outcome: inout PlanningOutcome
    ) -> PlannedFollowUp {
        let event = context.event
        let line = line(plan, context, &outcome)
        return PlannedFollowUp(
            rule: plan.rule.id, event: event.id, occurrence: occasion.occurrence, party: event.party, matter: event.matter, unit: event.unit,
            window: resolved.window, isDeferred: resolved.isDeferred, cohort: resolved.cohort, severity: event.attributes["severity"]?.text,
            role: line.map { plan.roles[$0] } ?? "", mode: line.map { plan.rule.assign[$0].mode } ?? .alone,
            channel: plan.rule.channels.first?.channel)
    }

    /// The first assignment line that applies. A line that can't be decided is passed over with a word about it.
    private func line(_ plan: RulePlan, _ context: ConditionContext, _ outcome: inout PlanningOutcome) -> Int? {
        for (index, line) in plan.rule.assign.enumerated() {
            if line.condition == .always { return index }
            do throws(RuleError) {
                if try resolver.evaluator.holds(line.condition, in: context, rule: plan.rule.id) { return index }
            } catch {
                outcome.findings.append(error.finding(error.code == .attributeUnknown ? .note : .warning))
            }
        }
        outcome.findings.append(Finding(.error, "assign.noLine", at: Place(path: plan.rule.id), ["rule": plan.rule.id]))
        return nil
    }
}
