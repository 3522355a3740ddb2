import Domain
import Storage

/// Whose duties a person sees: all of the units where they work, lead or review; elsewhere those that wait for a role they hold there or above,
/// in person or standing in. Whoever is asked to decide must find the question, whatever else they may do.
struct DutyReach {
    /// Units whose duties are all seen.
    let units: Set<UnitID>
    /// Further units, with the roles whose duties are seen there.
    let roles: [UnitID: Set<String>]

    init(_ directory: StaffDirectory, _ context: Context) {
        let units = [Right.work, .lead, .review].reduce(into: Set<UnitID>()) { $0.formUnion(context.scope.units[$1, default: []]) }
        (self.units, roles) = (units, PostHolding.roles(directory, context).filter { !units.contains($0.key) })
    }

    /// Each unit once, with nil where every duty is seen.
    var ranges: [(unit: UnitID, roles: [String]?)] {
        units.sorted().map { ($0, nil) } + roles.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sorted()) }
    }

    func sees(_ row: DutyRows.Row) -> Bool {
        if units.contains(row.duty.unit) { return true }
        guard let held = roles[row.duty.unit] else { return false }
        return [row.duty.role, row.reviewerRole, row.deciderRole].contains { $0.map(held.contains) == true }
    }
}
