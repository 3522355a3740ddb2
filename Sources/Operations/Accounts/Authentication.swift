import Domain
import SQLCore
import Secrets
import Storage

/// Who is asking: what a signed-in browser stands for, for one request.
public struct Visitor: Sendable {
    public var context: Context
    /// The anti-forgery token that every changing request must bring.
    public var csrf: String
    public var preferences: AccountRows.Preferences
    /// Until the password is changed nothing else may be done.
    public var mustChange: Bool
    public var signIn: String
    public var organisation: DirectoryRows.Organisation
    public var expiresAt: Instant
    /// What the house told this person and nobody has looked at, counted up to `Notices.ceiling`.
    public var unseenNotices: Int
    let tokenHash: [UInt8]

    public func accepts(csrf token: String) -> Bool { ConstantTime.equal(token, csrf) }
}

/// From what a browser brings to who is asking.
public struct Authentication: Sendable {
    private let premises: Premises
    private let rules: SessionRules

    public init(_ premises: Premises, rules: SessionRules = SessionRules()) {
        (self.premises, self.rules) = (premises, rules)
    }

    /// Nil when the token is unknown, its session has ended, or the account may no longer be used.
    ///
    /// - Parameter isByItself: an open page asks, no person: the session ends as if nobody had asked.
    public func visitor(token: String, at now: Instant, isByItself: Bool = false) throws -> Visitor? {
        let hash = SHA256.digest(of: token)
        guard let (row, visitor) = try premises.database.read({ try find(hash, at: now, in: $0) }) else { return nil }
        if !isByItself, rules.wantsNote(row, at: now) { try premises.database.write { try SessionRows.see(hash, at: now, in: $0) } }
        return visitor
    }

    private func find(_ hash: [UInt8], at now: Instant, in session: any SQLReading) throws -> (SessionRows.Session, Visitor)? {
        guard let row = try SessionRows.session(hash, in: session), rules.isAlive(row, at: now),
            let account = try AccountRows.account(row.account, of: row.organisation, in: session), account.disabledAt == nil,
            let staff = try DirectoryRows.staff(account.staff, of: row.organisation, in: session), staff.isActive,
            let organisation = try DirectoryRows.organisation(row.organisation, in: session)
        else { return nil }
        let context = Context(
            now: now, organisation: organisation.id, zone: organisation.zone, actor: Actor(staff: staff.id, account: account.id, name: staff.name),
            scope: try Self.scope(of: account.id, organisation.id, in: session), language: account.preferences.language)
        return (row, Visitor(
            context: context, csrf: row.csrf, preferences: account.preferences, mustChange: account.mustChange, signIn: account.signIn,
            organisation: organisation, expiresAt: row.expiresAt, unseenNotices: try unseen(context, in: session), tokenHash: hash))
    }

    private func unseen(_ context: Context, in session: any SQLReading) throws -> Int {
        let directory = try premises.directory(of: context.organisation, in: session)
        return try NoticeReach(directory, context).unseen(ceiling: Notices.ceiling, of: context.organisation, in: session)
    }

    /// What the account may do, with every unit below a granted one.
    public static func scope(of account: Int64, _ organisation: OrganisationID, in session: any SQLReading) throws -> Scope {
        var units: [Right: Set<UnitID>] = [:]
        for grant in try RightRows.reach(of: account, organisation, in: session) {
            guard let right = Right(rawValue: grant.granted) else { throw SQLError(.corrupt, "unknown right \(grant.granted)") }
            units[right, default: []].insert(grant.unit)
        }
        return Scope(units: units)
    }

    /// The engine's own context, or that of a command at the console: every right in every unit of one organisation.
    ///
    /// - Throws: `Refusal.notFound` when there is no such organisation.
    public func engine(of organisation: OrganisationID, at now: Instant) throws -> Context {
        try premises.database.read { try Self.engine(of: organisation, at: now, in: $0) }
    }

    static func engine(of organisation: OrganisationID, at now: Instant, in session: any SQLReading) throws -> Context {
        guard let row = try DirectoryRows.organisation(organisation, in: session) else { throw Refusal.notFound }
        let units = Set(try DirectoryRows.units(of: organisation, in: session).map(\.id))
        let scope = Scope(units: Dictionary(uniqueKeysWithValues: Right.allCases.map { ($0, units) }))
        return Context(now: now, organisation: organisation, zone: row.zone, actor: .engine, scope: scope)
    }

    /// Removes what has ended, failures that no longer count, and answers that no program asks for again.
    public func sweep(at now: Instant) throws {
        try premises.database.write { session in
            try SessionRows.sweep(expiredBy: now, in: session)
            try FailureRows.sweep(before: now.adding(hours: -SignInThrottle.memoryHours), in: session)
            try AnswerShelf.sweep(at: now, in: session)
        }
    }
}
