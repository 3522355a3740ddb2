import Domain
import RegulationEngine
import SQLCore
import Storage

/// Why a follow-up exists, how its window and its person came about, and why another event led to none.
///
/// Answers are codes with arguments, in which names stand for ids (rule titles, units, people, in the reader's language); the phrase catalogues
/// make the sentences. Everything is worked out again by the functions that decided, from what is stored.
public struct Explaining: Sendable {
    let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    /// - Throws: `Refusal.notFound` for a follow-up that the reader may not see.
    public func followUp(_ context: Context, _ id: FollowUpID) throws -> FollowUpExplanation {
        try premises.database.read { session in
            try FollowUpExplaining(ExplainingDesk(premises, context, in: session), id).explanation()
        }
    }

    /// For every rule in force on the event's day: what became of it, and where nothing did, why not.
    ///
    /// - Throws: `Refusal.notFound` for an event of units that the reader does not see.
    public func event(_ context: Context, _ id: EventID) throws -> EventExplanation {
        try premises.database.read { session in
            try EventExplaining(ExplainingDesk(premises, context, in: session), id).explanation()
        }
    }
}

/// What every explanation looks things up in.
struct ExplainingDesk {
    let premises: Premises
    let context: Context
    let session: any SQLReading
    let directory: StaffDirectory
    let calendar: WorkingCalendar

    init(_ premises: Premises, _ context: Context, in session: any SQLReading) throws {
        (self.premises, self.context, self.session) = (premises, context, session)
        directory = try DirectoryRows.directory(of: context.organisation, in: session)
        calendar = try premises.calendar(of: context.organisation, in: session)
    }

    var organisation: OrganisationID { context.organisation }

    func edition(_ id: EditionID) throws -> ActiveEdition { try premises.shelf.edition(id, of: organisation, in: session) }

    func planner(_ active: ActiveEdition) -> Planner {
        premises.planners.planner(active.edition, calendar: calendar, zone: context.zone, registry: premises.library.registry)
    }

    /// The event as it stands, if the reader may see it: by its unit, or by an own follow-up about it.
    func visibleEvent(_ id: EventID) throws -> Event {
        guard let event = try EventRows.event(id, of: organisation, in: session) else { throw Refusal.notFound }
        if sees(event.unit) { return event }
        guard try FollowUpRows.rows(of: id, organisation, in: session).contains(where: { FollowUpDesk.isVisible($0, context) }) else {
            throw Refusal.notFound
        }
        return event
    }

    func sees(_ unit: UnitID) -> Bool { [Right.work, .lead, .review, .report, .audit].contains { context.scope.allows($0, in: unit) } }

    func journal(_ subject: JournalPages.Subject) throws -> [JournalLine] {
        try JournalPages.history(of: subject, units: context.scope.visible.sorted(), before: nil, limit: 200, in: organisation, session).map(JournalLine.init)
    }
}

/// An entry of the journal for a page.
public struct JournalLine: Sendable, Hashable {
    public var id: Int64
    /// `followUp.planned`, `edition.approved` …
    public var act: String
    public var occurredAt: Instant
    public var recordedAt: Instant
    /// Nil for the engine itself.
    public var actor: String?
    public var why: String?
    public var clause: String?
    /// Particulars; nil once they were erased.
    public var payload: [String: String]?

    init(_ stored: StoredEntry) {
        (id, act, why, clause) = (stored.entry.id, stored.entry.act, stored.entry.why, stored.entry.clause)
        (occurredAt, recordedAt, actor) = (stored.entry.occurredAt, stored.entry.recordedAt, stored.actorName)
        payload = stored.salt == nil ? nil : try? JSONText.members(stored.entry.payload)
    }
}
