import Domain
import SQLCore
import Storage

/// Reads the journal for people: the whole of it with the right to audit, or the history of one thing that the reader may see.
public struct JournalReading: Sendable {
    /// What a reader asks for.
    public struct Question: Sendable, Hashable {
        /// An act, or the beginning of several: `account.`.
        public var act: String?
        public var actor: StaffID?
        /// First and last day of recording, both included.
        public var from: LocalDay?
        public var to: LocalDay?

        public init(act: String? = nil, actor: StaffID? = nil, from: LocalDay? = nil, to: LocalDay? = nil) {
            (self.act, self.actor, self.from, self.to) = (act, actor, from, to)
        }
    }

    private let premises: Premises
    /// Entries that one page looks at, at most.
    private static let reach = 5_000

    public init(_ premises: Premises) { self.premises = premises }

    /// Newest first. A page may hold fewer entries than `limit` and still have a `next`: go on from there.
    public func page(_ question: Question, before: Int64? = nil, limit: Int = 50, _ context: Context) throws -> JournalPages.Page {
        guard context.scope.allows(.audit) else { throw Refusal.notAllowed(.audit) }
        return try premises.database.read { session in
            let filter = try filter(question, context, in: session)
            let (ceiling, floor) = bounds(filter)
            return try JournalPages.page(
                filter, before: [before, ceiling].compactMap(\.self).min(), floor: floor, limit: limit, lookingAt: Self.reach,
                of: context.organisation, in: session)
        }
    }

    /// What happened to a follow-up, an event or a party; entries of units that the reader does not see are left out.
    public func history(of subject: JournalPages.Subject, before: Int64? = nil, limit: Int = 200, _ context: Context) throws -> [StoredEntry] {
        try premises.database.read { session in
            let visible = context.scope.visible
            guard try units(of: subject, context.organisation, in: session).contains(where: visible.contains) else { throw Refusal.notFound }
            return try JournalPages.history(
                of: subject, units: visible.sorted(), before: before, limit: limit, in: context.organisation, session)
        }
    }

    private func units(of subject: JournalPages.Subject, _ organisation: OrganisationID, in session: any SQLReading) throws -> [UnitID] {
        switch subject {
        case .followUp(let id): try FollowUpRows.row(id, of: organisation, in: session).map { [$0.followUp.unit] } ?? []
        case .event(let id): try EventRows.event(id, of: organisation, in: session).map { [$0.unit] } ?? []
        case .party(let id): Array(try PartyRows.units(of: id, organisation, in: session))
        }
    }

    /// Who audits the whole organisation reads all; who audits part of it reads the entries of that part.
    private func filter(_ question: Question, _ context: Context, in session: any SQLReading) throws -> JournalPages.Filter {
        let units = context.scope.units[.audit] ?? []
        let all = try DirectoryRows.units(of: context.organisation, in: session).allSatisfy { units.contains($0.id) }
        return JournalPages.Filter(
            act: question.act, actor: question.actor, from: question.from.map { context.zone.instant($0) }, to: question.to.map(context.zone.end(of:)),
            units: all ? nil : units.sorted(), withoutUnit: all)
    }

    /// Ids carry their time, but may run ahead of the clock when it was set back: a day of slack on the far side.
    private func bounds(_ filter: JournalPages.Filter) -> (ceiling: Int64?, floor: Int64) {
        let day: Int64 = 24
        return (
            filter.to.map { IdentifierSequence.least(at: $0.adding(hours: day)) },
            filter.from.map { IdentifierSequence.least(at: $0.adding(hours: -1)) } ?? 0
        )
    }
}
