import Domain
import SQLCore
import Storage

/// From what a browser brings to who is asking.
public struct Authentication: Sendable {
    /// What the account may do, with every unit below a granted one.
    public static func scope(of account: Int64, _ organisation: OrganisationID, in session: any SQLReading) throws -> Scope {
        var units: [Right: Set<UnitID>] = [:]
        for grant in try RightRows.reach(of: account, organisation, in: session) {
            guard let right = Right(rawValue: grant.granted) else { throw SQLError(.corrupt, "unknown right \(grant.granted)") }
            units[right, default: []].insert(grant.unit)
        }
        return Scope(units: units)
    }
}
