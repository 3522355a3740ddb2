import Domain

/// Outcomes that would go round for ever, and what has no basis.
extension RegulationCheck {
    /// `again` needs a guard: nobody can be called for ever because a field keeps the same answer.
    func outcomeFindings() -> [Finding] {
        regulation.outcomes.flatMap { outcome in
            outcome.then.flatMap { unguarded($0, outcome) } + askedTwice(outcome)
        }
    }

    private func unguarded(_ action: OutcomeAction, _ outcome: OutcomeRule) -> [Finding] {
        guard case .again(let again) = action, again.maxNth == nil else { return [] }
        let returns = again.rule.map { leadsBack(from: $0, to: outcome, seen: []) } ?? true
        guard returns else { return [] }
        return [Finding(.error, "outcomeWithoutGuard", at: Place(path: "outcomes.\(outcome.id).then"), ["outcome": outcome.id])]
    }

    /// What comes back by itself has its own numbers: nothing else may ask for the next one.
    private func askedTwice(_ outcome: OutcomeRule) -> [Finding] {
        let recurring = Set(regulation.followUps.filter { $0.recurrence != nil }.map(\.id))
        let asked = AskedRules.of(outcome.then) + (outcome.then.contains { if case .again(let again) = $0 { again.rule == nil } else { false } } ? outcome.rules : [])
        return Set(asked).intersection(recurring).sorted().map {
            Finding(.error, "recurringAskedFor", at: Place(path: "outcomes.\(outcome.id).then"), ["outcome": outcome.id, "rule": $0])
        }
    }

    private func leadsBack(from rule: String, to outcome: OutcomeRule, seen: Set<String>) -> Bool {
        if outcome.rules.contains(rule) { return true }
        guard !seen.contains(rule) else { return false }
        let next = regulation.outcomes.filter { $0.rules.contains(rule) }.flatMap { AskedRules.of($0.then) }
        return next.contains { leadsBack(from: $0, to: outcome, seen: seen.union([rule])) }
    }

    func basisFindings(_ clauses: Set<String>?) -> [Finding] {
        let bases = Bases.all(of: regulation)
        let missing = bases.filter { $0.mustHave && $0.basis.clauses.isEmpty && !$0.basis.isOurs }.map {
            Finding(.warning, "basisMissing", at: Place(path: $0.path))
        }
        guard let clauses else { return missing }
        return missing + bases.flatMap { base in base.basis.clauses.compactMap { unknown($0, at: base.path, clauses) } }
    }

    /// Only regulations that the list knows at all are compared with it; an organisation's own has clauses of its own.
    private func unknown(_ clause: String, at path: String, _ clauses: Set<String>) -> Finding? {
        let number = String(clause.prefix { $0 != "/" })
        let source = number.prefix { $0 != "." } + "."
        guard !clauses.contains(number), clauses.contains(where: { $0.hasPrefix(source) }) else { return nil }
        guard let nearest = Nearest.name(to: number, in: clauses) else { return Finding(.warning, "clauseUnknown", at: Place(path: path), ["clause": clause]) }
        return Finding(.warning, "clauseUnknown.near", at: Place(path: path), ["clause": clause, "nearest": nearest])
    }
}

/// Everything in a regulation that rests on something.
struct Bases {
    struct Entry {
        var path: String
        var basis: Basis
        /// Rules, figures and actions must say what they rest on; parts of a rule rest on what the rule does.
        var mustHave: Bool
    }

    static func all(of regulation: Regulation) -> [Entry] {
        var entries: [Entry] = []
        func add(_ path: String, _ basis: Basis, must: Bool = true) { entries.append(Entry(path: path, basis: basis, mustHave: must)) }
        for rule in regulation.followUps {
            add("followUps.\(rule.id)", rule.basis)
            for part in parts(of: rule) { add("followUps.\(rule.id).\(part.path)", part.basis, must: false) }
        }
        for rule in regulation.cases {
            add("cases.\(rule.id)", rule.basis)
            for part in parts(of: rule) { add("cases.\(rule.id).\(part.path)", part.basis, must: false) }
        }
        for outcome in regulation.outcomes { add("outcomes.\(outcome.id)", outcome.basis) }
        for parameter in regulation.parameters { add("parameters.\(parameter.id)", parameter.basis) }
        for role in regulation.roles { add("roles.\(role.id)", role.basis) }
        for population in regulation.populations { add("populations.\(population.id)", population.basis) }
        for target in regulation.targets { add("targets.\(target.id)", target.basis) }
        for assessment in regulation.assessments { add("assessments.\(assessment.id)", assessment.basis) }
        for duty in regulation.duties { add("duties.\(duty.id)", duty.basis) }
        for record in regulation.records {
            add("records.\(record.id)", record.basis)
            add("records.\(record.id).keep", record.keepBasis, must: record.keepFor != nil || record.keepIn != nil)
        }
        for guidance in regulation.guidance { add("guidance.\(guidance.id)", guidance.basis) }
        for form in regulation.forms {
            for field in form.fields { add("forms.\(form.id).\(field.id)", Basis(clauses: field.clauses), must: false) }
        }
        return entries
    }

    private static func parts(of rule: CaseRule) -> [(path: String, basis: Basis)] {
        var parts = rule.assign.enumerated().map { ("assign[\($0.offset)]", $0.element.basis) }
        parts += rule.decisions.map { ("decisions.\($0.id)", $0.basis) }
        for clock in rule.clocks {
            parts.append(("clocks.\(clock.id)", clock.basis))
            parts += (clock.before + clock.atDeadline).map { ("clocks.\(clock.id)", $0.basis) }
        }
        parts += rule.merging.map { [("merge", $0.basis)] } ?? []
        return parts + rule.consequences.map { ("follows.\($0.id)", $0.basis) } + [("close", rule.closing.basis)]
    }

    private static func parts(of rule: FollowUpRule) -> [(path: String, basis: Basis)] {
        var parts = rule.assign.enumerated().map { ("assign[\($0.offset)]", $0.element.basis) }
        parts += rule.channels.map { ("channels.\($0.channel.rawValue)", $0.basis) }
        parts += rule.window.orEarlier.enumerated().map { ("orEarlier[\($0.offset)]", $0.element.basis) }
        parts += rule.sign.enumerated().map { ("sign[\($0.offset)]", $0.element.basis) }
        parts += rule.review.enumerated().map { ("review[\($0.offset)]", $0.element.basis) }
        parts += rule.appointment.map { [("appointment", $0.basis)] } ?? []
        parts += rule.plan.map { [("plan", $0.basis)] } ?? []
        parts += rule.reach.map { [("reach", $0.basis)] } ?? []
        parts += rule.hours.map { [("hours", $0.basis)] } ?? []
        return parts + [("ladder", rule.ladder.basis)]
    }
}
