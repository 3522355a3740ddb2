import Domain
import RegulationEngine
import SQLCore
import Statistics
import Storage

/// What the figures say of each target: over which events, by whose hand, by which channel.
struct TargetDesk {
    let desk: FigureDesk
    let active: ActiveEdition
    var cohort: CohortRows.Cohort

    func figures(_ lines: FigureLines) throws -> [TargetFigure] {
        let ahead = try Ahead(self)
        return try active.edition.regulation.targets.compactMap { target in
            guard let measure = Measure(rawValue: target.measure) else { return nil }
            if let wider = wider(target) { return try wider.figure(target, measure, try desk.lines(wider.cohort, measures: [measure]), try Ahead(wider)) }
            return try figure(target, measure, lines, ahead)
        }
    }

    /// The desk of a target whose period is longer than what is looked at: from that period's first day, up to the same day.
    private func wider(_ target: Target) -> TargetDesk? {
        let first = cohort.to.firstOfMonth.adding(months: -((cohort.to.month - 1) % target.months))
        guard target.months > 1, first < cohort.from else { return nil }
        var longer = self
        longer.cohort.from = first
        return longer
    }

    private func figure(_ target: Target, _ measure: Measure, _ lines: FigureLines, _ ahead: Ahead) throws -> TargetFigure {
        let counts = try measure == .subjectsFollowedUp ? subjects(target, lines) : counts(target, lines.only(rules: Set(target.of)))
        let wanted = try wanted(target)
        return TargetFigure(
            id: target.id, measure: measure, rules: target.of, from: cohort.from, rate: measure.rate(counts),
            verdict: wanted.map { TargetVerdict(counts, measure: measure, target: $0) },
            plan: wanted.flatMap { plan(target, measure, counts, wanted: $0, ahead) }, isSoft: target.isSoft, isOfAll: target.isOfAll,
            strata: try strata(target, measure, wanted), clauses: target.basis.clauses)
    }

    /// A share in parts of ten thousand; a number of subjects is to be reached in full.
    private func wanted(_ target: Target) throws -> Int? {
        if target.count != nil { return 10_000 }
        return try target.atLeast.map { try RegulationEngine.Figures(active.edition).partsOfTenThousand($0, rule: target.id) }
    }

    /// Households count once, however often they were followed up; what is done counts at once, its window open or not.
    private func subjects(_ target: Target, _ lines: FigureLines) throws -> CountVector {
        let people = try target.by.map { try holders(of: $0).sorted() }
        let subjects = try cohort.units.isEmpty
            ? 0 : ItemRows.subjects(cohort, rules: target.of, by: people, of: desk.context.organisation, in: desk.session)
        let wanted = try target.count.map { try RegulationEngine.Figures(active.edition).count($0, rule: target.id) } ?? 0
        return CountVector(windowOpen: lines.only(rules: Set(target.of)).total.windowOpen, subjects: subjects, wanted: wanted)
    }

    private func holders(of role: String) throws -> Set<StaffID> {
        let directory = try desk.premises.directory(of: desk.context.organisation, in: desk.session)
        let post = active.postRole(for: role)
        return Set(directory.posts.filter { $0.role == post && $0.from <= cohort.to && ($0.to.map { $0 >= cohort.from } ?? true) }.map(\.staff))
    }

    /// Each value of the attribute by itself: 30 % of every worker's jobs.
    private func strata(_ target: Target, _ measure: Measure, _ wanted: Int?) throws -> [TargetFigure.Stratum] {
        guard let attribute = target.strata.first, !cohort.units.isEmpty, Measure.ofFollowUps.contains(measure), measure != .satisfactionRate else { return [] }
        let cells = try StratumRows.cells(cohort, rules: target.of, attribute: attribute, of: desk.context.organisation, in: desk.session)
        return cells.map { cell in
            var counts = CountVector(
                windowOpen: cell.counts[.windowOpen] ?? 0, doneInTime: cell.counts[.doneInTime] ?? 0, doneLate: cell.counts[.doneLate] ?? 0,
                lost: cell.counts[.lost] ?? 0, notDone: cell.counts[.notDone] ?? 0, leftOut: cell.leftOut)
            if target.isOfAll { counts = counts.overAll }
            return TargetFigure.Stratum(
                value: cell.value, rate: measure.rate(counts), verdict: wanted.map { TargetVerdict(counts, measure: measure, target: $0) })
        }
    }

    private func plan(_ target: Target, _ measure: Measure, _ counts: CountVector, wanted: Int, _ ahead: Ahead) -> QuotaPlan? {
        guard measure == .followedUpRate || measure == .inTimeRate, target.by == nil, target.channels.isEmpty else { return nil }
        let rules = Set(target.of)
        let open = ahead.open.filter { rules.contains($0.rule) }
        return QuotaPlan(
            closed: measure.rate(counts), openDone: open.map(\.done).reduce(0, +), open: open.map { QuotaPlan.Due($0.dueDay, $0.undone) },
            mayBeTaken: target.isOfAll ? ahead.mayBeTaken.filter { rules.contains($0.rule) }.map(\.count).reduce(0, +) : 0, target: wanted,
            from: cohort.from, today: desk.context.zone.day(of: cohort.cutOff))
    }

    /// What the cohort still has before it.
    private struct Ahead {
        var open: [(rule: String, dueDay: LocalDay, done: Int, undone: Int)] = []
        var mayBeTaken: [(rule: String, unit: UnitID, count: Int)] = []

        init(_ target: TargetDesk) throws {
            guard !target.cohort.units.isEmpty, target.active.edition.regulation.targets.contains(where: { $0.atLeast != nil }) else { return }
            open = try CohortRows.open(target.cohort, zone: target.desk.context.zone, of: target.desk.context.organisation, in: target.desk.session)
            mayBeTaken = try CohortRows.mayBeTaken(target.cohort, of: target.desk.context.organisation, in: target.desk.session)
        }
    }

    private func counts(_ target: Target, _ lines: FigureLines) throws -> CountVector {
        var counts = try byChannel(target, byHand(target, lines)).total
        if target.isOfAll { counts = counts.overAll }
        return counts
    }

    /// What others than the holders of the role made is not done for this target.
    private func byHand(_ target: Target, _ lines: FigureLines) throws -> FigureLines {
        guard let role = target.by else { return lines }
        let holders = try holders(of: role)
        return FigureLines(lines.lines.map { line in
            var line = line
            if !holders.contains(line.person) { line.counts = line.counts.without(line.counts) }
            return line
        })
    }

    private func byChannel(_ target: Target, _ lines: FigureLines) throws -> FigureLines {
        guard !target.channels.isEmpty, !cohort.units.isEmpty else { return lines }
        let otherwise = try CohortRows.doneOtherwise(than: target.channels, cohort, of: desk.context.organisation, in: desk.session)
        return FigureLines(lines.lines.map { line in
            var line = line
            let other = otherwise.first { $0.rule == line.rule && $0.unit == line.unit && $0.person == line.person }
            // What somebody else's hand made is not done already.
            if let other, line.counts.done > 0 { line.counts = line.counts.without(CountVector(other)) }
            return line
        })
    }
}
