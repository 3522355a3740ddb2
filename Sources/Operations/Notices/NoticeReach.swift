import Domain
import SQLCore
import Storage

/// Which notices are a person's: those in the person's own name, and those to a role that the person holds in a unit or above it, also standing in.
struct NoticeReach {
    private let staff: StaffID
    private let roles: [UnitID: Set<String>]

    init(_ directory: StaffDirectory, _ context: Context) {
        (staff, roles) = (context.actor.staff, PostHolding.roles(directory, context))
    }

    var ranges: [NoticeRows.Of] {
        [.person(staff)] + roles.sorted { $0.key < $1.key }.flatMap { unit, roles in roles.sorted().map { NoticeRows.Of.role($0, unit) } }
    }

    func unseen(ceiling: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> Int {
        var units: [String: [UnitID]] = [:]
        for (unit, held) in roles.sorted(by: { $0.key < $1.key }) { for role in held { units[role, default: []].append(unit) } }
        return try NoticeRows.unseen(by: staff, roles: units, ceiling: ceiling, of: organisation, in: session)
    }

    func reaches(_ row: NoticeRows.Row) -> Bool {
        if let addressee = row.staff { return addressee == staff }
        return roles[row.unit]?.contains(row.role) == true
    }
}
