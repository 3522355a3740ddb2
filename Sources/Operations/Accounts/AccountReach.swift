import Domain
import SQLCore
import Storage

/// What an administrator reaches: staff with a post in the administered units, and accounts whose rights lie wholly inside them.
///
/// Otherwise the administrator of one ward could set the password of somebody with rights over the whole house.
struct AccountReach {
    let context: Context
    let directory: StaffDirectory
    private let units: Set<UnitID>
    private let isWhole: Bool

    /// - Throws: `Refusal.notAllowed(.administer)` when the actor administers nothing.
    init(_ context: Context, in session: any SQLReading) throws {
        guard context.scope.allows(.administer) else { throw Refusal.notAllowed(.administer) }
        let directory = try DirectoryRows.directory(of: context.organisation, in: session)
        let units = context.scope.units[.administer] ?? []
        (self.context, self.directory, self.units) = (context, directory, units)
        isWhole = directory.units.keys.allSatisfy(units.contains)
    }

    func contains(_ unit: UnitID) -> Bool { units.contains(unit) }

    /// Staff with no post belong to nobody's unit: only who administers the whole house reaches them.
    func contains(_ staff: StaffID) -> Bool {
        guard directory.staff[staff] != nil else { return false }
        return isWhole || directory.posts.contains { $0.staff == staff && units.contains($0.unit) }
    }

    func mayChange(_ staff: StaffID, _ grants: [RightRows.Grant]) -> Bool {
        contains(staff) && grants.allSatisfy { units.contains($0.unit) }
    }

    /// The unit under which an act about this person stands in the journal.
    func unit(of staff: StaffID) -> UnitID? {
        directory.posts.last { $0.staff == staff && $0.holds(on: context.today) }?.unit
    }
}
