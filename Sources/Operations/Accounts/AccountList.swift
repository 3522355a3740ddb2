import Domain
import SQLCore
import Storage

/// An account as its administrator sees it.
public struct AccountView: Sendable {
    public var id: Int64
    public var signIn: String
    public var staff: Staff
    public var posts: [Post]
    public var grants: [RightRows.Grant]
    public var disabledAt: Instant?
    public var mustChange: Bool
    /// Set while sign-in pauses after failures.
    public var lockedUntil: Instant?
    public var lastSeenAt: Instant?
    /// False where some of its rights lie outside what the administrator administers.
    public var mayChange: Bool
    public var isOwn: Bool
}

extension AccountAdministration {
    /// Accounts of the staff whom the actor administers, by sign-in name.
    public func list(_ context: Context) throws -> [AccountView] {
        try premises.database.read { session in
            let reach = try AccountReach(context, in: session)
            return try AccountRows.accounts(of: context.organisation, in: session).filter { reach.contains($0.staff) }.compactMap {
                try view($0, reach, in: session)
            }
        }
    }

    private func view(_ account: AccountRows.Account, _ reach: AccountReach, in session: any SQLReading) throws -> AccountView? {
        guard let staff = reach.directory.staff[account.staff] else { return nil }
        let (organisation, now) = (reach.context.organisation, reach.context.now)
        let grants = try RightRows.grants(of: account.id, organisation, in: session)
        let failures = try FailureRows.failures(premises.secrets.index(ofTypedName: account.signIn), in: session)
        return AccountView(
            id: account.id, signIn: account.signIn, staff: staff, posts: reach.directory.posts.filter { $0.staff == staff.id }, grants: grants,
            disabledAt: account.disabledAt, mustChange: account.mustChange, lockedUntil: failures?.lockedUntil.flatMap { now < $0 ? $0 : nil },
            lastSeenAt: try SessionRows.sessions(of: account.id, organisation, in: session).map(\.seenAt).max(),
            mayChange: reach.mayChange(staff.id, grants), isOwn: account.id == reach.context.actor.account)
    }
}
