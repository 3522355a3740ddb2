import Domain
import Operations
import Pages

/// Which rooms a person can enter, so that no page offers an address that refuses them.
struct Reach: Sendable {
    let scope: Scope

    init(_ scope: Scope) { self.scope = scope }
    init(_ visit: Visit) { scope = visit.visitor?.context.scope ?? Scope(units: [:]) }

    func list(of unit: UnitID) -> Bool { any([.work, .lead], unit) }
    func complaint(of unit: UnitID) -> Bool { any([.work, .lead], unit) }
    func party(of unit: UnitID) -> Bool { any([.work, .lead, .review, .audit], unit) }
    func draw(of unit: UnitID) -> Bool { any([.work, .lead, .report, .audit], unit) }
    func adoption(over unit: UnitID) -> Bool { any([.regulate, .approveRegulation], unit) }

    /// A place of the rail.
    func enters(_ place: NavigationItem) -> Bool { Navigation.items(for: scope).contains(place) }

    private func any(_ rights: [Right], _ unit: UnitID) -> Bool { rights.contains { scope.allows($0, in: unit) } }
}
