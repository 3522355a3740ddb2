import Domain
import RegulationEngine
import SQLCore
import Statistics
import Storage

/// Once a day: which targets of the present period are behind, or cannot be reached any more. Whoever makes or reviews their follow-ups is told, once
/// each period.
struct TargetWatch {
    let premises: Premises
    let context: Context

    /// - Returns: how many targets were told.
    func look() throws -> Int {
        let day = context.today
        let editions = try premises.database.read { session in
            try TargetWatchRows.wasLooked(on: day, of: context.organisation, in: session)
                ? [] : premises.shelf.editions(of: context.organisation, in: session).on(day).filter { !$0.edition.regulation.targets.isEmpty }
        }
        guard !editions.isEmpty else { return 0 }
        let lagging = try premises.database.read { session in try editions.flatMap { try self.lagging($0, session) } }
        return try premises.database.write { session in
            guard try TargetWatchRows.look(on: day, of: context.organisation, in: session) else { return 0 }
            return try lagging.filter { try tell($0, session) }.count
        }
    }

    /// A target that is not on its way.
    private struct Lagging: Sendable {
        var active: ActiveEdition
        var target: Target
        var unit: UnitID
        var from: LocalDay
        var isOutOfReach: Bool
        var best: String
    }

    private func lagging(_ active: ActiveEdition, _ session: any SQLReading) throws -> [Lagging] {
        let directory = try premises.directory(of: context.organisation, in: session)
        let targets = active.edition.regulation.targets.filter { $0.atLeast != nil && !$0.isSoft }
        let (apart, together) = (targets.filter { $0.per.contains("department") }, targets.filter { !$0.per.contains("department") })
        let departments = apart.isEmpty ? [] : directory.units.values.filter { $0.kind == .department && active.covers($0.id) }.map(\.id).sorted()
        let tops = together.isEmpty ? [] : directory.units.values.filter { unit in active.covers(unit.id) && unit.parent.map { !active.covers($0) } ?? true }.map(\.id).sorted()
        return try departments.flatMap { try lagging(Set(apart.map(\.id)), active, in: $0, directory, session) }
            + tops.flatMap { try lagging(Set(together.map(\.id)), active, in: $0, directory, session) }
    }

    private func lagging(
        _ ids: Set<String>, _ active: ActiveEdition, in unit: UnitID, _ directory: StaffDirectory, _ session: any SQLReading
    ) throws -> [Lagging] {
        let desk = FigureDesk(premises: premises, context: context, session: session)
        let units = directory.subtree(of: unit).filter { active.covers($0) }.sorted()
        let cohort = CohortRows.Cohort(
            adoption: active.adoption, from: context.today.firstOfMonth, to: context.today.lastOfMonth, units: units, cutOff: context.now,
            isPresent: true)
        let measures = Set(active.edition.regulation.targets.compactMap { Measure(rawValue: $0.measure) })
        let figures = try TargetDesk(desk: desk, active: active, cohort: cohort).figures(try desk.lines(cohort, measures: measures))
        return figures.compactMap { figure in
            guard ids.contains(figure.id), let plan = figure.plan, plan.isOutOfReach || plan.isWarning,
                let target = active.edition.regulation.targets.first(where: { $0.id == figure.id })
            else { return nil }
            let best = Rate(plan.isOutOfReach ? plan.possible : plan.forecast, of: plan.base).percentText ?? "0.0"
            return Lagging(active: active, target: target, unit: unit, from: figure.from, isOutOfReach: plan.isOutOfReach, best: best + "%")
        }
    }

    private func tell(_ one: Lagging, _ session: any SQLWriting) throws -> Bool {
        let standing: QuotaPlan.Standing = one.isOutOfReach ? .outOfReach : .behind
        guard
            try TargetWatchRows.note(
                adoption: one.active.adoption, target: one.target.id, unit: one.unit, from: one.from, standing: standing.rawValue, on: context.today,
                of: context.organisation, in: session)
        else { return false }
        let directory = try premises.directory(of: context.organisation, in: session)
        for staff in people(one, directory) { try tell(one, standing, staff, session) }
        try Journal.append(
            "target." + standing.rawValue, context, unit: one.unit, adoption: one.active.adoption, clause: one.target.basis.clauses.first,
            payload: ["target": one.target.id, "from": one.from.iso, "best": one.best], premises: premises, in: session)
        return true
    }

    private func tell(_ one: Lagging, _ standing: QuotaPlan.Standing, _ staff: StaffID, _ session: any SQLWriting) throws {
        let arguments = [
            "edition": one.active.id.description, "adoption": one.active.adoption.description, "rule": one.target.of.first ?? "", "period": one.from.iso, "best": one.best,
        ]
        let code = one.isOutOfReach ? "notice.targetOutOfReach" : "notice.targetBehind"
        let notice = NoticeRows.Row(
            id: premises.identifiers.next(at: context.now), unit: one.unit, role: "", staff: staff, code: code, arguments: arguments, createdAt: context.now)
        let key = "target:\(one.active.adoption)/\(one.target.id)/\(one.unit)/\(one.from.iso)/\(standing.rawValue)/\(staff)"
        try NoticeRows.insert(notice, sourceKey: key, of: context.organisation, in: session)
    }

    /// Whoever holds a role that makes or reviews these follow-ups, in the unit, below it or above it.
    private func people(_ one: Lagging, _ directory: StaffDirectory) -> [StaffID] {
        let rules = one.target.of.compactMap { one.active.edition.regulation.rule($0) }
        let named = rules.flatMap { rule in rule.assign.flatMap { $0.to.map(\.roleName) } + rule.review.map(\.by.roleName) }
        let roles = Set(named.map(one.active.postRole))
        let units = directory.subtree(of: one.unit).union(directory.lineage(of: one.unit))
        let posts = directory.posts.filter { roles.contains($0.role) && units.contains($0.unit) && $0.holds(on: context.today) }
        return Set(posts.map(\.staff).filter { directory.staff[$0]?.isActive == true }).sorted()
    }
}
