import Domain
import SQLCore
import Storage

/// The organisation as its pages show it: the tree of units that the reader sees, with the people in them.
public struct DirectoryView: Sendable {
    public struct Person: Sendable {
        public var staff: Staff
        /// Present and future posts, and past ones when asked for.
        public var posts: [DirectoryRows.HeldPost]
        public var absences: [DirectoryRows.KeptAbsence]
        /// The sign-in name, for administrators; nil = no account.
        public var signIn: String?
    }

    /// Units that the reader sees, each after the one above it; `depth` from 0.
    public var units: [(unit: OrganisationUnit, depth: Int)]
    /// By code; those with a post in one of the units. Who sees the whole organisation sees people without a post too.
    public var people: [Person]
    /// Roles that anybody holds or held, for choosing.
    public var roles: [String]
}

extension StaffDesk {
    /// People and posts of the units that the actor sees.
    public func directory(past: Bool = false, _ context: Context) throws -> DirectoryView {
        try premises.database.read { session in
            let directory = try DirectoryRows.directory(of: context.organisation, in: session)
            let visible = context.scope.visible
            let isWhole = directory.units.keys.allSatisfy(visible.contains)
            let posts = try DirectoryRows.heldPosts(of: context.organisation, in: session)
            let kept = posts.filter { past || $0.post.to.map { context.today <= $0 } ?? true }
            let absences = try DirectoryRows.absences(until: context.today, of: context.organisation, in: session)
            let accounts = context.scope.allows(.administer) ? try AccountRows.accounts(of: context.organisation, in: session) : []
            let seen = Set(posts.filter { visible.contains($0.post.unit) }.map(\.post.staff))
            let people = directory.staff.values.filter { isWhole || seen.contains($0.id) }.sorted { $0.code < $1.code }.map { staff in
                DirectoryView.Person(
                    staff: staff, posts: kept.filter { $0.post.staff == staff.id && visible.contains($0.post.unit) },
                    absences: absences.filter { $0.absence.staff == staff.id }, signIn: accounts.first { $0.staff == staff.id }?.signIn)
            }
            return DirectoryView(units: tree(directory, visible), people: people, roles: Set(posts.map(\.post.role)).sorted())
        }
    }

    /// A unit whose parent is not seen stands at the top.
    private func tree(_ directory: StaffDirectory, _ visible: Set<UnitID>) -> [(unit: OrganisationUnit, depth: Int)] {
        let seen = directory.units.values.filter { visible.contains($0.id) }.sorted { $0.code < $1.code }
        let children = Dictionary(grouping: seen) { unit in unit.parent.flatMap { visible.contains($0) ? $0 : nil } }
        func below(_ parent: UnitID?, _ depth: Int) -> [(unit: OrganisationUnit, depth: Int)] {
            (children[parent] ?? []).flatMap { [($0, depth)] + below($0.id, depth + 1) }
        }
        return below(nil, 0)
    }
}
