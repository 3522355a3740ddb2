import Domain
import RegulationEngine
import SQLCore
import Storage

/// What choosing and replacing stand on: entries, what they would become, and who may.
struct DrawBench {
    let premises: Premises
    let context: Context
    let session: any SQLWriting
    let plans: Plans

    init(premises: Premises, context: Context, session: any SQLWriting) throws {
        (self.premises, self.context, self.session) = (premises, context, session)
        let directory = try premises.directory(of: context.organisation, in: session)
        plans = try Plans(premises: premises, context: context, session: session, directory: directory)
    }

    /// The event's entry in a frame of the rule, whichever adoption drew.
    func entry(of event: EventID, _ rule: String) throws -> DrawEntryRows.Row {
        for row in try EligibleRows.rows(of: event, context.organisation, in: session) {
            let active = try premises.shelf.edition(row.edition, of: context.organisation, in: session)
            guard let group = active.edition.regulation.followUps.first(where: { $0.id == rule || $0.drawGroup == rule })?.drawGroup else { continue }
            if let entry = try DrawEntryRows.row(of: event, adoption: row.adoption, rule: group, context.organisation, in: session) { return entry }
        }
        throw Refusal.notFound
    }

    func candidates(_ entry: DrawEntryRows.Row) throws -> (Event, ActiveEdition, [Candidate]) {
        guard let draw = try DrawRows.row(entry.draw, of: context.organisation, in: session),
            let event = try EventRows.event(entry.event, of: context.organisation, in: session)
        else { throw Refusal.notFound }
        let active = try premises.shelf.edition(draw.edition, of: context.organisation, in: session)
        let outcome = plans.planner(active).plan(event, history: try plans.history(of: event, active))
        let candidates = outcome.candidates.filter { $0.group == entry.rule }
        guard !candidates.isEmpty else { throw Refusal.state(code: "draw.noLongerApplies") }
        return (event, active, candidates)
    }

    /// Where the rule names who chooses, nobody else does.
    func requireRole(of entry: DrawEntryRows.Row, in unit: UnitID, _ active: ActiveEdition) throws {
        guard case .byRole(let source, _)? = active.edition.regulation.followUps.first(where: { $0.drawGroup == entry.rule })?.choice?.manner else { return }
        let holders = plans.directory.holders(of: active.postRole(for: source.roleName), near: unit, on: context.today)
        guard holders.contains(context.actor.staff) else { throw Refusal.state(code: "draw.othersChoose") }
    }

    func requireNothingCame(of entry: DrawEntryRows.Row) throws {
        guard entry.standing == .drawn else { throw Refusal.state(code: "draw.notDrawn") }
        let made = try FollowUpRows.rows(of: entry.event, context.organisation, in: session).filter { $0.followUp.adoption == entry.adoption }
        let rules = try rules(of: entry)
        guard made.filter({ rules.contains($0.followUp.rule) }).allSatisfy({ [.lost, .withdrawn, .exempt].contains($0.followUp.state) }) else {
            throw Refusal.state(code: "draw.stillRuns")
        }
        let entries = try DrawEntryRows.rows(of: entry.draw, context.organisation, in: session)
        if entries.contains(where: { $0.replaces == entry.event }) { throw Refusal.state(code: "draw.alreadyReplaced") }
    }

    private func rules(of entry: DrawEntryRows.Row) throws -> Set<String> {
        guard let draw = try DrawRows.row(entry.draw, of: context.organisation, in: session) else { throw Refusal.notFound }
        let active = try premises.shelf.edition(draw.edition, of: context.organisation, in: session)
        return Set(active.edition.regulation.followUps.filter { $0.drawGroup == entry.rule }.map(\.id))
    }

    /// Reserves follow in the order of the draw; nobody picks among them.
    func reserve(for entry: DrawEntryRows.Row) throws -> DrawEntryRows.Row {
        let stratum = try DrawEntryRows.rows(of: entry.draw, context.organisation, in: session).filter { $0.stratum == entry.stratum }
        let waiting = stratum.filter { $0.standing == .notDrawn && $0.place != nil }
        guard let reserve = waiting.min(by: { ($0.place ?? 0) < ($1.place ?? 0) }) else { throw Refusal.state(code: "draw.noReserve") }
        return reserve
    }

    func note(_ act: String, _ entry: DrawEntryRows.Row, _ event: Event, why: String) throws {
        try Journal.append(
            act, context, unit: event.unit, event: event.id, party: event.party, adoption: entry.adoption, other: entry.draw, why: why,
            payload: ["rule": entry.rule, "replaces": entry.replaces?.description ?? ""], premises: premises, in: session)
    }
}
