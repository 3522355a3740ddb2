import Domain

/// The steps of a window that are no arithmetic: where it comes from, and what came out.
extension WindowResolver {
    func tellOrigin<Trail: DerivationTrail>(of rule: FollowUpRule, _ event: Event, trail: inout Trail) {
        let regulation = edition.regulation
        trail.note(.rule, ["rule": rule.id, "regulation": regulation.id, "version": String(regulation.version), "edition": edition.id.description])
        trail.note(.event, ["kind": event.kind, "key": event.naturalKey, "day": deadlines.zone.day(of: event.occurredAt).iso])
        for clause in rule.basis.clauses { trail.note(.clause, ["clause": clause]) }
        if rule.basis.isOurs { trail.note(.ours, [:]) }
        for name in parameters(of: rule) {
            trail.note(.parameter, ["parameter": name, "value": evaluator.figures.text(name) ?? ""])
        }
    }

    func tell<Trail: DerivationTrail>(_ window: Window, trail: inout Trail) {
        trail.note(.opens, deadlines.zone.told(window.opens))
        if let aim = window.aim { trail.note(.aimed, deadlines.zone.told(limit: aim)) }
        trail.note(.due, deadlines.zone.told(limit: window.due))
    }

    private func parameters(of rule: FollowUpRule) -> [String] {
        let window = rule.window
        let figures = [rule.recurrence?.every, window.notBefore, window.after, window.aim, window.within] + window.orEarlier.map { Optional($0.within) }
        return figures.compactMap { if case .parameter(let name) = $0 { name } else { nil } }
    }
}
