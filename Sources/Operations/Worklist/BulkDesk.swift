import Domain
import SQLCore
import Storage

/// Carries out one portion of an act on many follow-ups, and tells each person once, at its end.
struct BulkDesk {
    let premises: Premises
    let context: Context
    let session: any SQLWriting
    let act: BulkRows.Row
    let directory: StaffDirectory

    init(premises: Premises, context: Context, session: any SQLWriting, act: BulkRows.Row) throws {
        (self.premises, self.context, self.session, self.act) = (premises, context, session, act)
        directory = try premises.directory(of: context.organisation, in: session)
    }

    private var order: BulkOrder {
        BulkOrder(target: act.assignee.map { .person($0) } ?? (act.deed == .reassign ? .pool : nil), until: act.until, reason: act.reason)
    }

    /// Each line with its follow-up and why it does not take part; nil when it does.
    func judged(_ lines: [BulkLineRows.Row], _ order: BulkOrder) throws -> [(BulkLineRows.Row, FollowUpRow?, String?)] {
        try Self.judged(lines, act.deed, order, directory, context, session)
    }

    static func judged(
        _ lines: [BulkLineRows.Row], _ deed: BulkRows.Deed, _ order: BulkOrder, _ directory: StaffDirectory, _ context: Context, _ session: any SQLReading
    ) throws -> [(BulkLineRows.Row, FollowUpRow?, String?)] {
        let ids = lines.map(\.followUp)
        let rows = Dictionary(uniqueKeysWithValues: try FollowUpRows.rows(ids, of: context.organisation, in: session).map { ($0.id, $0) })
        let judge = BulkJudge(
            deed: deed, order: order, context: context, directory: directory, reminded: try reminded(ids, deed, context, session))
        return lines.map { line in
            guard let row = rows[line.followUp] else { return (line, nil, "gone") }
            return (line, row, judge.reasonOfRights(row) ?? judge.reason(row))
        }
    }

    private static func reminded(
        _ ids: [FollowUpID], _ deed: BulkRows.Deed, _ context: Context, _ session: any SQLReading
    ) throws -> Set<FollowUpID> {
        guard deed == .remind else { return [] }
        return try BulkLineRows.reminded(ids, since: context.zone.instant(context.today), of: context.organisation, in: session)
    }

    /// Does it to one follow-up, or leaves it out with the reason that has come up since.
    func settle(_ line: BulkLineRows.Row) throws {
        guard let row = try FollowUpRows.row(line.followUp, of: context.organisation, in: session) else { return try leave(line, nil, "gone") }
        if act.undoes != nil { return try takeBack(line, row) }
        let judge = BulkJudge(deed: act.deed, order: order, context: context, directory: directory, reminded: [])
        if let reason = judge.reason(row) { return try leave(line, row, reason) }
        try done(line, from: row, to: try carryOut(row))
    }

    private func carryOut(_ row: FollowUpRow) throws -> FollowUpRow {
        let desk = HandoverDesk(premises: premises, context: context, session: session)
        switch act.deed {
        case .reassign: return try desk.give(row, to: act.assignee, code: act.assignee.flatMap { directory.staff[$0]?.code }, reason: act.reason)
        case .postpone: return try desk.putOff(row, until: act.until ?? row.followUp.window.due, reason: act.reason)
        case .remind:
            try desk.note("followUp.reminded", row, why: act.reason, [:])
            return row
        }
    }

    /// As it was, when nobody has worked on it since.
    private func takeBack(_ line: BulkLineRows.Row, _ row: FollowUpRow) throws {
        guard isUntouchedSince(line, row) else { return try leave(line, row, row.followUp.state.isOpen ? "workedOn" : "settled") }
        let desk = HandoverDesk(premises: premises, context: context, session: session)
        var before = row
        switch act.deed {
        case .reassign:
            before = try desk.give(row, to: line.had, code: line.had.flatMap { directory.staff[$0]?.code }, reason: nil, as: "followUp.reassignmentUndone")
        case .postpone, .remind:
            (before.waitUntil, before.isTouched) = (line.waitedUntil, line.wasTouched)
            try desk.bringBack(row, to: line.waitedUntil, wasTouched: line.wasTouched)
        }
        try done(line, from: row, to: before)
    }

    private func isUntouchedSince(_ line: BulkLineRows.Row, _ row: FollowUpRow) -> Bool {
        let isHeld = row.claimedUntil.map { $0 > context.now } ?? false
        let isTouched = act.deed == .postpone || line.wasTouched
        return row.followUp.state.isOpen && !isHeld && row.attempts == line.attempts && row.followUp.assignee == line.has
            && row.waitUntil == line.waitsUntil && row.isTouched == isTouched
    }

    private func done(_ line: BulkLineRows.Row, from row: FollowUpRow, to changed: FollowUpRow) throws {
        var line = line
        (line.standing, line.reason, line.attempts, line.wasTouched) = (.done, nil, row.attempts, row.isTouched)
        (line.had, line.has) = (row.followUp.assignee, changed.followUp.assignee)
        (line.waitedUntil, line.waitsUntil) = (row.waitUntil, changed.waitUntil)
        try BulkLineRows.settle(line, of: act.id, context.organisation, in: session)
    }

    func leave(_ line: BulkLineRows.Row, _ row: FollowUpRow?, _ reason: String?) throws {
        var line = line
        (line.standing, line.reason, line.had, line.has) = (.left, reason, row?.followUp.assignee, row?.followUp.assignee)
        try BulkLineRows.settle(line, of: act.id, context.organisation, in: session)
    }

    // MARK: The end

    func end() throws {
        try BulkRows.end(act.id, at: context.now, of: context.organisation, in: session)
        switch act.deed {
        case .reassign:
            try tell(by: .has, "handedToYou", many: "handedToYouMany")
            try tell(by: .had, "takenFromYou", many: "takenFromYouMany")
        case .remind: try tell(by: .had, "reminded", many: "remindedMany")
        case .postpone: break
        }
    }

    /// One notice a person, however many follow-ups it is about.
    private func tell(by column: BulkLineRows.Column, _ code: String, many: String) throws {
        let desk = NoticeDesk(premises: premises, context: context, session: session)
        var arguments = ["by": context.actor.name]
        if !act.reason.isEmpty { arguments["reason"] = act.reason }
        for share in try BulkLineRows.shares(of: act.id, by: column, movedOnly: act.deed == .reassign, context.organisation, in: session) {
            if share.count == 1, let row = try FollowUpRows.row(share.one, of: context.organisation, in: session) {
                try desk.tell(share.staff, code, arguments, about: row, source: "bulk:\(act.id)")
            } else {
                arguments["n"] = String(share.count)
                try desk.tell(share.staff, many, arguments, in: share.unit, source: "bulk:\(act.id)")
            }
        }
    }
}
