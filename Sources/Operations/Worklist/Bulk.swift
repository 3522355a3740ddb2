import Domain
import SQLCore
import Storage

/// Acts on many follow-ups: looked at first, then done in portions, taken back as long as nobody has worked on them since.
public struct Bulk: Sendable {
    /// Follow-ups of one act, at most.
    public static let limit = 2_000
    /// Follow-ups written in one transaction, so that nobody waits long for the writer.
    static let portion = 200

    let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    /// Keeps the choice, so that what is looked at is what is done. Changes no follow-up.
    ///
    /// - Returns: the act's number.
    /// - Throws: `Refusal.invalid` when nothing that the actor may see was chosen.
    public func plan(_ choice: BulkChoice, _ deed: BulkRows.Deed, _ context: Context) throws -> Int64 {
        try premises.database.write { session in
            let rows = try rows(of: choice, context, session)
            guard !rows.isEmpty else { throw Refusal.invalid([Finding(.error, "bulk.nothingChosen")]) }
            let act = BulkRows.Row(
                id: premises.identifiers.next(at: context.now), actor: context.actor.staff, account: context.actor.account, deed: deed,
                isCut: rows.count > Self.limit, total: min(rows.count, Self.limit), madeAt: context.now)
            try BulkRows.insert(act, of: context.organisation, in: session)
            try BulkLineRows.insert(rows.prefix(Self.limit).map { ($0.id, $0.followUp.unit) }, of: act.id, context.organisation, in: session)
            try BulkRows.forgetPlanned(by: context.actor.staff, before: act.id, of: context.organisation, in: session)
            return act.id
        }
    }

    private func rows(of choice: BulkChoice, _ context: Context, _ session: any SQLReading) throws -> [FollowUpRow] {
        switch choice {
        case .rows(let ids):
            var seen: Set<FollowUpID> = []
            let wanted = ids.filter { seen.insert($0).inserted }.prefix(Self.limit + 1)
            return try FollowUpRows.rows(Array(wanted), of: context.organisation, in: session).filter { FollowUpDesk.isVisible($0, context) }
        case .matching(let request):
            let worklist = Worklist(premises)
            return try QueueRows.page(
                try worklist.ranges(for: request, context), worklist.filter(request, context), after: nil, limit: Self.limit + 1,
                of: context.organisation, in: session)
        }
    }

    /// Begins what was looked at, and does its first portion. Again changes nothing.
    ///
    /// - Throws: `Refusal.invalid` with a finding at each field, `Refusal.notFound`.
    public func begin(_ id: Int64, _ order: BulkOrder, _ context: Context) throws {
        let colleagues = Set(try Worklist(premises).colleagues(context).map(\.id))
        try premises.database.write { session in
            var act = try own(id, context, session)
            let findings = order.findings(act.deed, colleagues: colleagues, context)
            guard findings.isEmpty else { throw Refusal.invalid(findings) }
            (act.assignee, act.until, act.reason) = (order.target?.staff, order.until, order.reason)
            guard try BulkRows.begin(act, of: context.organisation, in: session) else { return }
            try leaveOut(of: act, order, context, session)
            try note("bulk.begun", act, context, session)
        }
        try goOn(id, context)
    }

    /// Whoever may not, and what cannot, is left out before the first portion: later portions need no rights of anybody.
    private func leaveOut(of act: BulkRows.Row, _ order: BulkOrder, _ context: Context, _ session: any SQLWriting) throws {
        let lines = try BulkLineRows.page(of: act.id, .waiting, limit: Self.limit, context.organisation, in: session)
        let desk = try BulkDesk(premises: premises, context: context, session: session, act: act)
        for (line, row, reason) in try desk.judged(lines, order) where reason != nil { try desk.leave(line, row, reason) }
    }

    /// The next portion.
    ///
    /// - Returns: whether there is nothing left to do.
    @discardableResult
    public func goOn(_ id: Int64, _ context: Context) throws -> Bool {
        try premises.database.write { session in
            guard let act = try BulkRows.act(id, of: context.organisation, in: session), act.state == .running else { return true }
            let lines = try BulkLineRows.page(of: id, .waiting, limit: Self.portion, context.organisation, in: session)
            let desk = try BulkDesk(premises: premises, context: try acting(act, context, session), session: session, act: act)
            try lines.forEach(desk.settle)
            guard lines.count < Self.portion else { return false }
            try desk.end()
            return true
        }
    }

    /// What was begun and not ended, also before the server stopped.
    func goOnWithAll(_ context: Context) throws -> Int {
        var portions = 0
        for act in try premises.database.read({ try BulkRows.running(of: context.organisation, limit: 20, in: $0) }) {
            repeat { portions += 1 } while try !goOn(act.id, context)
        }
        return portions
    }

    private func acting(_ act: BulkRows.Row, _ context: Context, _ session: any SQLReading) throws -> Context {
        var other = context
        let name = try premises.directory(of: context.organisation, in: session).staff[act.actor]?.name
        other.actor = Actor(staff: act.actor, account: act.account, name: name ?? context.actor.name)
        return other
    }

    /// Takes an act back, as an act of its own: every follow-up that nobody has worked on since is as it was.
    ///
    /// - Returns: the number of the act that takes it back.
    /// - Throws: `Refusal.state` when it was taken back before or cannot be.
    public func undo(_ id: Int64, _ context: Context) throws -> Int64 {
        let undoing = try premises.database.write { session in
            let act = try own(id, context, session)
            guard act.state == .done, act.deed != .remind, act.undoes == nil else { throw Refusal.state(code: "bulk.cannotUndo") }
            guard try BulkRows.undoing(id, of: context.organisation, in: session) == nil else { throw Refusal.state(code: "bulk.undoneBefore") }
            return try takeBack(act, context, session)
        }
        try goOn(undoing, context)
        return undoing
    }

    private func takeBack(_ act: BulkRows.Row, _ context: Context, _ session: any SQLWriting) throws -> Int64 {
        let done = try BulkLineRows.page(of: act.id, .done, limit: Self.limit, context.organisation, in: session)
        let undoing = BulkRows.Row(
            id: premises.identifiers.next(at: context.now), actor: context.actor.staff, account: context.actor.account, deed: act.deed,
            state: .running, undoes: act.id, total: done.count, madeAt: context.now)
        try BulkRows.insert(undoing, of: context.organisation, in: session)
        try BulkLineRows.insert(done.map { ($0.followUp, $0.unit) }, of: undoing.id, context.organisation, in: session)
        // What each was before and after is what taking back goes by.
        for (position, line) in done.enumerated() {
            var one = line
            (one.position, one.standing) = (position, .waiting)
            if !mayTakeBack(line, act.deed, context) { (one.standing, one.reason) = (.left, "notAllowed") }
            try BulkLineRows.settle(one, of: undoing.id, context.organisation, in: session)
        }
        try note("bulk.undone", undoing, context, session)
        return undoing.id
    }

    /// What was one's own may be had back; for the rest the right of the act is needed still.
    private func mayTakeBack(_ line: BulkLineRows.Row, _ deed: BulkRows.Deed, _ context: Context) -> Bool {
        if line.had == context.actor.staff || context.scope.allows(.lead, in: line.unit) { return true }
        return deed == .postpone && context.scope.allows(.work, in: line.unit)
    }

    private func own(_ id: Int64, _ context: Context, _ session: any SQLReading) throws -> BulkRows.Row {
        guard let act = try BulkRows.act(id, of: context.organisation, in: session), act.actor == context.actor.staff else { throw Refusal.notFound }
        return act
    }

    private func note(_ name: String, _ act: BulkRows.Row, _ context: Context, _ session: any SQLWriting) throws {
        let payload = ["deed": act.deed.rawValue, "total": String(act.total), "undoes": act.undoes.map { String($0) } ?? ""]
        let units = try BulkLineRows.units(of: act.id, context.organisation, in: session)
        try Journal.append(
            name, context, unit: units.count == 1 ? units.first : nil, other: act.id, why: act.reason.isEmpty ? nil : act.reason,
            payload: payload.filter { !$0.value.isEmpty }, premises: premises, in: session)
    }
}
