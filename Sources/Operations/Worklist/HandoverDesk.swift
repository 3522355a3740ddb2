import Domain
import SQLCore
import Storage

/// Gives one follow-up to somebody, or puts it off, and writes both into the journal. Who may is asked before.
struct HandoverDesk {
    let premises: Premises
    let context: Context
    let session: any SQLWriting

    /// - Parameter code: the staff number of whoever gets it, for the journal; nil for the pool.
    @discardableResult
    func give(_ row: FollowUpRow, to staff: StaffID?, code: String?, reason: String?, as act: String = "followUp.reassigned") throws -> FollowUpRow {
        var changed = row
        changed.followUp.assignee = staff
        (changed.claimedBy, changed.claimedUntil) = (nil, nil)
        try FollowUpRows.update(from: row, to: changed, of: context.organisation, in: session)
        try note(act, changed, why: reason, ["to": code ?? ""])
        return changed
    }

    @discardableResult
    func putOff(_ row: FollowUpRow, until: Instant, reason: String) throws -> FollowUpRow {
        var changed = row
        (changed.waitUntil, changed.isTouched) = (until, true)
        (changed.claimedBy, changed.claimedUntil) = (nil, nil)
        try FollowUpRows.update(from: row, to: changed, of: context.organisation, in: session)
        try note("followUp.postponed", changed, why: reason, ["until": context.zone.iso(until)])
        return changed
    }

    /// It waits as it waited before, and is as untouched as it was.
    func bringBack(_ row: FollowUpRow, to until: Instant?, wasTouched: Bool) throws {
        var changed = row
        (changed.waitUntil, changed.isTouched) = (until, wasTouched)
        try FollowUpRows.update(from: row, to: changed, of: context.organisation, in: session)
        try note("followUp.postponementUndone", changed, why: nil, [:])
    }

    func note(_ act: String, _ row: FollowUpRow, why: String?, _ payload: [String: String]) throws {
        let f = row.followUp
        try Journal.append(
            act, context, unit: f.unit, followUp: f.id, event: f.event, party: f.party, adoption: f.adoption, why: why, payload: payload,
            premises: premises, in: session)
    }
}
