import Domain
import SQLCore
import Storage

/// Fetches follow-ups within what the actor may see: what is not is not found.
enum FollowUpDesk {
    static func visible(_ id: FollowUpID, _ context: Context, _ session: any SQLReading) throws -> FollowUpRow {
        guard let row = try FollowUpRows.row(id, of: context.organisation, in: session) else { throw Refusal.notFound }
        guard isVisible(row, context) else { throw Refusal.notFound }
        return row
    }

    /// Own work wherever it lies, and the work of the units where the actor has any right but administering.
    static func isVisible(_ row: FollowUpRow, _ context: Context) -> Bool {
        if row.followUp.assignee == context.actor.staff { return true }
        return [Right.work, .lead, .review, .report, .audit].contains { context.scope.allows($0, in: row.followUp.unit) }
    }
}
