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
        guard case .byRole(let source, _)? = active.edition.regulation.choice(of: entry.rule)?.manner else { return }
        let holders = plans.directory.holders(of: active.postRole(for: source.roleName), near: unit, on: context.today)
        guard holders.contains(context.actor.staff) else { throw Refusal.state(code: "draw.othersChoose") }
    }

    func requireNothingCame(of entry: DrawEntryRows.Row) throws {
        guard entry.standing == .drawn else { throw Refusal.state(code: "draw.notDrawn") }
        guard let draw = try DrawRows.row(entry.draw, of: context.organisation, in: session) else { throw Refusal.notFound }
        let active = try premises.shelf.edition(draw.edition, of: context.organisation, in: session)
        let made = try Self.made(of: entry.event, draw, active, context, session)
        guard made.allSatisfy(Self.cameToNothing) else { throw Refusal.state(code: "draw.stillRuns") }
        let entries = try DrawEntryRows.rows(of: entry.draw, context.organisation, in: session)
        if entries.contains(where: { $0.replaces == entry.event }) { throw Refusal.state(code: "draw.alreadyReplaced") }
    }

    /// The follow-ups that an event of the frame became.
    static func made(
        of event: EventID, _ draw: DrawRows.Row, _ active: ActiveEdition, _ context: Context, _ session: any SQLReading
    ) throws -> [FollowUpRow] {
        let rules = Set(active.edition.regulation.rules(drawnAs: draw.rule).map(\.id))
        return try FollowUpRows.rows(of: event, context.organisation, in: session).filter {
            $0.followUp.adoption == draw.adoption && rules.contains($0.followUp.rule)
        }
    }

    static func cameToNothing(_ row: FollowUpRow) -> Bool { [.lost, .withdrawn, .exempt].contains(row.followUp.state) }

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
