import Domain
import RegulationEngine
import SQLCore
import Storage

/// Everything that answers "why this follow-up, why now, why me".
public struct FollowUpExplanation: Sendable {
    /// A contact about the follow-up.
    public struct ContactLine: Sendable, Hashable {
        public var contact: Contact
        public var resultTitle: LocalizedText
        public var staff: String
        public var lateReason: String?
    }

    public var row: FollowUpRow
    public var timeliness: Timeliness
    public var event: EventFacts
    public var rule: RuleFacts
    public var unit: String
    public var party: Party?
    public var standing: Eligible?
    public var window: WindowExplanation
    public var assignment: AssignmentExplanation
    /// The follow-up of which a record asked for this one.
    public var askedBy: FollowUpID?
    /// Oldest first.
    public var contacts: [ContactLine]
    /// Newest first; entries of units that the reader does not see are left out.
    public var journal: [JournalLine]
}

struct FollowUpExplaining {
    private let desk: ExplainingDesk
    private let row: FollowUpRow
    private let event: Event
    private let active: ActiveEdition
    private let rule: FollowUpRule

    init(_ desk: ExplainingDesk, _ id: FollowUpID) throws {
        row = try FollowUpDesk.visible(id, desk.context, desk.session)
        guard let event = try EventRows.event(row.followUp.event, of: desk.organisation, in: desk.session) else { throw Refusal.notFound }
        active = try desk.edition(row.followUp.edition)
        guard let rule = active.edition.regulation.rule(row.followUp.rule) else { throw Refusal.notFound }
        (self.desk, self.event, self.rule) = (desk, event, rule)
    }

    func explanation() throws -> FollowUpExplanation {
        let words = ExplainedWords(active, event: event, desk)
        let context = desk.context
        return FollowUpExplanation(
            row: row, timeliness: Timeliness.of(row.followUp.window, at: context.now, endOfToday: context.endOfToday),
            event: try EventFactsReading(desk: desk, registry: desk.planner(active).resolver.evaluator.registry).facts(event),
            rule: RuleFacts(active, rule: rule.id), unit: desk.directory.units[row.followUp.unit]?.name ?? "",
            party: try row.followUp.party.flatMap { try PartyRows.party($0, of: desk.organisation, in: desk.session) }, standing: try standing(),
            window: try WindowExplaining(desk: desk, active: active, rule: rule, row: row, event: event).explanation(words),
            assignment: try AssignmentExplaining(desk: desk, active: active, rule: rule, row: row, event: event).explanation(words),
            askedBy: try row.causedByRecord.flatMap { try RecordRows.record($0, of: desk.organisation, in: desk.session)?.followUp },
            contacts: try contacts(), journal: try desk.journal(.followUp(row.id)))
    }

    private func standing() throws -> Eligible? {
        try EligibleRows.rows(of: event.id, desk.organisation, in: desk.session)
            .first { $0.adoption == row.followUp.adoption && $0.eligible.rule == rule.id }?.eligible
    }

    private func contacts() throws -> [FollowUpExplanation.ContactLine] {
        try ContactRows.contacts(about: row.id, of: desk.organisation, in: desk.session).map {
            .init(
                contact: $0.contact, resultTitle: desk.premises.library.result($0.contact.result)?.title ?? LocalizedText(simplified: $0.contact.result),
                staff: desk.directory.staff[$0.contact.staff]?.name ?? "", lateReason: $0.lateReason)
        }.sorted { ($0.contact.occurredAt, $0.contact.id) < ($1.contact.occurredAt, $1.contact.id) }
    }
}
