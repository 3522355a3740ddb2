import Domain
import RegulationEngine
import SQLCore
import Storage

/// Facts that came before an edition was put in force, and on whose day it decides, are planned under it: in portions, each fact once.
///
/// What an earlier edition of the adoption has decided about stays as it is.
struct CatchingUp {
    let premises: Premises
    let context: Context

    /// Facts looked at in one transaction.
    static let portion = 200

    /// - Returns: follow-ups that were planned.
    func run() throws -> Int {
        var planned = 0
        while try premises.database.read({ try CatchUpRows.next(of: context.organisation, in: $0) }) != nil {
            planned += try premises.database.write { try step($0) }
        }
        return planned
    }

    private func step(_ session: any SQLWriting) throws -> Int {
        guard var row = try CatchUpRows.next(of: context.organisation, in: session) else { return 0 }
        let before = row.planned
        let directory = try premises.directory(of: context.organisation, in: session)
        let plans = try Plans(premises: premises, context: context, session: session, directory: directory)
        let active = try premises.shelf.edition(row.edition, of: context.organisation, in: session)
        var left = Self.portion
        for place in places(active, directory, after: row.last) where left > 0 {
            let facts = try CatchUpRows.facts(row, after: place, limit: left, of: context.organisation, in: session)
            for event in facts { row.planned += try plan(event, active, plans) }
            left -= facts.count
            row.lookedAt += facts.count
            row.last = facts.last.map { .init(unit: place.unit, kind: place.kind, occurredAt: $0.occurredAt, event: $0.id) } ?? place
        }
        if left > 0 { try finish(row, active, session) } else { try CatchUpRows.save(row, of: context.organisation, in: session) }
        return row.planned - before
    }

    /// Where to look: every covered unit and every kind of event that starts a rule, from the last place on.
    private func places(_ active: ActiveEdition, _ directory: StaffDirectory, after last: CatchUpRows.Position?) -> [CatchUpRows.Position] {
        let units = directory.units.keys.filter { active.covers($0) }.sorted()
        let kinds = starting(active.edition.regulation).sorted()
        let all = units.flatMap { unit in kinds.map { CatchUpRows.Position(unit: unit, kind: $0, occurredAt: Instant(milliseconds: 0), event: EventID(0)) } }
        guard let last else { return all }
        return [last] + all.filter { ($0.unit, $0.kind) > (last.unit, last.kind) }
    }

    private func starting(_ regulation: Regulation) -> Set<String> {
        let names = regulation.followUps.flatMap { rule -> [String] in
            if case .after(let events) = rule.trigger { events } else { [] }
        }
        return Set(names.compactMap { premises.library.registry.resolve($0)?.kind.name })
    }

    private func plan(_ event: Event, _ active: ActiveEdition, _ plans: Plans) throws -> Int {
        guard plans.deciding(event).contains(where: { $0.id == active.id }) else { return 0 }
        let decided = try EligibleRows.rows(of: event.id, context.organisation, in: plans.session)
        guard !decided.contains(where: { $0.adoption == active.adoption }) else { return 0 }
        let outcome = plans.planner(active).plan(event, history: try plans.history(of: event, active))
        return try plans.write(outcome, event, active).count
    }

    private func finish(_ row: CatchUpRows.Row, _ active: ActiveEdition, _ session: any SQLWriting) throws {
        try CatchUpRows.finish(row.edition, of: context.organisation, in: session)
        guard row.lookedAt > 0 else { return }
        try Journal.append(
            "edition.caughtUp", context, adoption: active.adoption, other: row.edition.rawValue,
            payload: ["facts": String(row.lookedAt), "followUps": String(row.planned), "number": String(active.number)], premises: premises, in: session)
    }
}
