import Domain
import RegulationEngine
import SQLCore
import Storage

/// Finds the person for a follow-up, a review, a duty or a decision in the organisation of today.
struct AssignmentDesk {
    let plans: Plans
    let active: ActiveEdition

    /// The one person; nil leaves the work to everyone who holds the role.
    func resolve(_ rule: FollowUpRule, _ row: FollowUpRow, _ event: Event) throws -> StaffID? {
        assignment.resolve(
            rule, event: event, directory: plans.directory, on: plans.context.today, nth: row.followUp.occurrence,
            facts: AssignmentFacts(whoDid: try whoDid(event.id))
        ).staff
    }

    /// Who stands behind a source: the role as the organisation names it, and the person when there is exactly one.
    func resolve(_ source: AssigneeSource, rule: String, _ event: Event, excluding: Set<StaffID> = [], answers: [String: Answer] = [:]) throws -> (
        role: String, staff: StaffID?
    ) {
        let outcome = assignment.resolve(
            source, rule: rule, event: event, directory: plans.directory, on: plans.context.today,
            facts: AssignmentFacts(whoDid: try whoDid(event.id), answers: answers, excluded: excluding))
        return (active.postRole(for: outcome.role.isEmpty ? source.roleName : outcome.role), outcome.staff)
    }

    private var assignment: Assignment {
        Assignment(plans.planner(active), mapping: active.roles)
    }

    /// Rule → who made its latest follow-up for the same event.
    private func whoDid(_ event: EventID) throws -> [String: StaffID] {
        let done = try FollowUpRows.rows(of: event, plans.context.organisation, in: plans.session).filter { $0.doneBy != nil }
        return Dictionary(done.map { ($0.followUp.rule, $0.doneBy!) }, uniquingKeysWith: { _, later in later })
    }
}
