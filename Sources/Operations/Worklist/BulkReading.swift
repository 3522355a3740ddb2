import Domain
import SQLCore
import Storage

/// An act on many follow-ups as a page shows it: before it is done what it would do, afterwards what it did.
public struct BulkView: Sendable {
    public struct Left: Sendable {
        public var reason: String
        public var count: Int
        /// The first few that the reader may see.
        public var names: [String]
    }

    public var act: BulkRows.Row
    public var actorName: String
    public var assigneeName: String?
    /// Those that take part: to be done, or done.
    public var taken: Int
    /// Not yet done, while it runs.
    public var waiting: Int
    public var left: [Left]
    /// Who has them, or had them before; nil is the pool.
    public var holders: [(name: String?, count: Int)]
    /// The first of those that take part.
    public var first: [QueueItem]
    /// Until when whoever is to get them is away, and who stands in.
    public var absence: (until: LocalDay, standIn: String?)?
    public var colleagues: [Staff]
    public var undoneBy: Int64?
    public var mayUndo: Bool
}

extension Bulk {
    /// - Parameter order: what is to be done, while it is only looked at.
    /// - Throws: `Refusal.notFound` for an act that is neither the reader's own nor within what the reader audits.
    public func view(_ id: Int64, for order: BulkOrder = BulkOrder(), _ context: Context) throws -> BulkView {
        let colleagues = try Worklist(premises).colleagues(context)
        return try premises.database.read { session in
            guard let act = try BulkRows.act(id, of: context.organisation, in: session), try mayRead(act, context, session) else { throw Refusal.notFound }
            let desk = try BulkViewDesk(premises: premises, context: context, session: session, act: act)
            return try desk.view(order, colleagues: act.state == .planned ? colleagues : [])
        }
    }

    private func mayRead(_ act: BulkRows.Row, _ context: Context, _ session: any SQLReading) throws -> Bool {
        if act.actor == context.actor.staff { return true }
        guard act.state != .planned, let audited = context.scope.units[.audit] else { return false }
        return try BulkLineRows.units(of: act.id, context.organisation, in: session).isSubset(of: audited)
    }

    /// The actor's own acts, newest first.
    public func acts(before id: Int64? = nil, limit: Int = 50, _ context: Context) throws -> (items: [BulkRows.Row], next: Int64?) {
        try premises.database.read { session in
            let rows = try BulkRows.page(of: context.actor.staff, before: id, limit: limit + 1, context.organisation, in: session)
            return (Array(rows.prefix(limit)), rows.count > limit ? rows[limit - 1].id : nil)
        }
    }
}

/// Gathers the view of one act.
struct BulkViewDesk {
    let premises: Premises
    let context: Context
    let session: any SQLReading
    let act: BulkRows.Row
    private let directory: StaffDirectory
    private let words: QueueWords

    private static let shown = 8
    private static let namesOfAReason = 3

    init(premises: Premises, context: Context, session: any SQLReading, act: BulkRows.Row) throws {
        (self.premises, self.context, self.session, self.act) = (premises, context, session, act)
        directory = try premises.directory(of: context.organisation, in: session)
        words = try QueueWords(premises: premises, context: context, session: session)
    }

    func view(_ order: BulkOrder, colleagues: [Staff]) throws -> BulkView {
        let lines = try act.state == .planned ? wouldBe(order) : became()
        let taken = lines.filter { $0.reason == nil && $0.line.standing != .waiting }
        let target = act.state == .planned ? order.target?.staff : act.assignee
        return BulkView(
            act: act, actorName: directory.staff[act.actor]?.name ?? "", assigneeName: target.flatMap { directory.staff[$0]?.name }, taken: taken.count,
            waiting: lines.count { $0.line.standing == .waiting }, left: try left(lines), holders: holders(taken),
            first: try taken.lazy.compactMap(\.row).filter(isVisible).prefix(Self.shown).map(words.item), absence: absence(of: target),
            colleagues: colleagues, undoneBy: try BulkRows.undoing(act.id, of: context.organisation, in: session),
            mayUndo: act.state == .done && act.deed != .remind && act.undoes == nil && act.actor == context.actor.staff)
    }

    private struct Line {
        var line: BulkLineRows.Row
        var row: FollowUpRow?
        var reason: String?
        var holder: StaffID?
    }

    private func wouldBe(_ order: BulkOrder) throws -> [Line] {
        let lines = try BulkLineRows.page(of: act.id, .waiting, limit: Bulk.limit, context.organisation, in: session)
        return try BulkDesk.judged(lines, act.deed, order, directory, context, session).map { line, row, reason in
            var settled = line
            settled.standing = reason == nil ? .done : .left
            return Line(line: settled, row: row, reason: reason, holder: row?.followUp.assignee)
        }
    }

    private func became() throws -> [Line] {
        let lines = try BulkLineRows.Standing.allCases.flatMap {
            try BulkLineRows.page(of: act.id, $0, limit: Bulk.limit, context.organisation, in: session)
        }
        let rows = try FollowUpRows.rows(lines.map(\.followUp), of: context.organisation, in: session)
        let byID = Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0) })
        return lines.map { Line(line: $0, row: byID[$0.followUp], reason: $0.reason, holder: $0.had) }
    }

    private func isVisible(_ row: FollowUpRow) -> Bool { FollowUpDesk.isVisible(row, context) }

    private func left(_ lines: [Line]) throws -> [BulkView.Left] {
        let byReason = Dictionary(grouping: lines.filter { $0.reason != nil }, by: { $0.reason ?? "" })
        return try byReason.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map { reason, lines in
            let seen = lines.lazy.compactMap(\.row).filter(isVisible).prefix(Self.namesOfAReason)
            return BulkView.Left(reason: reason, count: lines.count, names: try seen.compactMap { try words.item($0).partyName })
        }
    }

    private func holders(_ taken: [Line]) -> [(name: String?, count: Int)] {
        let counts = Dictionary(grouping: taken, by: \.holder).mapValues(\.count)
        return counts.sorted { ($1.value, $0.key?.rawValue ?? 0) < ($0.value, $1.key?.rawValue ?? 0) }.map { holder, count in
            (holder.map { directory.staff[$0]?.name ?? "" }, count)
        }
    }

    private func absence(of staff: StaffID?) -> (until: LocalDay, standIn: String?)? {
        guard let staff, let absence = directory.absence(of: staff, on: context.today) else { return nil }
        return (absence.to, absence.standIn.flatMap { directory.staff[$0]?.name })
    }
}
