import Domain
import RegulationEngine
import SQLCore
import Statistics
import Storage

/// Pages through the rows behind a figure: follow-ups by id, then exempt rows by id.
struct FigureList {
    let premises: Premises
    let context: Context
    let session: any SQLReading
    let slice: Dashboard.Slice
    let limit: Int

    func page(after cursor: FigureCursor?) throws -> FigureRecords {
        let (active, cohort) = try meant()
        let figures = try desk.figures(active, from: cohort.from, to: cohort.to, units: cohort.units, cutOff: cohort.cutOff)
        let counts = CountVector.sum(figures.lines.lines.filter(isMeant).map(\.counts))
        return try filled(FigureRecords(items: [], exempt: [], next: nil, counts: counts, names: figures.names, title: figures.title), cohort, cursor)
    }

    /// The same without the counts of the whole, which a long export would otherwise count anew for each page.
    func rows(after cursor: FigureCursor?) throws -> FigureRecords {
        let (active, cohort) = try meant()
        let page = FigureRecords(
            items: [], exempt: [], next: nil, counts: CountVector(), names: try desk.names(active), title: active.edition.regulation.title)
        return try filled(page, cohort, cursor)
    }

    private var desk: FigureDesk { FigureDesk(premises: premises, context: context, session: session) }

    /// The regulation and the follow-ups that the slice is of.
    private func meant() throws -> (ActiveEdition, CohortRows.Cohort) {
        let units = try desk.units(slice.unit)
        let editions = try premises.shelf.active(of: context.organisation, on: min(slice.to, context.today), in: session)
        guard let active = editions.first(where: { $0.adoption == slice.adoption }) else { throw Refusal.notFound }
        let cohort = CohortRows.Cohort(
            adoption: slice.adoption, from: slice.from, to: slice.to, units: units, cutOff: slice.cutOff ?? context.now, isPresent: slice.cutOff == nil)
        return (active, cohort)
    }

    private func filled(_ page: FigureRecords, _ cohort: CohortRows.Cohort, _ cursor: FigureCursor?) throws -> FigureRecords {
        var filled = page
        if !cohort.units.isEmpty { try fill(&filled, cohort, cursor) }
        return filled
    }

    private func isMeant(_ line: FigureLine) -> Bool {
        (slice.rule.map { line.rule == $0 } ?? true) && (slice.person.map { line.person == $0 } ?? true)
    }

    private func fill(_ page: inout FigureRecords, _ cohort: CohortRows.Cohort, _ cursor: FigureCursor?) throws {
        var exemptAfter: Int64?
        if case .exempt(let id) = cursor { exemptAfter = id } else if !slice.part.listsFollowUps { exemptAfter = 0 }
        if exemptAfter == nil {
            let after = if case .followUp(let id) = cursor { id } else { FollowUpID(0) }
            let rows = try followUps(cohort, after: after)
            page.items = try items(rows.prefix(limit))
            if rows.count > limit {
                page.next = page.items.last.map { .followUp($0.row.id) }
                return
            }
            exemptAfter = slice.part.listsExempt ? 0 : nil
        }
        guard let exemptAfter, slice.person == nil || slice.person == StaffID(0) else { return }
        let room = limit - page.items.count
        let rows = try CohortRows.exemptRows(cohort, rule: slice.rule, after: exemptAfter, limit: room + 1, of: context.organisation, in: session)
        page.exempt = try rows.prefix(room).map { try exempt($0, page.names) }
        if rows.count > room { page.next = .exempt(room == 0 ? exemptAfter : rows[room - 1].id) }
    }

    private func followUps(_ cohort: CohortRows.Cohort, after id: FollowUpID) throws -> [FollowUpRow] {
        try CohortRows.rows(
            cohort, rule: slice.rule, person: slice.person, buckets: buckets, after: id, limit: limit + 1, of: context.organisation, in: session)
    }

    /// Empty = all of them.
    private var buckets: [CohortRows.Bucket] {
        switch slice.part {
        case .bucket(let bucket): CohortRows.Bucket(rawValue: bucket.rawValue).map { [$0] } ?? []
        case .done: [.doneInTime, .doneLate]
        case .eligible, .obligatory, .exempt: []
        }
    }

    private func items(_ rows: some Sequence<FollowUpRow>) throws -> [QueueItem] {
        let words = try QueueWords(premises: premises, context: context, session: session)
        return try rows.map(words.item)
    }

    private func exempt(_ row: CohortRows.ExemptRow, _ names: FigureNames) throws -> FigureRecords.Exempt {
        let party = try EventRows.event(row.event, of: context.organisation, in: session)?.party
        return FigureRecords.Exempt(
            event: row.event, partyName: try party.flatMap { try PartyRows.party($0, of: context.organisation, in: session)?.name },
            ruleTitle: names.rules[row.rule] ?? LocalizedText(simplified: row.rule), unitName: names.units[row.unit] ?? "", reason: row.reason,
            clause: row.clause, cohort: row.cohort)
    }
}
