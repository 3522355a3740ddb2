import Domain
import RegulationEngine
import SQLCore
import Statistics
import Storage

/// Puts a report together from the rows, as they are at its cut-off.
struct ReportBench {
    /// So many opinions and unreached people are listed at most; the file with the rows has all.
    static let longest = 500

    let premises: Premises
    let context: Context
    let session: any SQLReading

    struct Period: Sendable, Hashable {
        var from: LocalDay
        var to: LocalDay
    }

    /// The first report of the month that the regulation asks for; `monthly` when it asks for none.
    func rule(_ name: String?, _ regulation: Regulation) throws -> (id: String, duty: DutyRule?) {
        if let name, name != Self.unasked {
            guard let duty = regulation.duties.first(where: { $0.id == name && $0.isReport }) else { throw Refusal.notFound }
            return (name, duty)
        }
        let duty = name == nil ? regulation.duties.first { $0.every == .stated("month") && $0.isReport && $0.monthFrom == nil } : nil
        return (duty?.id ?? Self.unasked, duty)
    }

    static let unasked = "monthly"

    /// The period that `day` belongs to: of the duty, else its month.
    func period(_ duty: DutyRule?, around day: LocalDay, _ active: ActiveEdition) -> Period {
        if let from = duty?.monthFrom {
            let start = PeriodDuties.start(of: day, 1, monthFrom: from)
            return Period(from: start, to: start.adding(months: 1).adding(days: -1))
        }
        let span = (duty.flatMap { Self.every($0, active) } ?? .month).span(around: day)
        return Period(from: span.from, to: span.to)
    }

    static func every(_ duty: DutyRule, _ active: ActiveEdition) -> NamedPeriod? {
        switch duty.every {
        case .stated(let word)?: NamedPeriod(rawValue: word)
        case .parameter(let name)?: Figures(active.edition).text(name).flatMap(NamedPeriod.init)
        case nil: nil
        }
    }

    func body(_ active: ActiveEdition, _ duty: DutyRule?, _ period: Period, _ unit: UnitID, cutOff: Instant) throws -> MonthlyReports.Body {
        let desk = FigureDesk(premises: premises, context: context, session: session)
        let units = try desk.units(unit)
        let figures = try desk.figures(active, from: period.from, to: period.to, units: units, cutOff: cutOff)
        let targets = figures.targets.map {
            MonthlyReports.Body.Target(
                id: $0.id, measure: $0.measure, rules: $0.rules, target: $0.from == period.from ? $0.verdict?.target : nil, isOfAll: $0.isOfAll ? true : nil,
                clauses: $0.clauses)
        }
        let (start, end) = (context.zone.instant(period.from), min(cutOff, context.zone.end(of: period.to)))
        var body = MonthlyReports.Body(
            regulation: figures.regulation, title: figures.title, editionNumber: figures.editionNumber, lines: figures.lines, targets: targets,
            satisfaction: figures.satisfaction, names: figures.names,
            repeatedIssues: try DutyRows.count(
                kind: "analyse", adoption: active.adoption, units: units, from: start, to: end, of: context.organisation, in: session),
            openCases: try CaseFileRows.openCount(units: units, at: end, of: context.organisation, in: session))
        guard let duty, !duty.blocks.isEmpty else { return body }
        (body.reportTitle, body.blocks) = (duty.title, duty.blocks.map(\.name))
        let cohort = CohortRows.Cohort(adoption: active.adoption, from: period.from, to: period.to, units: units, cutOff: cutOff)
        try fill(&body, duty, cohort, active, desk)
        return body
    }

    private func fill(
        _ body: inout MonthlyReports.Body, _ duty: DutyRule, _ cohort: CohortRows.Cohort, _ active: ActiveEdition, _ desk: FigureDesk
    ) throws {
        for block in duty.blocks {
            switch block.kind {
            case .comparison: body.before = try before(duty, cohort, active, desk)
            case .opinions: body.opinions = try opinions(block, cohort, active.edition.regulation)
            case .notReached: body.notReached = try notReached(cohort)
            case .cases: body.cases = try cases(cohort)
            case .counts, .rates, .satisfaction, .dissatisfied, .repeatedIssues, .comments, .records, nil: continue
            }
        }
    }

    private func before(
        _ duty: DutyRule, _ cohort: CohortRows.Cohort, _ active: ActiveEdition, _ desk: FigureDesk
    ) throws -> MonthlyReports.Body.Before {
        let earlier = period(duty, around: cohort.from.adding(days: -1), active)
        var past = cohort
        (past.from, past.to) = (earlier.from, earlier.to)
        return MonthlyReports.Body.Before(from: earlier.from, to: earlier.to, lines: try desk.lines(past))
    }

    private func opinions(_ block: ReportBlock, _ cohort: CohortRows.Cohort, _ regulation: Regulation) throws -> [MonthlyReports.Body.Opinion] {
        let all = regulation.forms.flatMap(\.fields)
        let usual = all.filter { $0.kind == .longText && $0.requirement == .optional }.map(\.id)
        let fields = block.fields.isEmpty ? usual : block.fields
        guard !cohort.units.isEmpty, !fields.isEmpty else { return [] }
        let rows = try ItemRows.texts(cohort, fields: Set(fields).sorted(), limit: Self.longest, of: context.organisation, in: session)
        return rows.map { row in
            MonthlyReports.Body.Opinion(record: row.record, field: all.first { $0.id == row.field }?.label ?? LocalizedText(simplified: row.field), text: row.text)
        }
    }

    private func notReached(_ cohort: CohortRows.Cohort) throws -> [MonthlyReports.Body.NotReached] {
        guard !cohort.units.isEmpty else { return [] }
        let rows = try CohortRows.rows(
            cohort, rule: nil, person: nil, buckets: [.lost, .notDone], after: FollowUpID(0), limit: Self.longest, of: context.organisation, in: session)
        return rows.map {
            MonthlyReports.Body.NotReached(followUp: $0.id, rule: $0.followUp.rule, unit: $0.followUp.unit, isLost: $0.followUp.state == .lost)
        }
    }

    private func cases(_ cohort: CohortRows.Cohort) throws -> [MonthlyReports.Body.CaseCount] {
        guard !cohort.units.isEmpty else { return [] }
        let (start, end) = (context.zone.instant(cohort.from), min(cohort.cutOff, context.zone.end(of: cohort.to)))
        let codes = premises.library.registry.codes(of: "category", in: "feedbackReceived")
        return try CaseFileRows.byCategory(units: cohort.units, from: start, to: end, of: context.organisation, in: session).map { row in
            MonthlyReports.Body.CaseCount(
                category: row.category, title: codes.first { $0.code == row.category }?.title ?? LocalizedText(simplified: row.category), received: row.received,
                closed: row.closed)
        }
    }
}
