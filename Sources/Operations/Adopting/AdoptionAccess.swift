import Domain
import SQLCore
import Storage

/// An adoption as the actor may see it, and what the actor may do with it.
///
/// To see it, one of the rights below must reach a unit that it covers; to change it, the right must reach all of them.
struct AdoptionAccess {
    let adoption: AdoptionRows.Adoption
    /// The units that were named; none = the whole organisation.
    let named: Set<UnitID>
    let covered: CoveredUnits

    private static let seeing: [Right] = [.regulate, .approveRegulation, .audit]

    static func open(_ id: AdoptionID, _ context: Context, in session: any SQLReading) throws -> AdoptionAccess {
        guard let adoption = try AdoptionRows.adoption(id, of: context.organisation, in: session) else { throw Refusal.notFound }
        let access = try AdoptionAccess(adoption, context, in: session)
        guard access.isVisible(to: context.scope) else { throw Refusal.notFound }
        return access
    }

    init(_ adoption: AdoptionRows.Adoption, _ context: Context, in session: any SQLReading) throws {
        self.adoption = adoption
        named = try AdoptionRows.units(of: adoption.id, context.organisation, in: session)
        covered = try CoveredUnits(named, context.organisation, in: session)
    }

    func isVisible(to scope: Scope) -> Bool {
        Self.seeing.contains { right in !covered.all.isDisjoint(with: scope.units[right] ?? []) }
    }

    func allows(_ right: Right, _ scope: Scope) -> Bool { covered.allAre(in: scope, right) }

    func require(_ right: Right, _ context: Context) throws(Refusal) {
        guard allows(right, context.scope) else { throw .notAllowed(right) }
    }

    /// Whether the actor may look at regulations and adoptions at all.
    static func requireAny(_ context: Context) throws(Refusal) {
        guard seeing.contains(where: context.scope.allows) else { throw .notAllowed(.regulate) }
    }
}

/// The units that named ones cover with all below them.
struct CoveredUnits {
    let all: Set<UnitID>

    /// - Throws: `Refusal.notFound` where a named unit is not the organisation's.
    init(_ named: Set<UnitID>, _ organisation: OrganisationID, in session: any SQLReading) throws {
        let directory = StaffDirectory(units: try DirectoryRows.units(of: organisation, in: session), staff: [], posts: [])
        guard named.allSatisfy({ directory.units[$0] != nil }) else { throw Refusal.notFound }
        all = named.isEmpty ? Set(directory.units.keys) : named.reduce(into: []) { $0.formUnion(directory.subtree(of: $1)) }
    }

    func allAre(in scope: Scope, _ right: Right) -> Bool {
        !all.isEmpty && all.isSubset(of: scope.units[right] ?? [])
    }
}
