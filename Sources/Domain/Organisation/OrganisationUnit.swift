/// A department, ward, management office or standing body. Units form a tree.
public struct OrganisationUnit: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, Codable { case organisation, department, ward, managementOffice, body }

    public var id: UnitID
    public var parent: UnitID?
    public var code: String
    public var name: String
    public var kind: Kind

    public init(id: UnitID, parent: UnitID?, code: String, name: String, kind: Kind) {
        (self.id, self.parent, self.code, self.name, self.kind) = (id, parent, code, name, kind)
    }
}

/// A person who works here and may hold posts.
public struct Staff: Sendable, Hashable {
    public var id: StaffID
    public var code: String
    public var name: String
    public var isActive: Bool

    public init(id: StaffID, code: String, name: String, isActive: Bool = true) {
        (self.id, self.code, self.name, self.isActive) = (id, code, name, isActive)
    }
}

/// Staff in a role in a unit, from–to. Packs name roles, never people; the mapping is a dated setting of the organisation.
public struct Post: Sendable, Hashable {
    public var staff: StaffID
    public var unit: UnitID
    public var role: String
    public var from: LocalDay
    /// Last day of the post; nil while it lasts.
    public var to: LocalDay?

    public init(staff: StaffID, unit: UnitID, role: String, from: LocalDay, to: LocalDay? = nil) {
        (self.staff, self.unit, self.role, self.from, self.to) = (staff, unit, role, from, to)
    }

    public func holds(on day: LocalDay) -> Bool { from <= day && to.map { day <= $0 } ?? true }
}

/// Leave of a member of staff; the stand-in takes what falls due, deadlines stay.
public struct Absence: Sendable, Hashable {
    public var staff: StaffID
    public var from: LocalDay
    public var to: LocalDay
    public var standIn: StaffID?

    public init(staff: StaffID, from: LocalDay, to: LocalDay, standIn: StaffID? = nil) {
        (self.staff, self.from, self.to, self.standIn) = (staff, from, to, standIn)
    }

    public func covers(_ day: LocalDay) -> Bool { from <= day && day <= to }
}

/// The organisation as facts on a day: what the engine needs to find a person for a role.
public struct StaffDirectory: Sendable {
    public var units: [UnitID: OrganisationUnit]
    public var staff: [StaffID: Staff]
    public var posts: [Post]
    public var absences: [Absence]

    public init(units: [OrganisationUnit], staff: [Staff], posts: [Post], absences: [Absence] = []) {
        self.units = Dictionary(units.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
        self.staff = Dictionary(staff.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
        (self.posts, self.absences) = (posts, absences)
    }

    /// Units below another one, by name.
    public var departments: [OrganisationUnit] { units.values.filter { $0.parent != nil }.sorted { ($0.name, $0.id) < ($1.name, $1.id) } }

    /// The unit and all above it, nearest first.
    public func lineage(of unit: UnitID) -> [UnitID] {
        var line: [UnitID] = []
        var next: UnitID? = unit
        while let id = next, !line.contains(id) {
            line.append(id)
            next = units[id]?.parent
        }
        return line
    }

    /// The unit and all below it.
    public func subtree(of unit: UnitID) -> Set<UnitID> {
        Set(units.keys.filter { lineage(of: $0).contains(unit) })
    }

    /// Holders of `role` on `day` in the nearest unit of the lineage that has any, by staff code.
    public func holders(of role: String, near unit: UnitID, on day: LocalDay) -> [StaffID] {
        for candidate in lineage(of: unit) {
            let found = posts.filter { $0.unit == candidate && $0.role == role && $0.holds(on: day) && staff[$0.staff]?.isActive == true }
            if !found.isEmpty { return sortedByCode(found.map(\.staff)) }
        }
        return []
    }

    public func roles(of person: StaffID, on day: LocalDay) -> Set<String> {
        Set(posts.filter { $0.staff == person && $0.holds(on: day) }.map(\.role))
    }

    public func absence(of person: StaffID, on day: LocalDay) -> Absence? {
        absences.first { $0.staff == person && $0.covers(day) }
    }

    private func sortedByCode(_ ids: [StaffID]) -> [StaffID] {
        Set(ids).sorted { (staff[$0]?.code ?? "", $0) < (staff[$1]?.code ?? "", $1) }
    }
}
