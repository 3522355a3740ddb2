import Domain
import RegulationEngine
import SQLCore
import Storage

/// Duties that come back by themselves: the plan of a period that begins, the statistics and reports of the one that has ended.
///
/// Each is opened once a unit and period, also when the engine slept through the first day.
struct PeriodDuties {
    let premises: Premises
    let context: Context

    func open() throws -> Int {
        let due = try premises.database.read { try missing(in: $0) }
        guard !due.isEmpty else { return 0 }
        return try premises.database.write { session in
            try due.filter { try insert($0, session) }.count
        }
    }

    /// A duty that should be there and is not.
    private struct Due: Sendable {
        var active: ActiveEdition
        var rule: DutyRule
        /// What is decided, where that is the work, and about whom.
        var question: String?
        var staff: StaffID?
        var unit: UnitID
        var owner: StaffID?
        var start: LocalDay
        var key: String
    }

    private func missing(in session: any SQLReading) throws -> [Due] {
        let editions = try premises.shelf.editions(of: context.organisation, in: session).on(context.today)
        guard editions.contains(where: { !$0.edition.regulation.duties.isEmpty || !$0.edition.regulation.assessments.isEmpty }) else { return [] }
        let directory = try DirectoryRows.directory(of: context.organisation, in: session)
        return try editions.flatMap { active in
            let regulation = active.edition.regulation
            let duties = try regulation.duties.flatMap { try missing($0, for: units(of: $0, active, directory), active, directory, in: session) }
            return try duties + regulation.assessments.flatMap { try missing($0, active, directory, in: session) }
        }
    }

    /// Each department is assessed, or each holder of the role where they work.
    private func missing(_ rule: AssessmentRule, _ active: ActiveEdition, _ directory: StaffDirectory, in session: any SQLReading) throws -> [Due] {
        guard let each = rule.each else {
            return try missing(rule.duty, question: rule.id, for: departments(active, directory), active, directory, in: session)
        }
        let role = active.postRole(for: each)
        let posts = directory.posts.filter { $0.role == role && $0.holds(on: context.today) && active.covers($0.unit) && directory.staff[$0.staff]?.isActive == true }
        return try Set(posts.map { Assessed(staff: $0.staff, unit: $0.unit) }).sorted().flatMap {
            try missing(rule.duty, question: rule.id, of: $0.staff, for: [$0.unit], active, directory, in: session)
        }
    }

    private struct Assessed: Hashable, Comparable {
        var staff: StaffID
        var unit: UnitID
        static func < (a: Assessed, b: Assessed) -> Bool { (a.unit, a.staff) < (b.unit, b.staff) }
    }

    private func missing(
        _ rule: DutyRule, question: String? = nil, of staff: StaffID? = nil, for units: [UnitID], _ active: ActiveEdition, _ directory: StaffDirectory,
        in session: any SQLReading
    ) throws -> [Due] {
        guard let length = length(rule, active), let from = firstDay(active) else { return [] }
        var due: [Due] = []
        for unit in units {
            var start = Self.start(of: context.today, length, monthFrom: rule.monthFrom)
            // Backwards to the last one that was opened.
            while start >= from {
                let whose = staff.map { "staff-\($0)/" } ?? ""
                let key = "period:\(active.adoption)/\(rule.id)/\(unit)/" + whose + Self.name(start, length, rule)
                if try DutyRows.has(source: key, of: context.organisation, in: session) { break }
                let holders = directory.holders(of: active.postRole(for: rule.by.roleName), near: unit, on: start)
                due.append(
                    Due(
                        active: active, rule: rule, question: question, staff: staff, unit: unit, owner: holders.count == 1 ? holders[0] : nil, start: start,
                        key: key))
                start = start.adding(months: -length)
            }
        }
        return due.sorted { ($0.start, $0.key) < ($1.start, $1.key) }
    }

    /// Periods that had begun before the edition was put in force are not its business, even where it holds from an earlier day.
    private func firstDay(_ active: ActiveEdition) -> LocalDay? {
        guard let from = active.activeFrom else { return nil }
        return max(from, active.activatedAt.map { context.zone.day(of: $0) } ?? from)
    }

    /// Months of the period.
    private func length(_ rule: DutyRule, _ active: ActiveEdition) -> Int? {
        let word: String? =
            switch rule.every {
            case .stated(let word)?: word
            case .parameter(let name)?: Figures(active.edition).text(name)
            case nil: nil
            }
        return word.flatMap(NamedPeriod.init)?.months
    }

    /// Every covered unit where somebody holds the role; where nobody does, the one at the top.
    private func units(of rule: DutyRule, _ active: ActiveEdition, _ directory: StaffDirectory) -> [UnitID] {
        let role = active.postRole(for: rule.by.roleName)
        let held = Set(directory.posts.filter { $0.role == role && $0.holds(on: context.today) && active.covers($0.unit) }.map(\.unit))
        if !held.isEmpty { return held.sorted() }
        return directory.units.values.filter { $0.parent == nil }.map(\.id).sorted().first.map { [$0] } ?? []
    }

    /// Every covered department is assessed; where there are none, the unit at the top.
    private func departments(_ active: ActiveEdition, _ directory: StaffDirectory) -> [UnitID] {
        let departments = directory.units.values.filter { $0.kind == .department && active.covers($0.id) }.map(\.id).sorted()
        return departments.isEmpty ? directory.units.values.filter { $0.parent == nil }.map(\.id).sorted() : departments
    }

    static func start(of day: LocalDay, _ length: Int, monthFrom: Int? = nil) -> LocalDay {
        if let monthFrom {
            let month = day.day >= monthFrom ? day.firstOfMonth : day.firstOfMonth.adding(months: -1)
            return month.adding(days: monthFrom - 1)
        }
        let month = day.month - (day.month - 1) % length
        return LocalDay(year: day.year, month: month, day: 1) ?? day.firstOfMonth
    }

    /// A plan is about the period that begins, anything else about the one that has ended: `2026-09`, `2026-07` for a quarter by its first month.
    static func name(_ start: LocalDay, _ length: Int, _ rule: DutyRule) -> String {
        if rule.monthFrom != nil { return String(start.adding(months: length).adding(days: -1).iso.prefix(7)) }
        return String((rule.kind == "plan" ? start : start.adding(months: -length)).iso.prefix(7))
    }

    /// The due day counted from the first of the period; in a month that begins elsewhere, the day of that number within it.
    private static func last(_ start: LocalDay, _ day: Int, _ rule: DutyRule) -> LocalDay {
        guard let from = rule.monthFrom else { return start.adding(days: day - 1) }
        let month = day >= from ? start.firstOfMonth : start.firstOfMonth.adding(months: 1)
        return month.adding(days: min(day, month.lastOfMonth.day) - 1)
    }

    private func insert(_ due: Due, _ session: any SQLWriting) throws -> Bool {
        let (rule, active) = (due.rule, due.active)
        let last = try rule.dueDay.map { Self.last(due.start, try Figures(active.edition).count($0, rule: rule.id), rule) }
        let duty = Duty(
            id: premises.identifiers.next(at: context.now), kind: rule.kind, rule: rule.id, unit: due.unit,
            role: active.postRole(for: rule.by.roleName),
            owner: due.owner, state: .open, due: last.map { context.zone.end(of: $0) })
        let row = DutyRows.Row(
            duty: duty, adoption: active.adoption, edition: active.id, title: rule.title,
            reviewerRole: rule.approve.map { active.postRole(for: $0.roleName) }, deciderRole: due.question.map { _ in duty.role },
            question: due.question,
            sourceKey: due.key, clauses: rule.basis.clauses, openedAt: context.now)
        guard try DutyRows.insert(row, of: context.organisation, in: session) else { return false }
        if due.question != nil { try AssessmentRows.insert(assessment(due, row), of: context.organisation, in: session) }
        try Journal.append(
            "duty.opened", context, unit: due.unit, adoption: active.adoption, other: duty.id.rawValue, clause: row.clauses.first,
            payload: ["kind": duty.kind, "role": duty.role], premises: premises, in: session)
        return true
    }

    /// Over the period that has ended.
    private func assessment(_ due: Due, _ row: DutyRows.Row) -> AssessmentRows.Row {
        let months = length(due.rule, due.active) ?? 1
        return AssessmentRows.Row(
            id: row.duty.id, adoption: row.adoption, edition: row.edition, rule: due.rule.id, unit: due.unit, staff: due.staff,
            from: due.start.adding(months: -months), to: due.start.adding(days: -1))
    }
}
