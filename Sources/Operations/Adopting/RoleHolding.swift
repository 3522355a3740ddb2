import Domain
import RegulationEngine

/// A role of the regulation in the organisation of a day: how its posts call it, and who holds such a post.
public struct RoleHolding: Sendable {
    public struct Holder: Sendable, Hashable {
        public var staff: StaffID
        public var name: String
        public var unit: String
    }

    public var role: RoleDefinition
    /// As mapped; nil while it is looked for under the regulation's own name.
    public var mapped: String?
    /// The name under which posts are looked for.
    public var postRole: String
    /// Who would be asked in one of the covered units, by unit and name.
    public var holders: [Holder]
    /// Covered units where nobody would be found, by code.
    public var emptyUnits: [String]

    /// Found from the event itself, so that nobody need hold a post.
    public var isFromEvent: Bool { role.source != nil }

    /// Roles of the regulation in its order.
    static func all(
        of regulation: Regulation, mapping: [String: String], covered: Set<UnitID>, _ directory: StaffDirectory, on day: LocalDay
    ) -> [RoleHolding] {
        let leaves = Self.leaves(of: covered, directory)
        return regulation.roles.map { RoleHolding($0, mapping[$0.id], leaves, directory, day) }
    }

    private init(_ role: RoleDefinition, _ mapped: String?, _ leaves: [OrganisationUnit], _ directory: StaffDirectory, _ day: LocalDay) {
        (self.role, self.mapped, postRole) = (role, mapped, mapped ?? role.id)
        (holders, emptyUnits) = ([], [])
        guard role.source == nil else { return }
        var asked: Set<StaffID> = []
        for unit in leaves {
            let found = directory.holders(of: postRole, near: unit.id, on: day)
            if found.isEmpty { emptyUnits.append(unit.name) }
            asked.formUnion(found)
        }
        holders = Self.named(asked, postRole, directory, day)
    }

    private static func named(_ staff: Set<StaffID>, _ postRole: String, _ directory: StaffDirectory, _ day: LocalDay) -> [Holder] {
        let posts = directory.posts.filter { staff.contains($0.staff) && $0.role == postRole && $0.holds(on: day) }
        let holders = posts.map {
            Holder(staff: $0.staff, name: directory.staff[$0.staff]?.name ?? "", unit: directory.units[$0.unit]?.name ?? "")
        }
        return Set(holders).sorted { ($0.unit, $0.name, $0.staff) < ($1.unit, $1.name, $1.staff) }
    }

    /// The covered units below which there is none: where work falls due.
    private static func leaves(of covered: Set<UnitID>, _ directory: StaffDirectory) -> [OrganisationUnit] {
        let parents = Set(directory.units.values.compactMap(\.parent))
        return covered.filter { !parents.contains($0) }.compactMap { directory.units[$0] }.sorted { $0.code < $1.code }
    }

    /// What is to be known of it before the edition holds. That nobody was ever thought of (`isUnmapped`) is said by `RegulationCheck`.
    var findings: [Finding] {
        guard !isFromEvent, !isUnmapped else { return [] }
        let place = Place(path: "roles.\(role.id)")
        let arguments = ["role": role.id, "postRole": postRole]
        if holders.isEmpty { return [Finding(.warning, "role.noHolder", at: place, arguments)] }
        guard !emptyUnits.isEmpty else { return [] }
        let units = emptyUnits.prefix(8).joined(separator: ", ")
        return [Finding(.note, "role.unitsWithoutHolder", at: place, arguments.merging(["units": units, "count": String(emptyUnits.count)]) { a, _ in a })]
    }

    /// Not mapped, and nobody holds a post of the role's own name.
    public var isUnmapped: Bool { !isFromEvent && mapped == nil && holders.isEmpty }
}
