import Domain

/// Windows between two parts of a term: the middle third of a contract.
extension WindowResolver {
    /// Opens at 00:00 of the day on which the first part has passed and ends at 24:00 of the day on which the second has; days are rounded down.
    func window<Trail: DerivationTrail>(
        of term: TermShare, _ plan: WindowPlan, _ event: Event, trail: inout Trail
    ) throws(RuleError) -> ResolvedWindow {
        let zone = deadlines.zone
        let first = zone.day(of: try anchorMoment(term.start, plan, event))
        let last = zone.day(of: try anchorMoment(term.end, plan, event))
        guard first <= last else { throw RuleError(rule: plan.rule, .windowImpossible, ["opens": first.iso, "due": last.iso]) }
        let days = last.days(since: first)
        let (opens, ends) = (first.adding(days: term.from.of(days)), first.adding(days: term.to.of(days)))
        trail.note(.term, ["first": first.iso, "last": last.iso, "from": term.from.text, "to": term.to.text, "days": String(days)])
        let due = deadlines.deadline(from: zone.instant(ends), Period(0, .days), plan.reading, trail: &trail)
        let window = Window(opens: zone.instant(opens), due: due.at, isProvisional: due.isProvisional)
        tell(window, trail: &trail)
        return ResolvedWindow(window: window, cohort: first)
    }
}
