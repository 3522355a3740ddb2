import Domain
import RegulationEngine
import SQLCore
import Statistics
import Storage

/// What a period's figure proposes for one department, before a person decides.
public struct AssessmentView: Sendable {
    public struct Reduction: Sendable {
        public var id: String
        public var title: LocalizedText
        public var rate: Rate
    }

    public var from: LocalDay
    public var to: LocalDay
    /// What went wrong of what was looked at; as it stood at the decision once there is one.
    public var share: Rate
    /// Parts of ten thousand.
    public var tolerance: Int
    public var reductions: [Reduction]
    /// Checks of the period that may still be made in time; 0 once it is decided.
    public var open: Int
}

/// Works a proposal out for a duty that an assessment brought about.
struct AssessmentDesk {
    /// So many events are shown as evidence at most.
    static let mostEvidence = 200

    let premises: Premises
    let context: Context
    let session: any SQLReading
    let row: DutyRows.Row
    let active: ActiveEdition
    let rule: AssessmentRule

    /// Nil for a duty of another kind.
    init?(_ row: DutyRows.Row, _ active: ActiveEdition, premises: Premises, context: Context, session: any SQLReading) {
        guard row.followUp == nil, row.question == row.duty.rule, let rule = active.edition.regulation.assessment(row.duty.rule) else { return nil }
        (self.premises, self.context, self.session, self.row, self.active, self.rule) = (premises, context, session, row, active, rule)
    }

    var options: [CodeDefinition] { AssessmentRule.options.map { CodeDefinition(code: $0, title: LocalizedText()) } }

    func view() throws -> AssessmentView? {
        guard let (from, to) = period else { return nil }
        let (share, open) = try row.body.flatMap(Self.read).map { ($0, 0) } ?? count()
        let tolerance = try rule.tolerance.map { try Figures(active.edition).partsOfTenThousand($0, rule: rule.id) } ?? 0
        let reductions = rule.reductions.map { reduction in
            AssessmentView.Reduction(
                id: reduction.id, title: reduction.title,
                rate: ProposedReduction.rate(share, tolerance: tolerance, part: (reduction.factor.numerator, reduction.factor.denominator)))
        }
        return AssessmentView(from: from, to: to, share: share, tolerance: tolerance, reductions: reductions, open: open)
    }

    /// The figure as it is kept with the decision: `3/40`.
    func figure() throws -> String {
        let share = try count().share
        return "\(share.numerator)/\(share.denominator)"
    }

    /// Events that stand behind the figure, those that are known by now.
    func evidence() throws -> [Event] {
        guard let cohort = try cohort(at: row.decidedAt ?? context.now), !rule.of.isEmpty else { return [] }
        let events = try ItemRows.events(
            answered: AuditVerdict.field, with: AuditVerdict.notMade, cohort, rules: rule.of, limit: Self.mostEvidence, of: context.organisation, in: session)
        return try events.compactMap { try EventRows.event($0, of: context.organisation, in: session) }
    }

    private func count() throws -> (share: Rate, open: Int) {
        guard let cohort = try cohort(at: context.now), let measure = Measure(rawValue: rule.measure) else { return (Rate(0, of: 0), 0) }
        let desk = FigureDesk(premises: premises, context: context, session: session)
        let counts = try desk.lines(cohort, measures: [measure]).only(rules: Set(rule.of)).total
        let open = try CohortRows.open(cohort, zone: context.zone, of: context.organisation, in: session).filter { rule.of.contains($0.rule) }
        return (measure.rate(counts), open.map(\.undone).reduce(0, +))
    }

    private func cohort(at cutOff: Instant) throws -> CohortRows.Cohort? {
        guard let (from, to) = period else { return nil }
        let directory = try DirectoryRows.directory(of: context.organisation, in: session)
        return CohortRows.Cohort(
            adoption: row.adoption, from: from, to: to, units: directory.subtree(of: row.duty.unit).sorted(), cutOff: cutOff,
            isPresent: cutOff == context.now)
    }

    /// The key of the duty ends with the first month of its period.
    private var period: (from: LocalDay, to: LocalDay)? {
        guard let name = row.sourceKey.split(separator: "/").last, let from = LocalDay(iso: name + "-01") else { return nil }
        return (from, from.adding(months: rule.every.months).adding(days: -1))
    }

    private static func read(_ figure: String) -> Rate? {
        let parts = figure.split(separator: "/").compactMap { Int($0) }
        return parts.count == 2 ? Rate(parts[0], of: parts[1]) : nil
    }
}
