import Domain

/// Works out the window of a rule for an event: from the anchor, `notBefore` and `after`, `aim`, `within` and earlier limits that apply,
/// and how contact hours bear on the end.
public struct WindowResolver: Sendable {
    /// Anchors the window at the moment that triggered the rule (another follow-up's end, a request) instead of the event.
    public static let triggerAnchor = "trigger"

    public let evaluator: ConditionEvaluator
    let edition: Edition
    let deadlines: Deadlines

    public init(edition: Edition, registry: EventRegistry, calendar: WorkingCalendar, zone: CivilZone = .shanghai) {
        evaluator = ConditionEvaluator(edition: edition, registry: registry, calendar: calendar, zone: zone)
        self.edition = edition
        deadlines = Deadlines(calendar: calendar, zone: zone)
    }

    /// The window of `rule` for `event`; `occurrence` counts for rules that recur. `trigger` is the moment at which something other than the event started the rule.
    public func window(_ rule: FollowUpRule, for event: Event, occurrence: Int = 1, trigger: Instant? = nil) throws(RuleError) -> ResolvedWindow {
        let plan = try WindowPlan(rule, time: edition.regulation.time, figures: evaluator.figures)
        var trail = SilentTrail()
        return try window(plan, ConditionContext(event: event, nth: occurrence, now: event.occurredAt), trigger: trigger, trail: &trail)
    }

    /// The steps by which `window` comes to its result, from the rule and its clauses to the day.
    public func derivation(_ rule: FollowUpRule, for event: Event, occurrence: Int = 1, trigger: Instant? = nil) throws(RuleError) -> Derivation {
        let plan = try WindowPlan(rule, time: edition.regulation.time, figures: evaluator.figures)
        var trail = ToldTrail()
        tellOrigin(of: rule, event, trail: &trail)
        _ = try window(plan, ConditionContext(event: event, nth: occurrence, now: event.occurredAt), trigger: trigger, trail: &trail)
        return Derivation(trail.steps)
    }
}

extension WindowResolver {
    func window<Trail: DerivationTrail>(
        _ plan: WindowPlan, _ context: ConditionContext, trigger: Instant?, trail: inout Trail
    ) throws(RuleError) -> ResolvedWindow {
        if let term = plan.term { return try window(of: term, plan, context.event, trail: &trail) }
        let anchor = try anchor(plan, context.event, trigger, trail: &trail)
        let occasion = plan.recurrence.map { self.occasion($0, context.nth, from: anchor, trail: &trail) }
        let start = ahead(plan, of: occasion?.at ?? anchor, trail: &trail)
        let opens = opening(plan, from: start, trail: &trail)
        let aim = aim(plan, from: start, trail: &trail)
        let limit = try limit(plan, context, from: start, trail: &trail)
        let (due, isDeferred) = settle(limit, plan, opens: opens.at, trail: &trail)
        guard opens.at <= due.at else { throw impossible(plan, opens.at, due.at) }
        let window = Window(
            opens: opens.at, aim: aim.map { min($0.at, due.at) }, due: due.at,
            isProvisional: opens.isProvisional || due.isProvisional || aim?.isProvisional == true || occasion?.isProvisional == true)
        tell(window, trail: &trail)
        return ResolvedWindow(window: window, cohort: deadlines.zone.day(of: start), isDeferred: isDeferred)
    }

    private func anchor<Trail: DerivationTrail>(
        _ plan: WindowPlan, _ event: Event, _ trigger: Instant?, trail: inout Trail
    ) throws(RuleError) -> Instant {
        guard let name = plan.anchor else {
            trail.note(.start, deadlines.zone.told(event.occurredAt))
            return event.occurredAt
        }
        if name == Self.triggerAnchor, let trigger {
            trail.note(.requested, deadlines.zone.told(trigger))
            return trigger
        }
        let moment = try anchorMoment(name, plan, event)
        trail.note(.anchor, deadlines.zone.told(moment).merging(["attribute": name]) { a, _ in a })
        return moment
    }

    /// Days before lie at 00:00 of their day; hours and minutes run back from the moment.
    private func ahead<Trail: DerivationTrail>(_ plan: WindowPlan, of anchor: Instant, trail: inout Trail) -> Instant {
        guard let ahead = plan.ahead else { return anchor }
        let start: Instant = switch ahead.unit {
        case .minutes: anchor.adding(minutes: -Int64(ahead.boundedCount))
        case .hours: anchor.adding(minutes: -Int64(ahead.boundedCount) * 60)
        default: deadlines.zone.instant(ahead.moved(deadlines.zone.day(of: anchor), by: -1))
        }
        trail.note(.ahead, deadlines.zone.told(start).merging(["budget": ahead.text]) { a, _ in a })
        return start
    }

    func anchorMoment(_ name: String, _ plan: WindowPlan, _ event: Event) throws(RuleError) -> Instant {
        switch event.attributes[name] {
        case .day(let day): return deadlines.zone.instant(day)
        case .instant(let moment): return moment
        case nil: throw RuleError(rule: plan.rule, .attributeUnknown, ["attribute": name, "event": event.kind])
        default: throw RuleError(rule: plan.rule, .attributeUnfit, ["attribute": name, "wanted": "day"])
        }
    }

    private func opening<Trail: DerivationTrail>(_ plan: WindowPlan, from start: Instant, trail: inout Trail) -> Deadline {
        var opens = Deadline(at: start)
        if let notBefore = plan.notBefore {
            trail.note(.notBefore, ["budget": notBefore.text])
            opens = deadlines.opening(from: start, notBefore: notBefore, trail: &trail)
        }
        if let after = plan.after {
            trail.note(.after, ["budget": after.text])
            let end = deadlines.deadline(from: start, after, LimitReading(), trail: &trail)
            opens = Deadline(at: max(opens.at, end.at), isProvisional: opens.isProvisional || end.isProvisional)
        }
        return opens
    }

    private func aim<Trail: DerivationTrail>(_ plan: WindowPlan, from start: Instant, trail: inout Trail) -> Deadline? {
        guard let aim = plan.aim else { return nil }
        trail.note(.aim, ["budget": aim.text])
        return deadlines.deadline(from: start, aim, plan.reading, trail: &trail)
    }

    /// `within`, or the earliest of the further limits whose condition holds.
    private func limit<Trail: DerivationTrail>(
        _ plan: WindowPlan, _ context: ConditionContext, from start: Instant, trail: inout Trail
    ) throws(RuleError) -> Deadline {
        trail.note(.within, ["budget": plan.within.text])
        var earliest = deadlines.deadline(from: start, plan.within, plan.reading, trail: &trail)
        for limit in plan.earlier where try applies(limit, context, plan.rule, trail: &trail) {
            trail.note(.within, ["budget": limit.within.text])
            let end = deadlines.deadline(from: start, limit.within, plan.reading, trail: &trail)
            let code: DerivationCode = end.at < earliest.at ? .earlierOf : .laterOf
            trail.note(code, deadlines.zone.told(limit: end.at).merging(["budget": limit.within.text]) { a, _ in a })
            for clause in limit.basis.clauses { trail.note(.clause, ["clause": clause]) }
            if end.at < earliest.at { earliest = end }
        }
        return earliest
    }

    private func applies<Trail: DerivationTrail>(
        _ limit: WindowPlan.Earlier, _ context: ConditionContext, _ rule: String, trail: inout Trail
    ) throws(RuleError) -> Bool {
        switch try evaluator.truth(of: limit.condition, in: context, rule: rule) {
        case .holds: return true
        case .fails: return false
        case .unknown(let attribute):
            trail.note(.limitUndecided, ["budget": limit.within.text, "attribute": attribute])
            return false
        }
    }

    private func impossible(_ plan: WindowPlan, _ opens: Instant, _ due: Instant) -> RuleError {
        let zone = deadlines.zone
        return RuleError(rule: plan.rule, .windowImpossible, ["opens": zone.day(of: opens).iso, "due": zone.limitDay(of: due).iso])
    }
}
