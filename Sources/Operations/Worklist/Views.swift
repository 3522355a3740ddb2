import Domain
import SQLCore
import Storage

/// Filters of the queue that people keep and share. A view says what is asked for; what is found is always what its reader may see.
public struct Views: Sendable {
    /// Views that one person keeps, at most.
    public static let limit = 30
    /// Shared views that one person is shown, at most.
    static let sharedLimit = 50

    let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    public struct Item: Sendable, Hashable {
        public var row: ViewRows.Row
        public var isOwn: Bool
        public var isFirst: Bool
        public var ownerName: String
        public var unitName: String?
    }

    /// With whom a view is shared.
    public struct Sharing: Sendable, Hashable {
        public var unit: UnitID?
        public var role: String?

        public init(unit: UnitID? = nil, role: String? = nil) { (self.unit, self.role) = (unit, role) }
    }

    /// Own views, then those shared with the actor.
    public func list(_ context: Context) throws -> [Item] {
        try premises.database.read { session in
            let directory = try premises.directory(of: context.organisation, in: session)
            let own = try ViewRows.own(context.actor.staff, limit: Self.limit, of: context.organisation, in: session)
            let shared = try ViewRows.shared(with: context.scope.ofWork.sorted(), limit: Self.sharedLimit, of: context.organisation, in: session)
            let first = try ViewRows.first(of: context.actor.staff, context.organisation, in: session)
            let others = shared.filter { $0.owner != context.actor.staff && reaches($0, directory, context) }
            return (own + others).map { row in
                Item(
                    row: row, isOwn: row.owner == context.actor.staff, isFirst: row.id == first, ownerName: directory.staff[row.owner]?.name ?? "",
                    unitName: row.unit.flatMap { directory.units[$0]?.name })
            }
        }
    }

    /// What the actor begins with; nil when nothing was chosen, or what was is no longer theirs to see.
    public func first(_ context: Context) throws -> Item? { try list(context).first { $0.isFirst } }

    /// - Throws: `Refusal.invalid` without a name or with too many views, `Refusal.notAllowed` to share with a unit that the actor does not lead.
    @discardableResult
    public func save(_ name: String, filter: [String: String], sharing: Sharing = Sharing(), isFirst: Bool = false, _ context: Context) throws -> Int64 {
        try premises.database.write { session in
            try check(name, sharing, context)
            guard try ViewRows.own(context.actor.staff, limit: Self.limit, of: context.organisation, in: session).count < Self.limit else {
                throw Refusal.invalid([Finding(.error, "view.tooMany", at: Place(path: "name"))])
            }
            let row = ViewRows.Row(
                id: premises.identifiers.next(at: context.now), owner: context.actor.staff, name: name.trimmed, filter: filter, unit: sharing.unit,
                role: sharing.role, changedAt: context.now)
            try ViewRows.save(row, of: context.organisation, in: session)
            if isFirst { try ViewRows.setFirst(row.id, of: context.actor.staff, context.organisation, in: session) }
            try note("view.saved", row, of: row.unit, context, session)
            return row.id
        }
    }

    /// Another name, other readers. Only its owner may.
    public func change(_ id: Int64, name: String, sharing: Sharing, _ context: Context) throws {
        try premises.database.write { session in
            var row = try own(id, context, session)
            try check(name, sharing, context)
            let before = row.unit
            (row.name, row.unit, row.role, row.changedAt) = (name.trimmed, sharing.unit, sharing.role, context.now)
            try ViewRows.change(row, of: context.organisation, in: session)
            try note("view.changed", row, of: row.unit ?? before, context, session)
        }
    }

    public func remove(_ id: Int64, _ context: Context) throws {
        try premises.database.write { session in
            let row = try own(id, context, session)
            try ViewRows.remove(id, of: context.organisation, in: session)
            try note("view.removed", row, of: row.unit, context, session)
        }
    }

    /// The view that the actor begins with, own or shared; nil begins with the whole list.
    public func begin(with id: Int64?, _ context: Context) throws {
        if let id, try !list(context).contains(where: { $0.row.id == id }) { throw Refusal.notFound }
        try premises.database.write { try ViewRows.setFirst(id, of: context.actor.staff, context.organisation, in: $0) }
    }

    private func reaches(_ row: ViewRows.Row, _ directory: StaffDirectory, _ context: Context) -> Bool {
        // One that asks for a unit which is not the reader's would show nothing.
        if let asked = row.filter["unit"].flatMap({ UnitID($0) }), !context.scope.ofWork.contains(asked) { return false }
        guard let role = row.role else { return true }
        return row.unit.map { PostHolding.roles(directory, context)[$0]?.contains(role) == true } ?? false
    }

    private func own(_ id: Int64, _ context: Context, _ session: any SQLReading) throws -> ViewRows.Row {
        guard let row = try ViewRows.view(id, of: context.organisation, in: session), row.owner == context.actor.staff else { throw Refusal.notFound }
        return row
    }

    private func check(_ name: String, _ sharing: Sharing, _ context: Context) throws {
        guard !name.trimmed.isEmpty, name.count <= 60 else { throw Refusal.invalid([Finding(.error, "view.noName", at: Place(path: "name"))]) }
        if let unit = sharing.unit, !context.scope.allows(.lead, in: unit) { throw Refusal.notAllowed(.lead) }
        if sharing.unit == nil, sharing.role != nil { throw Refusal.invalid([Finding(.error, "view.roleWithoutUnit", at: Place(path: "role"))]) }
    }

    /// What others see, or saw until now, stands in the journal; one's own filters are nobody's business.
    private func note(_ act: String, _ row: ViewRows.Row, of unit: UnitID?, _ context: Context, _ session: any SQLWriting) throws {
        guard let unit else { return }
        try Journal.append(act, context, unit: unit, other: row.id, payload: ["name": row.name], premises: premises, in: session)
    }
}
