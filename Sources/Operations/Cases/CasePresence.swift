import Domain
import SQLCore
import Storage

/// Two people on the same case see each other. Nobody is kept out: what is done on a case is appended.
extension Cases {
    /// So long after somebody has opened a case they count as being there.
    public static let presenceMinutes: Int64 = 5

    public struct Onlooker: Sendable, Hashable {
        public var name: String
        public var seenAt: Instant
    }

    /// Notes that the actor has the case open.
    ///
    /// - Returns: everybody else who had it open within the last minutes, the latest first.
    /// - Throws: `Refusal.notFound` for a case of others.
    public func look(at id: CaseFileID, _ context: Context) throws -> [Onlooker] {
        try premises.database.write { session in
            _ = try visible(id, context, session)
            let organisation = context.organisation
            try CasePresenceRows.forget(before: context.now.adding(minutes: -Self.presenceMinutes), on: id, organisation, in: session)
            let others = try CasePresenceRows.rows(on: id, organisation, in: session).filter { $0.staff != context.actor.staff }
            try CasePresenceRows.save(.init(staff: context.actor.staff, seenAt: context.now), on: id, organisation, in: session)
            let directory = try premises.directory(of: organisation, in: session)
            return others.sorted { ($0.seenAt, $0.staff) > ($1.seenAt, $1.staff) }.compactMap { row in
                directory.staff[row.staff].map { Onlooker(name: $0.name, seenAt: row.seenAt) }
            }
        }
    }
}
