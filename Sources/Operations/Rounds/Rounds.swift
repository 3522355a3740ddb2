import Domain
import RegulationEngine
import SQLCore
import Storage

/// Rounds as time goes on: a period or festival that begins is gathered in portions, then who joins and leaves is followed until it ends.
///
/// Each turn is given once, also when the engine slept through the first day or was stopped between two portions.
struct Rounds {
    let premises: Premises
    let context: Context

    /// Parties looked at in one transaction.
    static let portion = 200

    /// Work that a round needs now.
    private struct Due: Sendable {
        var here: Turns.Round
        /// How far it has come; nil before the first portion.
        var row: RoundRows.Row?
    }

    /// - Returns: turns that came.
    func run() throws -> Int {
        let due = try premises.database.read { try self.due(in: $0) }
        var turns = 0
        for one in due.sorted(by: { ($0.here.occasion.first, $0.here.unit) < ($1.here.occasion.first, $1.here.unit) }) { turns += try work(one) }
        return turns
    }

    // MARK: What is due

    private func due(in session: any SQLReading) throws -> [Due] {
        let editions = try premises.shelf.editions(of: context.organisation, in: session).on(context.today).filter { active in
            active.edition.regulation.followUps.contains { $0.isRound }
        }
        guard !editions.isEmpty else { return [] }
        let directory = try DirectoryRows.directory(of: context.organisation, in: session)
        let calendar = try premises.calendar(of: context.organisation, in: session)
        return try editions.flatMap { active in
            let planner = premises.planners.planner(active.edition, calendar: calendar, zone: context.zone, registry: premises.library.registry)
            let units = directory.units.keys.filter { active.covers($0) }.sorted()
            return try planner.rounds.filter { active.edition.regulation.rule($0.rule)?.plan == nil }.flatMap { rule, round in
                try units.filter { try KeptRows.hasAny($0, round.of, of: context.organisation, in: session) }
                    .flatMap { try due(active, rule, round, $0, planner, in: session) }
            }
        }
    }

    /// Newest first, back to one that has been gathered and is over.
    private func due(
        _ active: ActiveEdition, _ rule: String, _ round: RoundRule, _ unit: UnitID, _ planner: Planner, in session: any SQLReading
    ) throws -> [Due] {
        guard let first = active.firstDay(context.zone),
            let occasions = try? planner.occasions(of: rule, from: first, through: context.today)
        else { return [] }
        var due: [Due] = []
        for occasion in occasions.reversed() {
            let here = Turns.Round(active: active, rule: rule, round: round, unit: unit, occasion: occasion)
            guard here.opens(context.zone).map({ $0 <= context.today }) == true else { continue }
            let row = try here.row(of: context.organisation, in: session)
            if let row, row.state == .standing {
                if occasion.last < context.today { break }
                if row.through < context.today { due.append(Due(here: here, row: row)) }
            } else {
                due.append(Due(here: here, row: row))
            }
        }
        return due
    }

    // MARK: Doing it

    private func work(_ due: Due) throws -> Int {
        guard due.row?.state != .standing else { return try premises.database.write { try follow(due.here, $0) } }
        var turns = 0
        while true {
            let (given, isGathered) = try premises.database.write { try gather(due.here, $0) }
            turns += given
            if isGathered { return turns }
        }
    }

    /// The next portion. What another program has gathered meanwhile is not gathered again.
    private func gather(_ here: Turns.Round, _ session: any SQLWriting) throws -> (given: Int, isGathered: Bool) {
        var row = try here.row(of: context.organisation, in: session) ?? begin(here)
        guard row.state == .gathering else { return (0, true) }
        let parties = try KeptRows.page(
            unit: here.unit, kind: here.round.of, after: row.lastParty, limit: Self.portion, of: context.organisation, in: session)
        let given = try Turns(plans: try plans(session)).give(here, to: parties)
        (row.turns, row.lookedAt, row.lastParty) = (row.turns + given, row.lookedAt + parties.count, parties.last?.party ?? row.lastParty)
        if parties.count < Self.portion { try finish(&row, here, session) }
        try RoundRows.save(row, of: context.organisation, in: session)
        return (given, row.state == .standing)
    }

    private func begin(_ here: Turns.Round) -> RoundRows.Row {
        RoundRows.Row(
            adoption: here.active.adoption, rule: here.rule, unit: here.unit, period: here.occasion.name, first: here.occasion.first,
            last: here.occasion.last)
    }

    private func finish(_ row: inout RoundRows.Row, _ here: Turns.Round, _ session: any SQLWriting) throws {
        (row.state, row.through) = (.standing, context.today)
        if here.isDrawn { try closeFrame(here, session) }
        guard row.turns > 0 else { return }
        try Journal.append(
            "round.gathered", context, unit: here.unit, adoption: here.active.adoption,
            payload: ["rule": here.rule, "period": row.period, "turns": String(row.turns), "parties": String(row.lookedAt)], premises: premises,
            in: session)
    }

    /// Everybody who may be drawn is known.
    private func closeFrame(_ here: Turns.Round, _ session: any SQLWriting) throws {
        let group = here.active.edition.regulation.rule(here.rule)?.drawGroup ?? here.rule
        let frame = try DrawRows.row(
            adoption: here.active.adoption, rule: group, unit: here.unit, frame: here.occasion.name, of: context.organisation, in: session)
        if let frame { try DrawRows.hasten(frame.id, to: context.now, of: context.organisation, in: session) }
    }

    /// Who joined or left since the round was last looked at.
    private func follow(_ here: Turns.Round, _ session: any SQLWriting) throws -> Int {
        guard var row = try here.row(of: context.organisation, in: session), row.state == .standing, row.through < context.today else { return 0 }
        let left = try KeptRows.left(
            unit: here.unit, kind: here.round.of, from: row.through, before: context.today, of: context.organisation, in: session)
        let plans = try plans(session)
        for kept in left { try Leaving(plans: plans).leave(kept.party, unit: here.unit) }
        let joined = here.round.joining == .thisPeriod && !here.isDrawn
            ? try KeptRows.joined(unit: here.unit, kind: here.round.of, after: row.through, through: context.today, of: context.organisation, in: session)
            : []
        let given = try Turns(plans: plans).give(here, to: joined)
        (row.through, row.turns) = (context.today, row.turns + given)
        try RoundRows.save(row, of: context.organisation, in: session)
        return given
    }

    private func plans(_ session: any SQLWriting) throws -> Plans {
        let directory = try premises.directory(of: context.organisation, in: session)
        return try Plans(premises: premises, context: context, session: session, directory: directory)
    }
}
