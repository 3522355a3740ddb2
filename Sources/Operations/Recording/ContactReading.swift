import Domain
import RegulationEngine
import SQLCore
import Storage

/// Contacts that were recorded, with what each established.
public struct ContactReading: Sendable {
    private let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    public struct View: Sendable {
        public var row: ContactRows.Row
        public var staffCode: String
        public var staffName: String
        /// Those that the actor may see.
        public var followUps: [FollowUpID]
        public var records: [Established]
    }

    /// A record with its answers.
    public struct Established: Sendable {
        public var row: RecordRows.Row
        public var answers: [String: Answer]
    }

    /// - Throws: `Refusal.notFound` for a contact about no follow-up that the actor may see.
    public func contact(_ id: ContactID, _ context: Context) throws -> View {
        try premises.database.read { session in
            guard let row = try ContactRows.contact(id, of: context.organisation, in: session) else { throw Refusal.notFound }
            let view = try view(row, context, session)
            guard !view.followUps.isEmpty else { throw Refusal.notFound }
            return view
        }
    }

    /// Newest first.
    public func contacts(of id: FollowUpID, _ context: Context) throws -> [View] {
        try premises.database.read { session in
            _ = try FollowUpDesk.visible(id, context, session)
            return try ContactRows.contacts(about: id, of: context.organisation, in: session).map { try view($0, context, session) }
        }
    }

    private func view(_ row: ContactRows.Row, _ context: Context, _ session: any SQLReading) throws -> View {
        let staff = try premises.directory(of: context.organisation, in: session).staff[row.contact.staff]
        let followUps = try ContactRows.followUps(of: row.contact.id, context.organisation, in: session)
            .filter { id in try FollowUpRows.row(id, of: context.organisation, in: session).map { FollowUpDesk.isVisible($0, context) } ?? false }
        let records = try followUps.flatMap { try RecordRows.records(of: $0, context.organisation, in: session) }.filter {
            $0.contact == row.contact.id
        }
        return View(
            row: row, staffCode: staff?.code ?? "", staffName: staff?.name ?? "", followUps: followUps,
            records: try records.map { Established(row: $0, answers: try RecordRows.answers(of: $0.id, context.organisation, in: session)) })
    }
}
