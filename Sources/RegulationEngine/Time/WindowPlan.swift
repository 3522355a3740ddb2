import Domain

/// The window of a rule with its figures filled in: worked out once for an edition, applied to many events.
///
/// A class, as `RulePlan` is: never changed, shared by all events. Copying a rule's fields for each event would cost more than planning it.
final class WindowPlan: Sendable {
    struct Earlier: Sendable {
        let condition: Condition
        let within: Period
        let figure: Figure<Period>
        let basis: Basis
    }

    let rule: String
    let anchor: String?
    let ahead: Period?
    let notBefore: Period?
    let after: Period?
    let aim: Period?
    let within: Period
    let earlier: [Earlier]
    let term: TermShare?
    let recurrence: RecurrencePlan?
    let reading: LimitReading
    let slot: TimeRules.ContactSlot
    let hours: ContactHours?

    init(_ rule: FollowUpRule, time: TimeRules, figures: Figures) throws(RuleError) {
        let window = rule.window
        func filled(_ figure: Figure<Period>?) throws(RuleError) -> Period? {
            guard let figure else { return nil }
            return try figures.period(figure, rule: rule.id)
        }
        (self.rule, anchor) = (rule.id, window.anchor)
        ahead = try filled(window.ahead)
        notBefore = try filled(window.notBefore)
        after = try filled(window.after)
        aim = try filled(window.aim)
        within = try figures.period(window.within, rule: rule.id)
        earlier = try Self.earlier(window.orEarlier, figures, rule.id)
        term = window.term
        if let comesBack = rule.recurrence { recurrence = try RecurrencePlan(comesBack, figures: figures, rule: rule.id) } else { recurrence = nil }
        reading = LimitReading(lastDay: window.lastDay ?? time.lastDay, closeOfBusiness: time.closeOfBusiness)
        (slot, hours) = (time.contactSlot, rule.hours ?? time.contactHours)
    }

    /// The same window counted from elsewhere.
    init(_ plan: WindowPlan, anchor: String) {
        (rule, self.anchor) = (plan.rule, anchor)
        ahead = nil
        (notBefore, after, aim, within, earlier) = (plan.notBefore, plan.after, plan.aim, plan.within, plan.earlier)
        (term, recurrence, reading, slot, hours) = (nil, nil, plan.reading, plan.slot, plan.hours)
    }

    private static func earlier(_ limits: [ConditionalLimit], _ figures: Figures, _ rule: String) throws(RuleError) -> [Earlier] {
        var filled: [Earlier] = []
        for limit in limits {
            let within = try figures.period(limit.within, rule: rule)
            filled.append(Earlier(condition: limit.condition, within: within, figure: limit.within, basis: limit.basis))
        }
        return filled
    }
}

/// A window as it comes out for one event.
public struct ResolvedWindow: Sendable, Hashable {
    public var window: Window
    /// The day of the anchor, to which rates assign the follow-up.
    public var cohort: LocalDay
    /// No contact was allowed when the limit was reached, and it moved to the next contact hours.
    public var isDeferred: Bool

    public init(window: Window, cohort: LocalDay, isDeferred: Bool = false) {
        (self.window, self.cohort, self.isDeferred) = (window, cohort, isDeferred)
    }
}
