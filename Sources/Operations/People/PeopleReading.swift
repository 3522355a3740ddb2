import Domain
import SQLCore
import Storage

/// People for programs: one by id, by what they are known by, or all in the order in which they became known.
extension People {
    public struct Particulars: Sendable {
        public var party: Party
        public var contactPoints: [ContactPoint]
        /// The whole numbers by contact point, where they were asked for.
        public var revealed: [Int64: String]
        /// Units that the actor may see, by code.
        public var units: [OrganisationUnit]
        /// Numbers under which it was known before it became one with others.
        public var formerNumbers: [String]
    }

    /// Of one that became another, that other.
    public func particulars(_ id: PartyID, _ context: Context) throws -> Particulars {
        try premises.database.read { try particulars(MergeRows.survivor(of: id, context.organisation, in: $0), context, $0) }
    }

    /// The same with whole numbers and addresses: every look is journalled, for each number on its own.
    public func revealed(_ named: PartyID, _ context: Context) throws -> Particulars {
        try premises.database.write { session in
            let id = try MergeRows.survivor(of: named, context.organisation, in: session)
            var found = try particulars(id, context, session)
            for point in found.contactPoints where point.kind == .phone || point.kind == .address {
                guard let sealed = try ContactPointRows.sealed(point.id, of: context.organisation, in: session)?.sealed else { continue }
                try Journal.append(
                    "contactPoint.revealed", context, unit: found.units.first?.id, party: id, other: point.id, premises: premises, in: session)
                found.revealed[point.id] = try premises.secrets.open(sealed, as: point.kind == .phone ? .phone : .address, of: context.organisation)
            }
            return found
        }
    }

    /// Those known in units that the actor may see, in the order of their ids.
    public func page(after id: PartyID?, limit: Int, _ context: Context) throws -> (items: [Particulars], next: PartyID?) {
        let units = seeable(context).sorted()
        return try premises.database.read { session in
            let found = try PartyRows.page(units: units, after: id, limit: limit + 1, of: context.organisation, in: session)
            let items = try found.prefix(limit).map { try particulars($0, context, session) }
            return (items, found.count > limit ? items.last?.party.id : nil)
        }
    }

    public func particulars(matching text: String, _ context: Context) throws -> [Particulars] {
        let hits = try search(text, context).hits
        return try premises.database.read { session in try hits.map { try particulars($0.party.id, context, session) } }
    }

    private func particulars(_ id: PartyID, _ context: Context, _ session: any SQLReading) throws -> Particulars {
        guard try isVisible(id, context, session), let party = try PartyRows.party(id, of: context.organisation, in: session) else {
            throw Refusal.notFound
        }
        let directory = try premises.directory(of: context.organisation, in: session)
        let seeable = seeable(context)
        let units = try PartyRows.units(of: id, context.organisation, in: session).filter(seeable.contains).compactMap { directory.units[$0] }
        return Particulars(
            party: party, contactPoints: try ContactPointRows.points(of: id, context.organisation, in: session), revealed: [:],
            units: units.sorted { $0.code < $1.code },
            formerNumbers: try MergeRows.absorbed(by: id, of: context.organisation, in: session).compactMap(\.number))
    }
}
