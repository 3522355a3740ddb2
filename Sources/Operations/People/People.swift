import Domain
import RegulationEngine
import SQLCore
import Storage

/// Finds people by name, phone or number, and shows what happened with one of them, within what the actor may see.
public struct People: Sendable {
    let premises: Premises

    /// Hits looked at; a search is for finding one person, not for listing all.
    public static let limit = 50

    public init(_ premises: Premises) { self.premises = premises }

    public struct Hit: Sendable {
        public var party: Party
        public var maskedPhone: String?
        public var unitNames: [String]
        /// Open follow-ups that the actor may see.
        public var open: [QueueItem]
    }

    /// One entry of a person's timeline, newest first.
    public enum Moment: Sendable {
        case event(Event, title: LocalizedText)
        case followUp(QueueItem)
        case contact(Contact, resultTitle: LocalizedText, staffName: String)
        case caseFile(CaseFileRows.Row)
    }

    public struct View: Sendable {
        public var party: Party
        public var contactPoints: [ContactPoint]
        public var unitNames: [String]
        public var moments: [(at: Instant, what: Moment)]
        /// Numbers under which this person was known before they became one.
        public var formerNumbers: [String]
        public var merges: [Merging.Done]
        public var mayMerge: Bool
        /// A request for a follow-up may be entered.
        public var mayRequest: Bool
    }

    /// Of one that became another, that other.
    public func view(_ named: PartyID, _ context: Context) throws -> View {
        try premises.database.read { session in
            let id = try MergeRows.survivor(of: named, context.organisation, in: session)
            guard try isVisible(id, context, session), let party = try PartyRows.party(id, of: context.organisation, in: session) else { throw Refusal.notFound }
            let directory = try DirectoryRows.directory(of: context.organisation, in: session)
            let words = try QueueWords(premises: premises, context: context, session: session)
            return View(
                party: party, contactPoints: try ContactPointRows.points(of: id, context.organisation, in: session),
                unitNames: try unitNames(id, directory, context, session), moments: try moments(id, words, directory, context, session),
                formerNumbers: try MergeRows.absorbed(by: id, of: context.organisation, in: session).compactMap(\.number),
                merges: try Merging(premises).standing(id, context, session), mayMerge: try Merging(premises).mayMerge([id], context, session),
                mayRequest: try mayRequest(party, context, session))
        }
    }

    /// Known in a unit that the actor may see, or the subject of the actor's own work.
    func isVisible(_ party: PartyID, _ context: Context, _ session: any SQLReading) throws -> Bool {
        let units = try PartyRows.units(of: party, context.organisation, in: session)
        if !units.isDisjoint(with: seeable(context)) { return true }
        return try FollowUpRows.rows(party: party, limit: 100, of: context.organisation, in: session).contains { $0.followUp.assignee == context.actor.staff }
    }

    func seeable(_ context: Context) -> Set<UnitID> {
        [Right.work, .lead, .review, .audit].reduce(into: []) { $0.formUnion(context.scope.units[$1, default: []]) }
    }

    func hit(
        _ id: PartyID, _ words: QueueWords, _ directory: StaffDirectory, _ context: Context, _ session: any SQLReading
    ) throws -> Hit? {
        guard let party = try PartyRows.party(id, of: context.organisation, in: session) else { return nil }
        let open = try FollowUpRows.rows(party: id, limit: 50, of: context.organisation, in: session).filter {
            $0.followUp.state.isOpen && FollowUpDesk.isVisible($0, context)
        }
        let phone = try ContactPointRows.points(of: id, context.organisation, in: session).first { $0.kind == .phone }?.masked
        return Hit(party: party, maskedPhone: phone, unitNames: try unitNames(id, directory, context, session), open: try open.map(words.item))
    }

    private func unitNames(_ id: PartyID, _ directory: StaffDirectory, _ context: Context, _ session: any SQLReading) throws -> [String] {
        let seeable = seeable(context)
        return try PartyRows.units(of: id, context.organisation, in: session).filter { seeable.contains($0) }.compactMap { directory.units[$0]?.name }.sorted()
    }

    private func moments(
        _ id: PartyID, _ words: QueueWords, _ directory: StaffDirectory, _ context: Context, _ session: any SQLReading
    ) throws -> [(at: Instant, what: Moment)] {
        let organisation = context.organisation
        let seeable = seeable(context)
        let events = try EventRows.events(party: id, limit: 100, of: organisation, in: session).filter { seeable.contains($0.unit) }
        let followUps = try FollowUpRows.rows(party: id, limit: 100, of: organisation, in: session).filter { FollowUpDesk.isVisible($0, context) }
        let contacts = try ContactRows.contacts(party: id, limit: 100, of: organisation, in: session).filter {
            seeable.contains($0.unit) || $0.contact.staff == context.actor.staff
        }
        let cases = try CaseFileRows.files(party: id, limit: 100, of: organisation, in: session).filter { seeable.contains($0.file.unit) }
        var moments: [(at: Instant, what: Moment)] = events.map {
            ($0.occurredAt, .event($0, title: premises.library.registry.kinds[$0.kind]?.title ?? LocalizedText(simplified: $0.kind)))
        }
        moments += try followUps.map { ($0.doneAt ?? $0.plannedAt, .followUp(try words.item($0))) }
        moments += contacts.map {
            let title = premises.library.result($0.contact.result)?.title ?? LocalizedText(simplified: $0.contact.result)
            return ($0.contact.occurredAt, .contact($0.contact, resultTitle: title, staffName: directory.staff[$0.contact.staff]?.name ?? ""))
        }
        moments += cases.map { ($0.file.openedAt, .caseFile($0)) }
        return moments.sorted { $0.at > $1.at }
    }
}
