import Domain
import RegulationEngine
import SQLCore
import Statistics
import Storage

/// Counts what an assessment looks at: of a department with all below it, or of one person's work.
struct AssessmentCounting {
    let premises: Premises
    let context: Context
    let session: any SQLReading
    let row: AssessmentRows.Row
    let rule: AssessmentRule
    let active: ActiveEdition

    func rate() throws -> Rate {
        switch rule.measure {
        case .notMadeShare where row.staff != nil:
            let checks = try checks(rule.of)
            return Rate(checks.filter { AuditVerdict.notMade.contains($0.code) }.count, of: checks.count)
        case .perfunctory, .falsified: return Rate(try checks(rule.of).filter { $0.code == rule.measure.rawValue }.count, of: 0)
        case .eventCount: return Rate(try events().count, of: 0)
        case .notMadeShare, .followedUpRate, .inTimeRate, .satisfactionRate, .handlingRate: return try measured()
        }
    }

    /// Findings that take points of the rate.
    func findings() throws -> Int {
        guard let adjust = rule.adjust else { return 0 }
        return try checks(adjust.of).filter { adjust.verdicts.contains($0.code) }.count
    }

    /// What may still be made in time.
    func open() throws -> Int {
        try CohortRows.open(cohort(), zone: context.zone, of: context.organisation, in: session).filter { rule.of.contains($0.rule) }.map(\.undone).reduce(0, +)
    }

    /// Events behind the figure: what went wrong of a rate or share, everything of a count.
    func evidence(limit: Int) throws -> [EventID] {
        let found = try rule.adjust.map { adjust in try checks(adjust.of).filter { adjust.verdicts.contains($0.code) }.map(\.event) } ?? []
        var seen: Set<EventID> = []
        return Array((found + (try wrong(limit))).filter { seen.insert($0).inserted }.prefix(limit))
    }

    private func wrong(_ limit: Int) throws -> [EventID] {
        switch rule.measure {
        case .notMadeShare: try checks(rule.of).filter { AuditVerdict.notMade.contains($0.code) }.map(\.event)
        case .perfunctory, .falsified: try checks(rule.of).filter { $0.code == rule.measure.rawValue }.map(\.event)
        case .eventCount: try events().map(\.id)
        case .followedUpRate: try undone([.notDone, .lost], limit)
        case .inTimeRate: try undone([.notDone, .lost, .doneLate], limit)
        case .satisfactionRate:
            try ItemRows.dissatisfied(cohort(), rules: rule.of, person: row.staff, limit: limit, of: context.organisation, in: session)
        case .handlingRate: try ItemRows.unsettled(cohort(), rules: rule.of, limit: limit, of: context.organisation, in: session)
        }
    }

    // MARK: Follow-ups

    private func measured() throws -> Rate {
        guard let measure = Measure(rawValue: rule.measure.rawValue) else { return Rate(0, of: 0) }
        let desk = FigureDesk(premises: premises, context: context, session: session)
        let lines = try desk.lines(cohort(), measures: [measure]).only(rules: Set(rule.of)).lines
        return measure.rate(FigureLines(lines.filter { row.staff == nil || $0.person == row.staff }).total)
    }

    private func undone(_ buckets: [CohortRows.Bucket], _ limit: Int) throws -> [EventID] {
        try rule.of.flatMap {
            try CohortRows.rows(
                cohort(), rule: $0, person: row.staff, buckets: buckets, after: FollowUpID(0), limit: limit, of: context.organisation, in: session)
        }.map(\.followUp.event)
    }

    private func cohort() throws -> CohortRows.Cohort {
        let directory = try premises.directory(of: context.organisation, in: session)
        return CohortRows.Cohort(
            adoption: row.adoption, from: row.from, to: row.to, units: directory.subtree(of: row.unit).sorted(), cutOff: row.cutOff ?? context.now,
            isPresent: row.cutOff == nil)
    }

    // MARK: Checks and events

    /// Checks of the period with their verdict; of a person, those of that person's work.
    private func checks(_ rules: [String]) throws -> [(event: EventID, code: String)] {
        let all = try ItemRows.checks(AuditVerdict.field, cohort(), rules: rules, of: context.organisation, in: session)
        guard let staff = row.staff else { return all }
        return try all.filter { check in
            try EventRows.event(check.event, of: context.organisation, in: session).map { try isWork(of: staff, $0) } ?? false
        }
    }

    /// Events of the period that are counted, the earliest first.
    private func events() throws -> [Event] {
        let directory = try premises.directory(of: context.organisation, in: session)
        let counted = CountedEvents(rule.events, common: premises.library.registry, own: active.edition.regulation.events)
        let (from, to) = (context.zone.instant(row.from), context.zone.end(of: row.to).adding(seconds: -1))
        let found = try counted.kinds.flatMap { kind in
            try directory.subtree(of: row.unit).sorted().flatMap { unit in
                try EventRows.events(kind: kind, unit: unit, since: from, until: to, of: context.organisation, in: session)
            }
        }.filter(counted.counts)
        let known = found.filter { event in row.cutOff.map { event.recordedAt <= $0 } ?? true }
        return try known.filter { event in try row.staff.map { try isWork(of: $0, event) } ?? true }
            .sorted { ($0.occurredAt, $0.id) < ($1.occurredAt, $1.id) }
    }

    /// Whether an event is this person's work, as the rule says whose it is.
    private func isWork(of staff: StaffID, _ event: Event) throws -> Bool {
        let directory = try premises.directory(of: context.organisation, in: session)
        switch rule.whose {
        case .eventStaff(let attribute): return CountedEvents.names(directory.staff[staff]?.code ?? "", in: attribute, of: event)
        case .whoDid(let made):
            return try FollowUpRows.rows(of: event.id, context.organisation, in: session).contains { $0.followUp.rule == made && $0.doneBy == staff }
        case .role(let role):
            return directory.holders(of: active.postRole(for: role), near: event.unit, on: context.zone.day(of: event.occurredAt)).contains(staff)
        case .headOf(let attribute, let role):
            guard let name = CountedEvents.leading(in: attribute, of: event), let unit = directory.units.values.first(where: { $0.code == name }) else { return false }
            return directory.holders(of: active.postRole(for: role), near: unit.id, on: context.zone.day(of: event.occurredAt)).contains(staff)
        case .namedIn, nil: return false
        }
    }
}
