import Domain
import RegulationEngine
import SQLCore
import Storage

/// 我的回访: what is due, whose, in which order; taking, handing over and postponing work.
public struct Worklist: Sendable {
    let premises: Premises

    /// Counts stop here: "1000+" costs no more than 1000.
    static let ceiling = 1000

    public init(_ premises: Premises) { self.premises = premises }

    /// One page, most urgent first. Nothing on the way to the list counts all rows.
    ///
    /// - Throws: `Refusal.notFound` when the unit asked for is not one the actor may see.
    public func page(_ request: QueueRequest, _ context: Context) throws -> QueuePage {
        let ranges = try ranges(for: request, context)
        return try premises.database.read { session in
            let rows = try QueueRows.page(
                ranges, filter(request, context), after: request.after, limit: request.limit + 1, of: context.organisation, in: session)
            let words = try QueueWords(premises: premises, context: context, session: session)
            let items = try rows.prefix(request.limit).map(words.item)
            let urgent = try urgent(ranges, context, session).map(words.item)
            return QueuePage(
                items: items, urgent: urgent, agreedToday: try agreedToday(context, session).map(words.item),
                next: rows.count > request.limit ? items.last.map { QueueRows.Key($0.row) } : nil,
                counts: try counts(request, ranges, context, session), ceiling: Self.ceiling, doneToday: try doneToday(context, session),
                waiting: try waiting(ranges, request, context, session), rules: words.ruleChoices(), units: words.unitChoices(context.scope.visible))
        }
    }

    /// The lines of a page alone, for programs: nothing is counted, nothing stands beside them.
    ///
    /// - Throws: `Refusal.notFound` when the unit asked for is not one the actor may see.
    public func lines(_ request: QueueRequest, _ context: Context) throws -> (items: [QueueItem], next: QueueRows.Key?) {
        let ranges = try ranges(for: request, context)
        return try premises.database.read { session in
            let rows = try QueueRows.page(
                ranges, filter(request, context), after: request.after, limit: request.limit + 1, of: context.organisation, in: session)
            let items = try rows.prefix(request.limit).map(QueueWords(premises: premises, context: context, session: session).item)
            return (items, rows.count > request.limit ? items.last.map { QueueRows.Key($0.row) } : nil)
        }
    }

    /// One line by its follow-up, whatever its state; `Refusal.notFound` for one that the actor may not see.
    public func line(_ id: FollowUpID, _ context: Context) throws -> QueueItem {
        try premises.database.read { session in
            try QueueWords(premises: premises, context: context, session: session).item(FollowUpDesk.visible(id, context, session))
        }
    }

    /// A unit by its code; `Refusal.notFound` for one in which the actor neither works nor leads.
    public func unit(code: String, _ context: Context) throws -> UnitID {
        let units = context.scope.units[.lead, default: []].union(context.scope.units[.work, default: []])
        let directory = try premises.database.read { try premises.directory(of: context.organisation, in: $0) }
        guard let unit = units.first(where: { directory.units[$0]?.code == code }) else { throw Refusal.notFound }
        return unit
    }

    /// Which rows are in the list now, a page and what may have come before it: for a page that stands open.
    public func places(_ request: QueueRequest, _ context: Context) throws -> [FollowUpID] {
        let ranges = try ranges(for: request, context)
        return try premises.database.read { session in
            try QueueRows.ids(
                ranges, filter(request, context), after: request.after, limit: request.limit * 2, of: context.organisation, in: session)
        }
    }

    /// Index ranges to merge: one for a person, one for each unit otherwise.
    func ranges(for request: QueueRequest, _ context: Context) throws -> [QueueRows.Of] {
        if request.of == .mine { return [.person(context.actor.staff)] }
        let units = try units(for: request, context)
        if let person = request.person, request.of == .unit { return [.person(person)] }
        return units.sorted().map { request.of == .unit ? .unit($0) : .pool($0) }
    }

    private func units(for request: QueueRequest, _ context: Context) throws -> Set<UnitID> {
        let units = context.scope.units[.lead, default: []].union(context.scope.units[.work, default: []])
        guard let unit = request.unit else { return units }
        guard units.contains(unit) else { throw Refusal.notFound }
        return [unit]
    }

    func filter(_ request: QueueRequest, _ context: Context) -> QueueRows.Filter {
        var filter = QueueRows.Filter(adoption: request.adoption, rule: request.rule, openedBy: context.now, notWaitingAt: context.now)
        if request.of == .mine { filter.units = request.unit.map { [$0] } }
        // Another's list, but only what lies in the units of whoever looks.
        if request.of == .unit, request.person != nil { filter.units = (try? units(for: request, context)) ?? [] }
        switch request.tile {
        case .all: break
        case .alert: filter.ranking = 0
        case .overdue: filter.dueUntil = Instant(milliseconds: context.now.milliseconds - 1)
        case .dueToday: (filter.dueAfter, filter.dueUntil) = (Instant(milliseconds: context.now.milliseconds - 1), context.endOfToday)
        case .soon: (filter.dueAfter, filter.dueUntil) = (context.endOfToday, context.zone.end(of: context.today.adding(days: 3)))
        case .agreed: (filter.notWaitingAt, filter.isAgreed) = (nil, true)
        // What opens later ends later still; said aloud, it passes over everything that is overdue.
        case .upcoming: (filter.openedBy, filter.opensAfter, filter.dueAfter) = (nil, context.now, context.now)
        }
        request.period?.narrow(&filter, context)
        return filter
    }

    private func urgent(_ ranges: [QueueRows.Of], _ context: Context, _ session: any SQLReading) throws -> [FollowUpRow] {
        let alerts = QueueRows.Filter(openedBy: context.now, ranking: 0)
        let calls = try QueueRows.agreed(
            person: context.actor.staff, until: context.now.adding(minutes: 30), limit: 8, of: context.organisation, in: session)
        let first = try QueueRows.page(ranges, alerts, after: nil, limit: 8, of: context.organisation, in: session)
        return Array((first + calls.filter { call in !first.contains { $0.id == call.id } }).prefix(8))
    }

    private func agreedToday(_ context: Context, _ session: any SQLReading) throws -> [FollowUpRow] {
        try QueueRows.agreed(person: context.actor.staff, until: context.endOfToday, limit: 12, of: context.organisation, in: session)
    }

    private func counts(
        _ request: QueueRequest, _ ranges: [QueueRows.Of], _ context: Context, _ session: any SQLReading
    ) throws -> [QueueRequest.Tile: Int] {
        var counts: [QueueRequest.Tile: Int] = [:]
        for tile in QueueRequest.Tile.allCases {
            var one = request
            one.tile = tile
            counts[tile] = try bounded(ranges, filter(one, context), context, session)
        }
        return counts
    }

    private func waiting(_ ranges: [QueueRows.Of], _ request: QueueRequest, _ context: Context, _ session: any SQLReading) throws -> Int {
        var filter = QueueRows.Filter(adoption: request.adoption, rule: request.rule, openedBy: context.now)
        (filter.waitingAfter, filter.units) = (context.now, self.filter(request, context).units)
        return try bounded(ranges, filter, context, session)
    }

    private func bounded(_ ranges: [QueueRows.Of], _ filter: QueueRows.Filter, _ context: Context, _ session: any SQLReading) throws -> Int {
        try QueueRows.bounded(ranges, filter, ceiling: Self.ceiling, of: context.organisation, in: session)
    }

    private func doneToday(_ context: Context, _ session: any SQLReading) throws -> Int {
        try QueueRows.doneCount(
            by: context.actor.staff, from: context.zone.instant(context.today), to: context.endOfToday, of: context.organisation, in: session)
    }
}
