import Domain
import RegulationEngine
import SQLCore
import Storage

/// Gives parties their turns: each a fact of its own, once for rule, party and occasion, planned like any other.
struct Turns {
    let plans: Plans

    private var context: Context { plans.context }

    /// A round of one unit: whose rule, and which occasion.
    struct Round: Sendable {
        var active: ActiveEdition
        var rule: String
        var round: RoundRule
        var unit: UnitID
        var occasion: RoundOccasion

        /// The first day of turns; later than the occasion's where the regulation was put in force within it.
        func opens(_ zone: CivilZone) -> LocalDay? {
            guard let inForce = active.firstDay(zone) else { return nil }
            if inForce <= occasion.first { return occasion.first }
            return round.joining == .thisPeriod && inForce <= occasion.last ? inForce : nil
        }

        /// From when on this party has a turn; nil when it has none: it leaves before, or joins too late.
        func turn(of kept: KeptRows.Row, _ zone: CivilZone) -> (from: LocalDay, isJoining: Bool)? {
            guard let opens = opens(zone) else { return nil }
            let isJoining = kept.since > opens
            let from = isJoining ? kept.since : opens
            guard from <= occasion.last, kept.until.map({ $0 >= from }) ?? true, !isJoining || round.joining == .thisPeriod else { return nil }
            return (from, isJoining || opens > occasion.first)
        }

        func row(of organisation: OrganisationID, in session: any SQLReading) throws -> RoundRows.Row? {
            try RoundRows.row(
                adoption: active.adoption, rule: rule, unit: unit, period: occasion.name, of: organisation, in: session)
        }

        /// Who joins after a draw has no part in it.
        var isDrawn: Bool { active.edition.regulation.rule(rule)?.choice?.isDrawn ?? false }
    }

    /// A party that is known only now, while rounds stand in which it has a turn.
    func catchUp(_ kept: KeptRows.Row, isNew: Bool) throws {
        for active in plans.inForceToday where active.covers(kept.unit) {
            let planner = plans.planner(active)
            // Who joins a planned round is added to its plan by whoever draws it up.
            let unplanned = planner.rounds.filter { active.edition.regulation.rule($0.rule)?.plan == nil }
            for (rule, round) in unplanned where round.of == kept.kind && (isNew || round.joining == .thisPeriod) {
                let occasions = (try? planner.occasions(of: rule, from: context.today, through: context.today)) ?? []
                for occasion in occasions {
                    let here = Round(active: active, rule: rule, round: round, unit: kept.unit, occasion: occasion)
                    guard let row = try here.row(of: context.organisation, in: plans.session), !(here.isDrawn && row.state == .standing) else { continue }
                    _ = try give(here, to: [kept])
                }
            }
        }
    }

    /// How many had a turn given. A party of which nobody can say whether it belongs is passed over: how many, and why, is told once.
    func give(_ here: Round, to parties: [KeptRows.Row]) throws -> Int {
        var (given, undecided): (Int, [Finding: Int]) = (0, [:])
        for kept in parties {
            do {
                if try give(here, to: kept) { given += 1 }
            } catch let error as Undecided {
                undecided[error.finding, default: 0] += 1
            } catch let error as RuleError {
                undecided[error.finding, default: 0] += 1
            }
        }
        for (finding, count) in undecided.sorted(by: { $0.key.code < $1.key.code }) { try tell(finding, count, here) }
        return given
    }

    private func tell(_ finding: Finding, _ count: Int, _ here: Round) throws {
        let told = ["code": finding.code, "period": here.occasion.name, "parties": String(count)]
        try Journal.append(
            "rule.notEvaluated", context, unit: here.unit, adoption: here.active.adoption, payload: finding.arguments.merging(told) { a, _ in a },
            premises: plans.premises, in: plans.session)
    }

    /// False when the party has no turn, or has had it.
    private func give(_ here: Round, to kept: KeptRows.Row) throws -> Bool {
        guard kept.since <= context.today, let (from, isJoining) = here.turn(of: kept, context.zone),
            let party = try party(kept.party), party.status == .active
        else { return false }
        let last = try FollowUpRows.lastDone(party: party.id, of: context.organisation, in: plans.session)
        let turn = Turn(
            party: party, since: kept.since, group: kept.group, contactedOn: last.map { context.zone.day(of: $0) }, isJoining: isJoining)
        let planner = plans.planner(here.active)
        guard
            let event = try planner.turn(
                turn, of: here.rule, here.occasion, from: from, id: plans.premises.identifiers.next(at: context.now), unit: here.unit, at: context.now),
            try EventRows.known(kind: event.kind, naturalKey: event.naturalKey, of: context.organisation, in: plans.session) == nil
        else { return false }
        let outcome = planner.plan(event, history: HistoryFacts(party: party))
        if let undecided = outcome.findings.first(where: { $0.severity == .error }), outcome.eligible.isEmpty { throw Undecided(finding: undecided) }
        guard !outcome.eligible.isEmpty else { return false }
        try keep(event, outcome, here.active)
        return true
    }

    /// As it is known now: one that became another has that one's turn.
    private func party(_ named: PartyID) throws -> Party? {
        let id = try MergeRows.survivor(of: named, context.organisation, in: plans.session)
        return try PartyRows.party(id, of: context.organisation, in: plans.session)
    }

    @discardableResult
    private func keep(_ event: Event, _ outcome: PlanningOutcome, _ active: ActiveEdition) throws -> [FollowUpID] {
        try EventRows.insert(event, content: [], of: context.organisation, in: plans.session)
        try Journal.append(
            "turn.came", context, occurredAt: event.occurredAt, unit: event.unit, event: event.id, party: event.party, adoption: active.adoption,
            payload: ["key": event.naturalKey], premises: plans.premises, in: plans.session)
        return try plans.write(outcome, event, active)
    }

    /// Whether the party would have a turn of its own; nothing is written.
    func wouldHaveOne(_ here: Round, _ kept: KeptRows.Row) throws -> Bool {
        guard kept.since <= here.occasion.first, kept.until.map({ $0 >= here.occasion.first }) ?? true,
            let party = try party(kept.party), party.status == .active, let event = try event(here, party, kept, from: here.occasion.first)
        else { return false }
        return !plans.planner(here.active).plan(event, history: HistoryFacts(party: party)).followUps.isEmpty
    }

    private func event(_ here: Round, _ party: Party, _ kept: KeptRows.Row?, from: LocalDay, isAdded: Bool = false) throws -> Event? {
        let last = try FollowUpRows.lastDone(party: party.id, of: context.organisation, in: plans.session)
        let turn = Turn(
            party: party, since: kept?.since ?? from, group: kept?.group, contactedOn: last.map { context.zone.day(of: $0) }, isAdded: isAdded)
        return try plans.planner(here.active).turn(
            turn, of: here.rule, here.occasion, from: from, id: plans.premises.identifiers.next(at: context.now), unit: here.unit, at: context.now)
    }

    /// The turn of a line of an approved plan: on its day, by its person. A day that has passed is today.
    func issue(_ line: VisitPlanLineRows.Row, _ here: Round) throws {
        guard let party = try party(line.party), party.status == .active else { return }
        let kept = try KeptRows.row(line.party, unit: here.unit, kind: here.round.of, of: context.organisation, in: plans.session)
        var planned = here
        let day = line.day.map { max($0, context.today) }
        if let day { planned.occasion.last = day }
        let from = day ?? max(here.occasion.first, min(context.today, here.occasion.last))
        guard let event = try event(planned, party, kept, from: from, isAdded: line.standing == .added),
            try EventRows.known(kind: event.kind, naturalKey: event.naturalKey, of: context.organisation, in: plans.session) == nil
        else { return }
        let outcome = plans.planner(here.active).plan(event, history: HistoryFacts(party: party))
        guard !outcome.eligible.isEmpty else { return }
        for id in try keep(event, outcome, here.active) { try give(id, to: line.staff) }
    }

    private func give(_ id: FollowUpID, to staff: StaffID?) throws {
        guard let staff, let row = try FollowUpRows.row(id, of: context.organisation, in: plans.session), row.followUp.assignee != staff else { return }
        var given = row
        given.followUp.assignee = staff
        try FollowUpRows.update(from: row, to: given, of: context.organisation, in: plans.session)
        try plans.note("followUp.assigned", given, ["role": given.followUp.role])
    }

    /// Whether a party belongs to the population cannot be said.
    struct Undecided: Error { let finding: Finding }
}

extension ActiveEdition {
    /// The day on which it began to decide: that of its putting in force, where it was to hold from an earlier one.
    func firstDay(_ zone: CivilZone) -> LocalDay? {
        guard let activeFrom else { return nil }
        return max(activeFrom, activatedAt.map { zone.day(of: $0) } ?? activeFrom)
    }
}
