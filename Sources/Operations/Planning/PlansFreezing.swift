import Domain
import RegulationEngine
import SQLCore
import Secrets
import Storage

/// The end of a frame: what still waits is drawn from, once.
extension Plans {
    /// An entry that still counts, with the follow-ups that it becomes.
    private struct Present {
        var entry: DrawEntryRows.Row
        var event: Event
        var active: ActiveEdition
        var candidates: [Candidate]
    }

    /// Freezes the frame, publishes its text and hash, draws, and makes the follow-ups of the drawn. What was chosen before counts in the frame
    /// like all others and stays chosen where the lot does not fall on it.
    func freeze(_ draw: DrawRows.Row) throws {
        let active = try premises.shelf.edition(draw.edition, of: context.organisation, in: session)
        guard let choice = active.edition.regulation.choice(of: draw.rule) else { throw RuleError(rule: draw.rule, .ruleUnknown) }
        let plan = try ChoicePlan(choice, rule: draw.rule, figures: Figures(active.edition))
        let present = try DrawEntryRows.rows(of: draw.id, context.organisation, in: session).compactMap { try stillThere($0, active) }
        let frame = frozen(draw, present, active)
        let result = Draw(frame, amount: plan.amount, seed: draw.seed ?? "", sha256: SHA256.hex)
        var frozen = draw
        (frozen.state, frozen.frameHash, frozen.body, frozen.frozenAt) = (.frozen, result.frameHash, frame.text, context.now)
        guard try DrawRows.freeze(frozen, of: context.organisation, in: session) else { return }
        let tickets = Dictionary(result.tickets.map { ($0.entry.name, $0) }, uniquingKeysWith: { a, _ in a })
        for one in present { try settle(one, tickets[one.entry.name], isDrawn: plan.amount != .none) }
        try note(
            "draw.frozen", frozen,
            ["frame": draw.frame, "hash": result.frameHash, "seed": draw.seed ?? "", "entries": String(present.count), "drawn": String(result.tickets.count(where: \.isDrawn))])
    }

    /// A frame whose rule cannot be evaluated ends without a draw, and who runs the regulation is told.
    func abandon(_ draw: DrawRows.Row, _ finding: Finding) throws {
        var ended = draw
        (ended.state, ended.frozenAt) = (.frozen, context.now)
        guard try DrawRows.freeze(ended, of: context.organisation, in: session) else { return }
        try note("rule.notEvaluated", ended, finding.arguments.merging(["code": finding.code]) { a, _ in a })
    }

    private func frozen(_ draw: DrawRows.Row, _ present: [Present], _ active: ActiveEdition) -> FrozenFrame {
        let regulation = active.edition.regulation
        return FrozenFrame(
            regulation: regulation.id, version: regulation.version, rule: draw.rule, unit: directory.units[draw.unit]?.code ?? draw.unit.description,
            frame: draw.frame, entries: present.map { FrozenFrame.Entry(stratum: $0.entry.stratum, name: $0.entry.name) })
    }

    /// Nil, and out of the frame, when the event was withdrawn, is exempt now or no longer of the rule.
    private func stillThere(_ entry: DrawEntryRows.Row, _ fallback: ActiveEdition) throws -> Present? {
        guard entry.standing == .waiting || entry.standing == .chosen else { return nil }
        guard try EventRows.state(of: entry.event, context.organisation, in: session) == .current,
            let event = try EventRows.event(entry.event, of: context.organisation, in: session)
        else { return try leave(entry, StopReason.eventWithdrawn.rawValue) }
        let judged = try EligibleRows.rows(of: entry.event, context.organisation, in: session).first { $0.adoption == entry.adoption }?.edition
        let active = try judged.map { try premises.shelf.edition($0, of: context.organisation, in: session) } ?? fallback
        let outcome = planner(active).plan(event, history: try history(of: event, active))
        let candidates = outcome.candidates.filter { $0.group == entry.rule }
        if candidates.isEmpty {
            let rules = Set(active.edition.regulation.rules(drawnAs: entry.rule).map(\.id))
            let exempt = outcome.eligible.filter { rules.contains($0.rule) && $0.standing == .exempt }
            try keep(exempt, event, active)
            return try leave(entry, exempt.first?.reason ?? StopReason.noLongerApplies.rawValue)
        }
        return Present(entry: entry, event: event, active: active, candidates: candidates)
    }

    private func leave(_ entry: DrawEntryRows.Row, _ reason: String) throws -> Present? {
        var left = entry
        (left.standing, left.reason) = (.left, reason)
        try DrawEntryRows.update(left, of: context.organisation, in: session)
        return nil
    }

    private func settle(_ one: Present, _ ticket: Draw.Ticket?, isDrawn: Bool) throws {
        var entry = one.entry
        entry.place = isDrawn ? ticket?.place : nil
        entry.standing = ticket?.isDrawn == true ? .drawn : entry.standing == .chosen ? .chosen : .notDrawn
        try DrawEntryRows.update(entry, of: context.organisation, in: session)
        if entry.standing == .notDrawn { return try stand(one.candidates, .notDrawn, one.event, one.active) }
        try take(one.candidates, as: entry.standing == .drawn ? .drawn : .chosen, one.event, one.active)
    }

    /// The follow-ups of an entry that was drawn, chosen, or takes another's place.
    func take(_ candidates: [Candidate], as standing: Eligible.Standing, _ event: Event, _ active: ActiveEdition) throws {
        try stand(candidates, standing, event, active)
        for candidate in candidates { _ = try insert(candidate.followUp, event, active, causedBy: nil) }
    }

    private func stand(_ candidates: [Candidate], _ standing: Eligible.Standing, _ event: Event, _ active: ActiveEdition) throws {
        for candidate in candidates {
            try EligibleRows.set(standing, of: event.id, adoption: active.adoption, rule: candidate.followUp.rule, context.organisation, in: session)
        }
    }
}
