import Domain
import Operations
import SQLCore
import Storage

/// The people of an organisation who have accounts, each with the rights that signing in would give.
struct DemonstrationCrew {
    let directory: StaffDirectory
    private let contexts: [StaffID: Context]

    init(of organisation: DirectoryRows.Organisation, at moment: Instant, in session: any SQLReading) throws {
        let directory = try DirectoryRows.directory(of: organisation.id, in: session)
        let accounts = try AccountRows.accounts(of: organisation.id, in: session).filter { $0.disabledAt == nil }
        contexts = try accounts.reduce(into: [:]) { contexts, account in
            guard let person = directory.staff[account.staff], person.isActive else { return }
            contexts[person.id] = Context(
                now: moment, organisation: organisation.id, zone: organisation.zone,
                actor: Actor(staff: person.id, account: account.id, name: person.name),
                scope: try Authentication.scope(of: account.id, organisation.id, in: session))
        }
        self.directory = directory
    }

    /// The person at work at a moment; nil without an account.
    func context(_ person: StaffID, at moment: Instant) -> Context? { contexts[person]?.at(moment) }

    /// Who holds a role nearest to a unit and can sign in, by staff code.
    func holders(of role: String, near unit: UnitID, on day: LocalDay) -> [StaffID] {
        directory.holders(of: role, near: unit, on: day).filter { contexts[$0] != nil }
    }

    /// Whose rights reach a unit; who has them for the fewest units comes first.
    func people(with right: Right, in unit: UnitID) -> [StaffID] {
        let found = contexts.filter { $0.value.scope.allows(right, in: unit) }
        return found.sorted { reach($0, right) < reach($1, right) }.map(\.key)
    }

    private func reach(_ entry: (key: StaffID, value: Context), _ right: Right) -> (Int, String) {
        (entry.value.scope.units[right]?.count ?? 0, directory.staff[entry.key]?.code ?? "")
    }
}
