import Domain

/// When a follow-up that someone asked for is to be made.
public enum RequestedTiming: Sendable, Hashable {
    /// By the rule's own window, counted from the request.
    case byRule
    /// On the day that was fixed: opens at 00:00, due at its end.
    case on(LocalDay)
    /// After this period: opens on its last day, due at that day's end (rolled, where the rule rolls).
    case after(Period)
}

/// Follow-ups that an outcome or a person asks for: the next of the same rule, or of a rule that starts only on request.
extension Planner {
    /// - Parameters:
    ///   - rule: which rule; an error names it when the regulation has none of this name.
    ///   - occurrence: its number for this event, which the caller counts.
    ///   - requestedAt: the contact or decision that asks for it.
    public func planRequested(
        rule: String, event: Event, occurrence: Int, requestedAt: Instant, timing: RequestedTiming, history: HistoryFacts = HistoryFacts()
    ) throws(RuleError) -> PlanningOutcome {
        let plan = try requestedPlan(rule)
        var trail = SilentTrail()
        let context = ConditionContext(event: event, nth: occurrence, history: history, now: requestedAt)
        let resolved = try requestedWindow(plan, context, requestedAt, timing, trail: &trail)
        var outcome = PlanningOutcome()
        let occasion = Occasion(trigger: requestedAt, occurrence: occurrence)
        outcome.followUps.append(followUp(plan, context, resolved, occasion, &outcome))
        if occurrence == 1 {
            outcome.eligible.append(Eligible(event: event.id, rule: rule, standing: .obligatory, cohort: resolved.cohort))
        }
        return outcome
    }

    /// The steps by which a requested follow-up has its window.
    public func requestedDerivation(
        rule: String, event: Event, occurrence: Int, requestedAt: Instant, timing: RequestedTiming
    ) throws(RuleError) -> Derivation {
        let plan = try requestedPlan(rule)
        var trail = ToldTrail()
        resolver.tellOrigin(of: plan.rule, event, trail: &trail)
        let context = ConditionContext(event: event, nth: occurrence, now: requestedAt)
        _ = try requestedWindow(plan, context, requestedAt, timing, trail: &trail)
        return Derivation(trail.steps)
    }

    private func requestedPlan(_ rule: String) throws(RuleError) -> RulePlan {
        guard let plan = plans.first(where: { $0.rule.id == rule }) else { throw RuleError(rule: rule, .ruleUnknown) }
        return plan
    }

    private func requestedWindow<Trail: DerivationTrail>(
        _ plan: RulePlan, _ context: ConditionContext, _ requestedAt: Instant, _ timing: RequestedTiming, trail: inout Trail
    ) throws(RuleError) -> ResolvedWindow {
        switch timing {
        case .byRule: return try byRule(plan, context, requestedAt, trail: &trail)
        case .on(let day): return fixed(day, plan, requestedAt, trail: &trail)
        case .after(let period): return after(period, plan, requestedAt, trail: &trail)
        }
    }

    /// A rule that starts only on request may count from a date of the event; any other counts from the request.
    private func byRule<Trail: DerivationTrail>(
        _ plan: RulePlan, _ context: ConditionContext, _ requestedAt: Instant, trail: inout Trail
    ) throws(RuleError) -> ResolvedWindow {
        var window = try plan.window.get()
        if plan.rule.trigger != .onRequest || window.anchor == nil { window = WindowPlan(window, anchor: WindowResolver.triggerAnchor) }
        return try resolver.window(window, context, trigger: requestedAt, trail: &trail)
    }

    private func fixed<Trail: DerivationTrail>(
        _ day: LocalDay, _ plan: RulePlan, _ requestedAt: Instant, trail: inout Trail
    ) -> ResolvedWindow {
        trail.note(.agreedDay, day.told)
        let zone = resolver.deadlines.zone
        let window = Window(opens: zone.instant(day), due: zone.end(of: day))
        resolver.tell(window, trail: &trail)
        return ResolvedWindow(window: window, cohort: zone.day(of: requestedAt))
    }

    private func after<Trail: DerivationTrail>(
        _ period: Period, _ plan: RulePlan, _ requestedAt: Instant, trail: inout Trail
    ) -> ResolvedWindow {
        let (deadlines, zone) = (resolver.deadlines, resolver.deadlines.zone)
        let time = edition.regulation.time
        let reading = LimitReading(lastDay: plan.rule.window.lastDay ?? time.lastDay, closeOfBusiness: time.closeOfBusiness)
        trail.note(.requested, zone.told(requestedAt))
        trail.note(.notBefore, ["budget": period.text])
        let opens = deadlines.opening(from: requestedAt, notBefore: period, trail: &trail)
        trail.note(.within, ["budget": period.text])
        let limit = deadlines.deadline(from: requestedAt, period, reading, trail: &trail)
        let due = period.isClockTime ? deadlines.dayEnd(zone.day(of: limit.at), reading) : limit.at
        let window = Window(opens: opens.at, due: max(due, opens.at), isProvisional: opens.isProvisional || limit.isProvisional)
        resolver.tell(window, trail: &trail)
        return ResolvedWindow(window: window, cohort: zone.day(of: requestedAt))
    }
}
