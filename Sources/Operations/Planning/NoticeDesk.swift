import Domain
import SQLCore
import Storage

/// Tells somebody something about a follow-up, once for each source.
struct NoticeDesk {
    let premises: Premises
    let context: Context
    let session: any SQLWriting

    /// Nobody is told what they did themselves.
    func tell(_ staff: StaffID?, _ code: String, _ arguments: [String: String], about row: FollowUpRow, source: String) throws {
        guard let staff, staff != context.actor.staff else { return }
        let f = row.followUp
        let notice = NoticeRows.Row(
            id: premises.identifiers.next(at: context.now), unit: f.unit, role: f.role, staff: staff, code: "notice." + code,
            arguments: arguments, followUp: f.id, event: f.event, createdAt: context.now)
        try NoticeRows.insert(notice, sourceKey: "\(code):\(f.id)/\(source)", of: context.organisation, in: session)
    }

    /// Tells it once about several follow-ups together.
    func tell(_ staff: StaffID, _ code: String, _ arguments: [String: String], in unit: UnitID, source: String) throws {
        guard staff != context.actor.staff else { return }
        let notice = NoticeRows.Row(
            id: premises.identifiers.next(at: context.now), unit: unit, role: "", staff: staff, code: "notice." + code, arguments: arguments,
            createdAt: context.now)
        try NoticeRows.insert(notice, sourceKey: "\(code):\(source)/\(staff)", of: context.organisation, in: session)
    }
}
