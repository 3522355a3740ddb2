import Domain
import SQLCore
import Secrets
import Storage

/// Who is asking when a program asks: the account behind its token, narrowed to what the token may.
public struct TokenBearer: Sendable {
    public var token: Int64
    public var name: String
    public var permits: Set<Permit>
    public var context: Context

    public init(token: Int64, name: String, permits: Set<Permit>, context: Context) {
        (self.token, self.name, self.permits, self.context) = (token, name, permits, context)
    }
}

/// Why a token is not taken. Only whoever holds the true token learns more than that it is unknown.
public enum TokenRefusal: String, Error, Sendable, Hashable {
    case missing, unknown, expired, revoked, ownerDisabled
}

/// From what a program brings to who is asking.
public struct TokenAuthentication: Sendable {
    private let premises: Premises
    /// Uses within so many seconds of the last noted one are not noted: reading must not write.
    private static let noteSeconds: Int64 = 60

    public init(_ premises: Premises) { self.premises = premises }

    /// - Throws: ``TokenRefusal``.
    public func bearer(_ text: String, at now: Instant) throws -> TokenBearer {
        let hash = SHA256.digest(of: text)
        let (row, bearer) = try premises.database.read { try find(hash, at: now, in: $0) }
        if row.usedAt.map({ now >= $0.adding(seconds: Self.noteSeconds) }) ?? true {
            try premises.database.write { try TokenRows.see(row.id, at: now, of: row.organisation, in: $0) }
        }
        return bearer
    }

    private func find(_ hash: [UInt8], at now: Instant, in session: any SQLReading) throws -> (TokenRows.Token, TokenBearer) {
        guard let row = try TokenRows.token(hash: hash, in: session) else { throw TokenRefusal.unknown }
        guard row.revokedAt == nil else { throw TokenRefusal.revoked }
        guard now < row.expiresAt else { throw TokenRefusal.expired }
        guard let account = try AccountRows.account(row.account, of: row.organisation, in: session), account.disabledAt == nil,
            let staff = try DirectoryRows.staff(account.staff, of: row.organisation, in: session), staff.isActive,
            let organisation = try DirectoryRows.organisation(row.organisation, in: session)
        else { throw TokenRefusal.ownerDisabled }
        let permits = Set(row.permits.compactMap(Permit.init))
        let units = try row.unit.map { try premises.directory(of: row.organisation, in: session).subtree(of: $0) }
        let scope = try Authentication.scope(of: account.id, organisation.id, in: session).narrowed(to: permits, within: units)
        let context = Context(
            now: now, organisation: organisation.id, zone: organisation.zone, actor: Actor(staff: staff.id, account: account.id, name: staff.name),
            scope: scope, language: account.preferences.language)
        return (row, TokenBearer(token: row.id, name: row.name, permits: permits, context: context))
    }
}
