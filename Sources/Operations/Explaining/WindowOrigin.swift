import Domain
import RegulationEngine
import Storage

/// What a window may have been counted from.
enum WindowOrigin {
    case event
    /// The moment at which another follow-up of the event reached a state.
    case following(Instant)
    /// A contact or decision that asked for it.
    case requested(Instant, RequestedTiming)

    func derive(
        _ rule: FollowUpRule, _ event: Event, occurrence: Int, _ planner: Planner
    ) throws(RuleError) -> (window: Window?, derivation: Derivation) {
        switch self {
        case .event:
            return (
                try planner.resolver.window(rule, for: event, occurrence: occurrence).window,
                try planner.resolver.derivation(rule, for: event, occurrence: occurrence)
            )
        case .following(let moment):
            let window = try planner.resolver.window(rule, for: event, trigger: moment).window
            return (window, try planner.resolver.derivation(rule, for: event, trigger: moment))
        case .requested(let moment, let timing):
            let planned = try planner.planRequested(rule: rule.id, event: event, occurrence: occurrence, requestedAt: moment, timing: timing)
            let derivation = try planner.requestedDerivation(
                rule: rule.id, event: event, occurrence: occurrence, requestedAt: moment, timing: timing)
            return (planned.followUps.first?.window, derivation)
        }
    }
}

/// The origins that a follow-up may have, the likeliest first. How a request was timed is not stored: it shows in the window.
struct WindowOrigins {
    let desk: ExplainingDesk
    let active: ActiveEdition
    let rule: FollowUpRule
    let row: FollowUpRow

    func all() throws -> [WindowOrigin] {
        if let record = row.causedByRecord { return try requested(at: contactMoment(of: record)) }
        switch rule.trigger {
        case .after where row.followUp.occurrence == 1 || rule.recurrence != nil: return [.event]
        case .each where row.followUp.occurrence == 1: return [.event]
        case .follows(let other, _) where row.followUp.occurrence == 1: return try moments(of: other).map(WindowOrigin.following)
        case .after, .each, .follows, .onRequest: return requested(at: row.plannedAt)
        }
    }

    private func contactMoment(of record: RecordID) throws -> Instant {
        guard let record = try RecordRows.record(record, of: desk.organisation, in: desk.session),
            let contact = try ContactRows.contact(record.contact, of: desk.organisation, in: desk.session)
        else { return row.plannedAt }
        return contact.contact.occurredAt
    }

    /// When the other rule's follow-ups of the same event were done, latest first; else when this one was planned.
    private func moments(of rule: String) throws -> [Instant] {
        let rows = try FollowUpRows.rows(of: row.followUp.event, desk.organisation, in: desk.session)
        return rows.filter { $0.followUp.rule == rule }.compactMap(\.doneAt).sorted(by: >) + [row.plannedAt]
    }

    private func requested(at moment: Instant) -> [WindowOrigin] {
        let fixed = WindowOrigin.requested(moment, .on(desk.context.zone.day(of: row.followUp.window.opens)))
        let delays = active.edition.regulation.outcomes.flatMap { outcome in outcome.then.flatMap { self.delays(of: $0) } }
        return [.requested(moment, .byRule), fixed] + delays.map { WindowOrigin.requested(moment, .after($0)) }
    }

    /// The periods after which an action asks for a next follow-up.
    private func delays(of action: OutcomeAction) -> [Period] {
        switch action {
        case .again(let again):
            let after = again.after.flatMap { try? Figures(active.edition).period($0, rule: rule.id) }
            return (after.map { [$0] } ?? []) + again.afterGuard.flatMap { delays(of: $0) }
        case .duty(let duty): return duty.decision.map { delays(after: $0) } ?? []
        case .decide(let decision): return delays(after: decision)
        default: return []
        }
    }

    private func delays(after decision: DecisionAction) -> [Period] {
        decision.then.sorted { $0.key < $1.key }.flatMap { option in option.value.flatMap { delays(of: $0) } }
    }
}
