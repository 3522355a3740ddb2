import Domain
import SQLCore
import Storage

/// One event for programs: as it stands, with what it started.
public struct EventReading: Sendable {
    private let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    public struct View: Sendable {
        public var event: Event
        public var title: LocalizedText
        public var state: EventRows.State
        public var unit: OrganisationUnit?
        public var matterNumber: String?
        /// Those that the actor may see.
        public var followUps: [FollowUpID]
    }

    /// Phones and addresses among the attributes are left out.
    ///
    /// - Throws: `Refusal.notFound` for an event of a unit in which the actor has no right.
    public func event(_ id: EventID, _ context: Context) throws -> View {
        try premises.database.read { session in
            let organisation = context.organisation
            guard var event = try EventRows.event(id, of: organisation, in: session), context.scope.visible.contains(event.unit) else {
                throw Refusal.notFound
            }
            let kind = premises.library.registry.kinds[event.kind]
            for hidden in kind?.attributes ?? [] where hidden.kind == .phone || hidden.kind == .address { event.attributes[hidden.name] = nil }
            let followUps = try FollowUpRows.rows(of: id, organisation, in: session).filter { FollowUpDesk.isVisible($0, context) }
            return View(
                event: event, title: kind?.title ?? LocalizedText(simplified: event.kind),
                state: try EventRows.state(of: id, organisation, in: session) ?? .current,
                unit: try premises.directory(of: organisation, in: session).units[event.unit],
                matterNumber: try event.matter.flatMap { try EventRows.matterNumber($0, of: organisation, in: session) },
                followUps: followUps.map(\.id))
        }
    }
}
