import Domain
import Storage

/// Which follow-ups an act on many is about.
public enum BulkChoice: Sendable {
    case rows([FollowUpID])
    /// All that the queue shows under these filters, at most `Bulk.limit`.
    case matching(QueueRequest)
}

/// What is to be done with them. May be incomplete while somebody still looks.
public struct BulkOrder: Sendable, Hashable {
    public enum Target: Sendable, Hashable {
        case pool
        case person(StaffID)

        var staff: StaffID? { if case .person(let staff) = self { staff } else { nil } }
    }

    public var target: Target?
    public var until: Instant?
    public var reason: String

    public init(target: Target? = nil, until: Instant? = nil, reason: String = "") {
        (self.target, self.until, self.reason) = (target, until, reason)
    }

    /// What keeps it from being carried out, each at its field.
    func findings(_ deed: BulkRows.Deed, colleagues: Set<StaffID>, _ context: Context) -> [Finding] {
        var found: [Finding] = []
        switch deed {
        case .reassign:
            if target == nil { found.append(Finding(.error, "bulk.nobodyNamed", at: Place(path: "assignee"))) }
            if let staff = target?.staff, !colleagues.contains(staff) { found.append(Finding(.error, "reassign.unknownStaff", at: Place(path: "assignee"))) }
        case .postpone:
            if until == nil { found.append(Finding(.error, "bulk.noTime", at: Place(path: "until"))) }
            if let until, until <= context.now { found.append(Finding(.error, "postpone.inThePast", at: Place(path: "until"))) }
        case .remind: break
        }
        if !reason.contains(where: { !$0.isWhitespace }) { found.append(Finding(.error, "reason.required", at: Place(path: "reason"))) }
        return found
    }
}

/// Whether one follow-up takes part, and if not, why: `bulkReason.<code>` says it in words.
struct BulkJudge {
    let deed: BulkRows.Deed
    let order: BulkOrder
    let context: Context
    let directory: StaffDirectory
    /// Follow-ups that somebody was reminded of today.
    let reminded: Set<FollowUpID>

    /// Rights are asked when the act begins; portions that run later ask only for the state.
    func reasonOfRights(_ row: FollowUpRow) -> String? {
        guard FollowUpDesk.isVisible(row, context) else { return "gone" }
        let (unit, isOwn) = (row.followUp.unit, row.followUp.assignee == context.actor.staff)
        switch deed {
        case .reassign: return isOwn || context.scope.allows(.lead, in: unit) ? nil : "notAllowed"
        case .postpone: return isOwn || context.scope.allows(.lead, in: unit) || context.scope.allows(.work, in: unit) ? nil : "notAllowed"
        case .remind: return context.scope.allows(.lead, in: unit) ? nil : "notAllowed"
        }
    }

    func reason(_ row: FollowUpRow) -> String? {
        guard row.followUp.state.isOpen else { return "settled" }
        if isHeld(row), deed != .remind { return "held" }
        switch deed {
        case .reassign: return reassigning(row)
        case .postpone: return postponing(row)
        case .remind: return reminding(row)
        }
    }

    /// Somebody else has it open right now: not under their hands.
    private func isHeld(_ row: FollowUpRow) -> Bool {
        guard let holder = row.claimedBy, let until = row.claimedUntil else { return false }
        return until > context.now && holder != context.actor.staff
    }

    private func reassigning(_ row: FollowUpRow) -> String? {
        guard let target = order.target else { return nil }
        return row.followUp.assignee == target.staff ? "same" : nil
    }

    /// Inside the window only: what is put off beyond its limit would be late by intent.
    private func postponing(_ row: FollowUpRow) -> String? {
        let due = row.followUp.window.due
        if due <= context.now { return "limitPassed" }
        guard let until = order.until else { return nil }
        return until >= due ? "beyondLimit" : nil
    }

    private func reminding(_ row: FollowUpRow) -> String? {
        guard let staff = row.followUp.assignee else { return "nobody" }
        if staff == context.actor.staff { return "own" }
        if directory.absence(of: staff, on: context.today) != nil { return "away" }
        return reminded.contains(row.id) ? "remindedAlready" : nil
    }
}
