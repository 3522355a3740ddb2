import Domain
import Storage

/// Whose assessments a person sees: their own; those of departments that they lead, report on or audit; those that ask for a role they hold there or above.
struct AssessmentReach {
    private let actor: StaffID
    /// Where the actor sees what is assessed of departments, and of people.
    private let departments: Set<UnitID>
    private let people: Set<UnitID>
    private let roles: [UnitID: Set<String>]

    init(_ directory: StaffDirectory, _ context: Context) {
        actor = context.actor.staff
        departments = [Right.lead, .report, .audit].reduce(into: Set<UnitID>()) { $0.formUnion(context.scope.units[$1, default: []]) }
        people = [Right.lead, .audit].reduce(into: Set<UnitID>()) { $0.formUnion(context.scope.units[$1, default: []]) }
        roles = PostHolding.roles(directory, context)
    }

    /// Units of which something may be seen.
    var units: [UnitID] { departments.union(roles.keys).sorted() }

    func sees(_ row: AssessmentRows.Row, _ bench: AssessmentBench) throws -> Bool {
        if row.staff == actor { return true }
        if row.staff == nil ? departments.contains(row.unit) : people.contains(row.unit) { return true }
        return roles[row.unit].map { held in bench.roles.contains(where: held.contains) } ?? false
    }
}
