import Domain

/// Turns the actions of one outcome rule into effects, for one record.
struct ActionReading {
    /// Field in which the worker enters the date of the next follow-up.
    static let nextDateField = "nextDate"

    let rules: OutcomeRules
    let outcome: OutcomeRule
    let record: RecordFacts

    func effects(_ actions: [OutcomeAction], path: String) throws(RuleError) -> [Effect] {
        var effects: [Effect] = []
        for (index, action) in actions.enumerated() {
            effects += try self.effects(action, path: path + String(index))
        }
        return effects
    }

    private func effects(_ action: OutcomeAction, path: String) throws(RuleError) -> [Effect] {
        switch action {
        case .raise(let raise): return [effect(path, .raise(try raised(raise, path)))]
        case .again(let again): return try next(again, path)
        case .require(let fields): return [effect(path, .require(fields: fields))]
        case .duty(let duty): return [effect(path, .duty(PlannedDuty(action: duty, due: try due(duty.within))))]
        case .decide(let decision): return [effect(path, .decide(PendingDecision(action: decision)))]
        case .promise(let within): return [effect(path, .promise(due: try due(within)))]
        case .tell(let role): return [effect(path, .tell(role))]
        case .stop(let stopped, let everything): return [effect(path, .stop(rules: stopped, everything: everything))]
        case .set(let state): return [effect(path, .setState(state, agreedBy: agreement(to: state)))]
        case .setParty(let status): return [effect(path, .setParty(status))]
        case .escalate(let to, let within): return [effect(path, .escalate(to: to, due: try due(within)))]
        case .guide(let id): return [effect(path, .guide(id))]
        }
    }

    private func effect(_ path: String, _ kind: Effect.Kind) -> Effect {
        Effect(key: record.source + "/" + outcome.id + "/" + path, outcome: outcome.id, basis: outcome.basis, kind: kind)
    }

    /// Periods run from the contact, and roll where the regulation's do.
    private func due(_ within: Figure<Period>?) throws(RuleError) -> Instant? {
        guard let within else { return nil }
        let period = try rules.evaluator.figures.period(within, rule: outcome.id)
        let time = rules.edition.regulation.time
        let reading = LimitReading(lastDay: time.lastDay, closeOfBusiness: time.closeOfBusiness)
        return rules.deadlines.deadline(from: record.occurredAt, period, reading).at
    }

    /// Lost needs the consent that the rule's ladder names.
    private func agreement(to state: FollowUp.State) -> AssigneeSource? {
        state == .lost ? rules.edition.regulation.rule(record.rule)?.ladder.lostAgreedBy : nil
    }
}

/// `again`: the next follow-up of the same event, as far as its guard lets it.
extension ActionReading {
    private func next(_ again: Again, _ path: String) throws(RuleError) -> [Effect] {
        let rule = again.rule ?? record.rule
        let occurrence = latestOccurrence(of: rule) + 1
        if let guardFigure = again.maxNth {
            let most = try rules.evaluator.figures.count(guardFigure, rule: outcome.id)
            if occurrence > most { return try effects(again.afterGuard, path: path + ".after.") }
        }
        let timing = try timing(again)
        let next = NextFollowUp(rule: rule, occurrence: occurrence, requestedAt: record.occurredAt, timing: timing)
        return [effect(path, .again(next))] + (again.dateRequired ? [effect(path + ".date", .require(fields: [Self.nextDateField]))] : [])
    }

    private func latestOccurrence(of rule: String) -> Int {
        let known = record.occurrences[rule] ?? 0
        return rule == record.rule ? max(known, record.occurrence) : known
    }

    /// The date the worker entered; while it is missing the rule's own window stands in, and the field is required.
    private func timing(_ again: Again) throws(RuleError) -> RequestedTiming {
        if again.dateRequired, let day = enteredDay { return .on(day) }
        guard let after = again.after else { return .byRule }
        return .after(try rules.evaluator.figures.period(after, rule: outcome.id))
    }

    private var enteredDay: LocalDay? { record.answers[Self.nextDateField]?.day(in: rules.deadlines.zone) }
}
