import Domain
import RegulationEngine
import Storage

/// Why a person is responsible: the reasons of the day on which the window opened, or, before that, of today.
public struct AssignmentExplanation: Sendable {
    public var role: String
    public var mode: AssignLine.Mode
    /// Who has it now; nil while it waits for anyone of the role.
    public var assignee: String?
    /// The day for which the reasons were worked out.
    public var day: LocalDay
    public var steps: [AssignmentStep]
    /// Everyone who takes part, the one who leads first, each with the role.
    public var participants: [Participant]
    public var mayJoin: [Participant]
    public var findings: [Finding]
    /// Somebody handed it over since, or took it: the journal says who and why.
    public var isHandedOver: Bool

    public struct Participant: Sendable, Hashable {
        public var role: String
        public var names: [String]
    }
}

struct AssignmentExplaining {
    let desk: ExplainingDesk
    let active: ActiveEdition
    let rule: FollowUpRule
    let row: FollowUpRow
    let event: Event

    func explanation(_ words: ExplainedWords) throws -> AssignmentExplanation {
        let day = desk.context.zone.day(of: min(desk.context.now, max(row.followUp.window.opens, row.plannedAt)))
        let outcome = assignment.resolve(
            rule, event: event, directory: desk.directory, on: day, nth: row.followUp.occurrence, facts: AssignmentFacts(whoDid: try whoDid()))
        return AssignmentExplanation(
            role: words.role(row.followUp.role), mode: outcome.mode, assignee: row.followUp.assignee.map(words.name), day: day,
            steps: outcome.steps.map(words.step), participants: outcome.participants.map { participant($0, words) },
            mayJoin: outcome.mayJoin.map { participant($0, words) }, findings: outcome.findings.map(words.finding),
            isHandedOver: row.followUp.assignee != nil && row.followUp.assignee != outcome.staff)
    }

    private var assignment: Assignment {
        Assignment(desk.planner(active), mapping: active.roles)
    }

    private func participant(_ found: RoleAssignment, _ words: ExplainedWords) -> AssignmentExplanation.Participant {
        .init(role: words.role(found.role), names: found.candidates.map(words.name))
    }

    /// Rule → who made its latest follow-up for the same event, before this one.
    private func whoDid() throws -> [String: StaffID] {
        let done = try FollowUpRows.rows(of: event.id, desk.organisation, in: desk.session).filter { $0.doneBy != nil && $0.id != row.id }
        return Dictionary(done.map { ($0.followUp.rule, $0.doneBy!) }, uniquingKeysWith: { _, later in later })
    }
}
