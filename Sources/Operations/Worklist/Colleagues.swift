import Domain
import SQLCore
import Storage

extension Worklist {
    /// To whom work may be given: active staff with a post, today, in a unit where the actor leads. In the order of their names.
    public func colleagues(_ context: Context) throws -> [Staff] {
        let units = context.scope.units[.lead] ?? []
        guard !units.isEmpty else { return [] }
        return try premises.database.read { session in
            let directory = try DirectoryRows.directory(of: context.organisation, in: session)
            let held = directory.posts.filter { units.contains($0.unit) && $0.holds(on: context.today) }.map(\.staff)
            return Set(held).compactMap { directory.staff[$0] }.filter(\.isActive).sorted { ($0.name, $0.id) < ($1.name, $1.id) }
        }
    }
}
