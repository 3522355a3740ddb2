import Domain
import RegulationEngine
import SQLCore
import Storage

/// Follow-ups that come back: the next is planned when the one before it opens, and none after the recurrence has ended.
extension Plans {
    /// Plans the one after `row`, once. Under the edition that is in force now: figures that were changed hold for what is planned from then on.
    /// Where the regulation is in force no more, nothing comes back.
    func planNext(after row: FollowUpRow, _ event: Event) throws {
        guard let active = inForce(row, event), active.edition.regulation.rule(row.followUp.rule)?.recurrence != nil else { return }
        let outcome = planner(active).planRecurring(
            rule: row.followUp.rule, event: event, occurrence: row.followUp.occurrence + 1, reached: try reached(row),
            history: try history(of: event, active))
        try write(outcome, event, active)
    }

    private func inForce(_ row: FollowUpRow, _ event: Event) -> ActiveEdition? {
        inForceToday.first { $0.adoption == row.followUp.adoption && $0.covers(event.unit) }
    }

    private func reached(_ row: FollowUpRow) throws -> Set<Recurrence.Ending> {
        let rows = try FollowUpRows.rows(of: row.followUp.event, context.organisation, in: session)
        return Set(
            rows.filter { $0.followUp.adoption == row.followUp.adoption }.map { Recurrence.Ending(rule: $0.followUp.rule, state: $0.followUp.state) })
    }

    /// Withdraws what would come back and nobody has begun, when a state is reached that ends it (`until`).
    func endRecurring(_ row: FollowUpRow, reached state: FollowUp.State, _ active: ActiveEdition) throws {
        let ended = planner(active).rulesEnded(by: Recurrence.Ending(rule: row.followUp.rule, state: state))
        guard !ended.isEmpty else { return }
        let rows = try FollowUpRows.rows(of: row.followUp.event, context.organisation, in: session).filter {
            $0.followUp.adoption == row.followUp.adoption && ended.contains($0.followUp.rule) && $0.id != row.id && $0.followUp.state.isOpen
        }
        try stop(rows, .over)
    }
}
