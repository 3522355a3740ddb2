import Domain
import RegulationEngine
import SQLCore
import Storage

/// Plans of rounds as time goes on: proposed in portions when their time has come, with the duty of drawing them up; once that is approved, their lines
/// become turns, in portions too.
struct VisitPlanning {
    let premises: Premises
    let context: Context

    private struct Due: Sendable {
        var here: Turns.Round
        var plan: PlanRule
        /// The last day for handing it in.
        var ready: LocalDay
    }

    /// - Returns: turns of approved plans that came.
    func run() throws -> Int {
        let due = try premises.database.read { try self.due(in: $0) }
        return try due.sorted { ($0.here.occasion.first, $0.here.unit) < ($1.here.occasion.first, $1.here.unit) }.reduce(0) { $0 + (try work($1)) }
    }

    // MARK: What is due

    private func due(in session: any SQLReading) throws -> [Due] {
        let editions = try premises.shelf.editions(of: context.organisation, in: session).on(context.today).filter { active in
            active.edition.regulation.followUps.contains { $0.plan != nil }
        }
        guard !editions.isEmpty else { return [] }
        let directory = try DirectoryRows.directory(of: context.organisation, in: session)
        let calendar = try premises.calendar(of: context.organisation, in: session)
        return try editions.flatMap { active in
            let planner = premises.planners.planner(active.edition, calendar: calendar, zone: context.zone, registry: premises.library.registry)
            let units = directory.units.keys.filter { active.covers($0) }.sorted()
            return try planner.rounds.flatMap { rule, round in
                try units.filter { try KeptRows.hasAny($0, round.of, of: context.organisation, in: session) }
                    .flatMap { try due(active, rule, round, $0, planner, in: session) }
            }
        }
    }

    /// Newest first, back to one that has been issued and is over.
    private func due(
        _ active: ActiveEdition, _ rule: String, _ round: RoundRule, _ unit: UnitID, _ planner: Planner, in session: any SQLReading
    ) throws -> [Due] {
        guard let plan = active.edition.regulation.rule(rule)?.plan, let planning = try? planner.planning(of: rule), let first = active.firstDay(context.zone),
            let occasions = try? planner.occasions(of: rule, from: first, through: planning.drafted.moved(context.today, by: 1))
        else { return [] }
        var due: [Due] = []
        for occasion in occasions.reversed() {
            let here = Turns.Round(active: active, rule: rule, round: round, unit: unit, occasion: occasion)
            guard here.opens(context.zone) != nil, planning.drafted.moved(occasion.first, by: -1) <= context.today else { continue }
            let row = try here.plan(of: context.organisation, in: session)
            if row?.state == .issued {
                if occasion.last < context.today { break }
                continue
            }
            let ready = planning.ready.map { $0.moved(occasion.first, by: -1) } ?? occasion.first.adding(days: -1)
            due.append(Due(here: here, plan: plan, ready: ready))
        }
        return due
    }

    // MARK: Doing it

    private func work(_ due: Due) throws -> Int {
        var turns = 0
        while true {
            let (made, isDone) = try premises.database.write { try step(due, $0) }
            turns += made
            if isDone { return turns }
        }
    }

    private func step(_ due: Due, _ session: any SQLWriting) throws -> (made: Int, isDone: Bool) {
        guard let row = try due.here.plan(of: context.organisation, in: session) else { return (0, try propose(begin(due, session), due, session)) }
        switch row.state {
        case .drafting: return (0, try propose(row, due, session))
        case .ready, .issuing:
            guard let duty = row.duty, try DutyRows.duty(duty, of: context.organisation, in: session)?.duty.state == .closed else { return (0, true) }
            return try issue(row, due, session)
        case .issued: return (0, true)
        }
    }

    private func begin(_ due: Due, _ session: any SQLWriting) throws -> VisitPlanRows.Row {
        let here = due.here
        let row = VisitPlanRows.Row(
            id: premises.identifiers.next(at: context.now), adoption: here.active.adoption, edition: here.active.id, rule: here.rule, unit: here.unit,
            period: here.occasion.name, first: here.occasion.first, last: here.occasion.last, createdAt: context.now)
        try VisitPlanRows.insert(row, of: context.organisation, in: session)
        return row
    }

    /// The next portion of the proposal: everybody who would have a turn, spread over the working days. True when it is complete.
    private func propose(_ plan: VisitPlanRows.Row, _ due: Due, _ session: any SQLWriting) throws -> Bool {
        let here = due.here
        var row = plan
        let plans = try plans(session)
        let turns = Turns(plans: plans)
        let parties = try KeptRows.page(
            unit: here.unit, kind: here.round.of, after: row.lastParty, limit: Rounds.portion, of: context.organisation, in: session)
        let all = try KeptRows.count(here.unit, here.round.of, of: context.organisation, in: session)
        let days = plans.planner(here.active).workdays(of: here.occasion)
        var position = try VisitPlanLineRows.last(of: row.id, context.organisation, in: session)
        for (index, kept) in parties.enumerated() where try isProposed(kept, here, turns) {
            position += 1
            let day = days[min(days.count - 1, (row.lookedAt + index) * days.count / max(1, all))]
            _ = try VisitPlanLineRows.insert(.init(plan: row.id, party: kept.party, position: position, day: day), of: context.organisation, in: session)
        }
        (row.lookedAt, row.lastParty) = (row.lookedAt + parties.count, parties.last?.party ?? row.lastParty)
        let isComplete = parties.count < Rounds.portion
        if isComplete { try finish(&row, due, lines: position, session) }
        try VisitPlanRows.update(row, of: context.organisation, in: session)
        return isComplete
    }

    /// Of whom nobody can say whether they belong is left to whoever draws up the plan.
    private func isProposed(_ kept: KeptRows.Row, _ here: Turns.Round, _ turns: Turns) throws -> Bool {
        do { return try turns.wouldHaveOne(here, kept) } catch is RuleError { return false }
    }

    /// The proposal lies ready: drawing up the plan is a duty now.
    private func finish(_ row: inout VisitPlanRows.Row, _ due: Due, lines: Int, _ session: any SQLWriting) throws {
        let (active, regulation) = (due.here.active, due.here.active.edition.regulation)
        let directory = try premises.directory(of: context.organisation, in: session)
        let role = active.postRole(for: due.plan.by.roleName)
        let holders = directory.holders(of: role, near: row.unit, on: context.today)
        let duty = Duty(
            id: premises.identifiers.next(at: context.now), kind: "plan", rule: row.rule, unit: row.unit, role: role,
            owner: holders.count == 1 ? holders[0] : nil, state: .open, due: context.zone.end(of: due.ready))
        let opened = DutyRows.Row(
            duty: duty, adoption: row.adoption, edition: row.edition, title: regulation.rule(row.rule)?.title ?? LocalizedText(simplified: row.rule),
            reviewerRole: due.plan.approve.map { active.postRole(for: $0.roleName) }, sourceKey: "visitPlan:\(row.id)",
            clauses: due.plan.basis.clauses, openedAt: context.now)
        _ = try DutyRows.insert(opened, of: context.organisation, in: session)
        (row.state, row.duty) = (.ready, duty.id)
        try Journal.append(
            "plan.proposed", context, unit: row.unit, adoption: row.adoption, other: row.id, clause: opened.clauses.first,
            payload: ["rule": row.rule, "period": row.period, "lines": String(lines)], premises: premises, in: session)
    }

    /// The next portion of lines becomes turns.
    private func issue(_ plan: VisitPlanRows.Row, _ due: Due, _ session: any SQLWriting) throws -> (made: Int, isDone: Bool) {
        var row = plan
        let turns = Turns(plans: try plans(session))
        let lines = try VisitPlanLineRows.page(of: row.id, after: row.issued, limit: Rounds.portion, context.organisation, in: session)
        for line in lines where line.standing != .dropped { try turns.issue(line, due.here) }
        (row.issued, row.state) = (lines.last?.position ?? row.issued, lines.count < Rounds.portion ? .issued : .issuing)
        try VisitPlanRows.update(row, of: context.organisation, in: session)
        if row.state == .issued {
            try Journal.append(
                "plan.issued", context, unit: row.unit, adoption: row.adoption, other: row.id, payload: ["rule": row.rule, "period": row.period],
                premises: premises, in: session)
        }
        return (lines.count(where: { $0.standing != .dropped }), row.state == .issued)
    }

    private func plans(_ session: any SQLWriting) throws -> Plans {
        try Plans(premises: premises, context: context, session: session, directory: try premises.directory(of: context.organisation, in: session))
    }
}

extension Turns.Round {
    fileprivate func plan(of organisation: OrganisationID, in session: any SQLReading) throws -> VisitPlanRows.Row? {
        try VisitPlanRows.row(adoption: active.adoption, rule: rule, unit: unit, period: occasion.name, of: organisation, in: session)
    }
}
