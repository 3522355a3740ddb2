import Domain
import RegulationEngine
import SQLCore
import Statistics
import Storage

/// The figures of one adopted regulation over a period at a cut-off, with the words to show them.
public struct RegulationFigures: Sendable {
    public var adoption: AdoptionID
    public var regulation: String
    public var title: LocalizedText
    public var editionNumber: Int
    public var from: LocalDay
    public var to: LocalDay
    public var cutOff: Instant
    public var lines: FigureLines
    public var targets: [TargetFigure]
    public var satisfaction: [SatisfactionItem]
    public var names: FigureNames
}

/// One satisfaction question of a form with how often each level was chosen, in the order of the form.
public struct SatisfactionItem: Sendable, Hashable, Codable {
    /// The form that asks it: a call and a visit are two modes, and modes are not pooled.
    public var form: LocalizedText
    public var title: LocalizedText
    /// The levels that are an opinion; who gave none is in no level.
    public var levels: [LocalizedText]
    public var counts: [Int]
    /// At or above the bar, of those who gave an opinion.
    public var satisfied: Int
    public var answered: Int

    public var rate: Rate { Rate(satisfied, of: answered) }
}

/// A target of the regulation with what it says of the figures.
public struct TargetFigure: Sendable {
    public var id: String
    public var measure: Measure
    public var rules: [String]
    /// First day that it is measured from: that of the figures, or of the target's own longer period.
    public var from: LocalDay
    public var rate: Rate
    /// nil: only to be reported.
    public var verdict: TargetVerdict?
    /// What it still takes; nil where the target asks for no figure, or counts no follow-ups.
    public var plan: QuotaPlan?
    public var isSoft: Bool
    /// Over all events, those too that a draw or a choice left out.
    public var isOfAll: Bool
    /// The figure by the values of an attribute, where each must reach it.
    public var strata: [Stratum]
    public var clauses: [String]

    public struct Stratum: Sendable {
        public var value: String
        public var rate: Rate
        public var verdict: TargetVerdict?
    }
}

/// Titles and names of rules, units and people in figures.
public struct FigureNames: Sendable, Hashable, Codable {
    public var rules: [String: LocalizedText]
    public var units: [UnitID: String]
    public var people: [StaffID: String]
}

/// Reads figures from the rows, within the units where the actor may report.
struct FigureDesk {
    let premises: Premises
    let context: Context
    let session: any SQLReading

    /// Units that a figure may be built from: one with all below it, or all the actor may report on.
    func units(_ unit: UnitID?) throws -> [UnitID] {
        let allowed = context.scope.units[.report] ?? []
        guard let unit else { return allowed.sorted() }
        guard allowed.contains(unit) else { throw Refusal.notFound }
        let directory = try premises.directory(of: context.organisation, in: session)
        return directory.subtree(of: unit).intersection(allowed).sorted()
    }

    func figures(_ active: ActiveEdition, from: LocalDay, to: LocalDay, units: [UnitID], cutOff: Instant) throws -> RegulationFigures {
        let cohort = CohortRows.Cohort(adoption: active.adoption, from: from, to: to, units: units, cutOff: cutOff, isPresent: cutOff == context.now)
        let regulation = active.edition.regulation
        let lines = try lines(cohort, measures: Set(regulation.targets.compactMap { Measure(rawValue: $0.measure) }))
        return RegulationFigures(
            adoption: active.adoption, regulation: regulation.id, title: regulation.title, editionNumber: active.number, from: from, to: to,
            cutOff: cutOff, lines: lines, targets: try TargetDesk(desk: self, active: active, cohort: cohort).figures(lines), satisfaction: try satisfaction(active, cohort),
            names: try names(active, lines))
    }

    /// Questions of the same form and name are one item, whichever rule asked them.
    private func satisfaction(_ active: ActiveEdition, _ cohort: CohortRows.Cohort) throws -> [SatisfactionItem] {
        let regulation = active.edition.regulation
        let fields = Set(regulation.forms.flatMap(\.fields).filter { $0.kind == .satisfaction }.map(\.id))
        let given = cohort.units.isEmpty ? [] : try CohortRows.answers(cohort, fields: fields.sorted(), of: context.organisation, in: session)
        return regulation.forms.flatMap { form in
            let rules = Set(regulation.followUps.filter { $0.form == form.id }.map(\.id))
            let mine = given.filter { rules.contains($0.rule) }
            return form.fields.filter { $0.kind == .satisfaction }.map { field in
                item(field, of: form, mine.filter { $0.field == field.id }.map { ($0.code, $0.count) })
            }
        }.filter { $0.counts.contains { $0 > 0 } }
    }

    private func item(_ field: FormField, of form: Form, _ given: [(code: String, count: Int)]) -> SatisfactionItem {
        let options = field.options.filter { $0.isSatisfied != nil }
        let counts = options.map { option in given.filter { $0.code == option.code }.reduce(0) { $0 + $1.count } }
        let satisfied = zip(options, counts).filter { $0.0.isSatisfied == true }.reduce(0) { $0 + $1.1 }
        return SatisfactionItem(
            form: form.title, title: field.label, levels: options.map(\.label), counts: counts, satisfied: satisfied, answered: counts.reduce(0, +))
    }

    /// - Parameter measures: those that targets ask for; what only they need is not counted for others.
    func lines(_ cohort: CohortRows.Cohort, measures: Set<Measure> = []) throws -> FigureLines {
        guard !cohort.units.isEmpty else { return FigureLines([]) }
        var lines = try CohortRows.cells(cohort, of: context.organisation, in: session).map { cell in
            FigureLine(rule: cell.rule, unit: cell.unit, person: cell.person, counts: CountVector(cell))
        }
        lines += try CohortRows.exempt(cohort, of: context.organisation, in: session).map {
            FigureLine(rule: $0.rule, unit: $0.unit, person: StaffID(0), counts: CountVector(exempt: $0.count))
        }
        lines += try CohortRows.leftOut(cohort, of: context.organisation, in: session).map {
            FigureLine(rule: $0.rule, unit: $0.unit, person: StaffID(0), counts: CountVector(leftOut: $0.count))
        }
        return FigureLines(try lines + measures.flatMap { try items(of: $0, cohort) })
    }

    /// What a measure counts beside the follow-ups themselves.
    private func items(of measure: Measure, _ cohort: CohortRows.Cohort) throws -> [FigureLine] {
        switch measure {
        case .followedUpRate, .inTimeRate, .lostRate, .satisfactionRate, .subjectsFollowedUp: []
        case .handlingRate:
            try ItemRows.raised(cohort, of: context.organisation, in: session).map { FigureLine($0, CountVector(raised: $0.base, handled: $0.count)) }
        case .participantsReached:
            try ItemRows.participants(cohort, of: context.organisation, in: session).map { FigureLine($0, CountVector(invited: $0.base, asked: $0.count)) }
        case .notMadeShare:
            try ItemRows.answered(AuditVerdict.field, with: AuditVerdict.notMade, cohort, of: context.organisation, in: session).map {
                FigureLine($0, CountVector(audited: $0.base, notMade: $0.count))
            }
        }
    }

    /// Of every unit and person there is.
    func names(_ active: ActiveEdition) throws -> FigureNames {
        let directory = try premises.directory(of: context.organisation, in: session)
        let rules = active.edition.regulation.followUps.map { ($0.id, $0.title) }
        return FigureNames(
            rules: Dictionary(rules, uniquingKeysWith: { a, _ in a }), units: directory.units.mapValues(\.name), people: directory.staff.mapValues(\.name))
    }

    private func names(_ active: ActiveEdition, _ lines: FigureLines) throws -> FigureNames {
        let directory = try premises.directory(of: context.organisation, in: session)
        let rules = active.edition.regulation.followUps.map { ($0.id, $0.title) }
        let (units, people) = (Set(lines.lines.map(\.unit)), Set(lines.lines.map(\.person)))
        return FigureNames(
            rules: Dictionary(rules, uniquingKeysWith: { a, _ in a }),
            units: directory.units.filter { units.contains($0.key) }.mapValues(\.name), people: directory.staff.filter { people.contains($0.key) }.mapValues(\.name))
    }
}

extension FigureLine {
    fileprivate init(_ cell: ItemRows.Cell, _ counts: CountVector) { self.init(rule: cell.rule, unit: cell.unit, person: StaffID(0), counts: counts) }
}

extension CountVector {
    init(_ cell: CohortRows.Cell) {
        self.init(
            windowOpen: cell.counts[.windowOpen] ?? 0, doneInTime: cell.counts[.doneInTime] ?? 0, doneLate: cell.counts[.doneLate] ?? 0,
            lost: cell.counts[.lost] ?? 0, notDone: cell.counts[.notDone] ?? 0, rated: cell.rated, satisfied: cell.satisfied)
    }
}
