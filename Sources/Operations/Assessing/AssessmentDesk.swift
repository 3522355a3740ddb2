import Domain
import RegulationEngine
import SQLCore
import Statistics
import Storage

/// Works out what a period's figure proposes, for the duty in which it is decided.
struct AssessmentDesk {
    /// So many events are shown as evidence at most.
    static let mostEvidence = 200

    let premises: Premises
    let context: Context
    let session: any SQLReading
    let duty: DutyRows.Row
    let row: AssessmentRows.Row
    let active: ActiveEdition
    let rule: AssessmentRule

    /// Nil for a duty of another kind.
    init?(_ duty: DutyRows.Row, _ active: ActiveEdition, premises: Premises, context: Context, session: any SQLReading) throws {
        guard duty.followUp == nil, duty.question == duty.duty.rule, let rule = active.edition.regulation.assessment(duty.duty.rule),
            let row = try AssessmentRows.row(duty.duty.id, of: context.organisation, in: session)
        else { return nil }
        (self.premises, self.context, self.session) = (premises, context, session)
        (self.duty, self.row, self.active, self.rule) = (duty, row, active, rule)
    }

    var options: [CodeDefinition] { AssessmentRule.options.map { CodeDefinition(code: $0, title: LocalizedText()) } }

    func view() throws -> AssessmentView {
        let (figure, open) = try row.figure.flatMap { try blank().with(text: $0) }.map { ($0, 0) } ?? (now(), stillOpen())
        return AssessmentView(
            from: row.from, to: row.to, measure: rule.measure, figure: figure, isFrozen: row.figure != nil, lines: try lines(figure), open: open,
            earlier: try earlier())
    }

    /// The figure as the facts are now.
    func now() throws -> AssessedFigure {
        var figure = try blank()
        let counting = counting()
        (figure.rate, figure.findings) = (try counting.rate(), try counting.findings())
        return figure
    }

    /// Events that stand behind the figure: as they were when it was frozen, else those known by now.
    func evidence() throws -> [Event] {
        let ids = row.figure == nil ? try counting().evidence(limit: Self.mostEvidence) : row.evidence.compactMap { EventID($0) }
        return try ids.compactMap { try EventRows.event($0, of: context.organisation, in: session) }
    }

    /// The row with figure and evidence as they are now: what is told, or decided, stays so.
    func frozen() throws -> AssessmentRows.Row {
        var frozen = row
        frozen.figure = try now().text
        frozen.evidence = try counting().evidence(limit: Self.mostEvidence).map(\.description)
        frozen.cutOff = context.now
        return frozen
    }

    private func blank() throws -> AssessedFigure {
        let figures = Figures(active.edition)
        let bound = try (rule.measure.isShare ? rule.tolerance : rule.target).map { try figures.partsOfTenThousand($0, rule: rule.id) }
        let each = try rule.adjust.map { try figures.partsOfTenThousand($0.points, rule: rule.id) } ?? 0
        return AssessedFigure(rule.kindOfFigure, Rate(0, of: 0), each: each, bound: rule.measure.isShare ? bound ?? 0 : bound)
    }

    private func lines(_ figure: AssessedFigure) throws -> [AssessmentView.Line] {
        let figures = Figures(active.edition)
        let cuts = rule.reductions.map {
            AssessmentView.Line(
                id: $0.id, title: $0.title,
                amount: .cut(ProposedConsequence.cut(figure, ofTarget: $0.isOfTarget, part: ($0.factor.numerator, $0.factor.denominator))))
        }
        let points = try rule.points.map {
            AssessmentView.Line(
                id: $0.id, title: $0.title,
                amount: .points(ProposedConsequence.points(figure, each: try figures.count($0.each, rule: rule.id), countsBegun: $0.countsBegun)))
        }
        let measures = try rule.measures.map {
            AssessmentView.Line(id: $0.id, title: $0.title, amount: .consequence($0.kind, try happens($0.when, figure, figures)))
        }
        return cuts + points + measures
    }

    private func happens(_ when: AssessmentRule.Consequence.When, _ figure: AssessedFigure, _ figures: Figures) throws -> Bool {
        switch when {
        case .missed: figure.isMissed
        // Without a base nobody has reached anything.
        case .met: figure.rate.denominator > 0 && !figure.isMissed
        case .atLeast(let least): figure.rate.numerator >= (try figures.count(least, rule: rule.id))
        case .atMost(let most): figure.rate.numerator <= (try figures.count(most, rule: rule.id))
        }
    }

    private func stillOpen() throws -> Int { rule.of.isEmpty ? 0 : try counting().open() }

    private func counting() -> AssessmentCounting {
        AssessmentCounting(premises: premises, context: context, session: session, row: row, rule: rule, active: active)
    }

    // MARK: The period before

    private func earlier() throws -> AssessmentView.Earlier? {
        guard let before = try AssessmentRows.previous(to: row, of: context.organisation, in: session), before.state == .decided,
            let text = before.figure, let decided = try blank().with(text: text)
        else { return nil }
        var now = try blank()
        // Counted by what is known now, not by what was known when it was fixed.
        var again = before
        again.cutOff = nil
        let counting = AssessmentCounting(premises: premises, context: context, session: session, row: again, rule: rule, active: active)
        (now.rate, now.findings) = (try counting.rate(), try counting.findings())
        let directory = try premises.directory(of: context.organisation, in: session)
        let noted = try AssessmentCorrectionRows.rows(of: before.id, context.organisation, in: session).filter { $0.settledIn == nil || $0.settledIn == row.id }
        return AssessmentView.Earlier(
            id: before.id, from: before.from, to: before.to, decided: decided, now: now,
            corrections: noted.map { AssessmentView.Correction(text: $0.text, by: directory.staff[$0.by]?.name ?? "", at: $0.at) })
    }
}
