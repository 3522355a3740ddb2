import Domain
import SQLCore
import Secrets
import Storage

/// What an administrator does with the tokens of other programs. Each act is journalled; a token is shown once, when it is made.
public struct TokenAdministration: Sendable {
    let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    public struct NewToken: Sendable {
        /// What it is for, in words: `HIS discharges`.
        public var name: String
        /// The account it acts for.
        public var account: Int64
        public var permits: Set<Permit>
        /// Nil = wherever the account may.
        public var unit: UnitID?
        /// It ends at the end of that many days from today.
        public var validDays: Int

        public init(name: String, account: Int64, permits: Set<Permit>, unit: UnitID? = nil, validDays: Int = 365) {
            (self.name, self.account, self.permits, self.unit, self.validDays) = (name, account, permits, unit, validDays)
        }
    }

    public struct Created: Sendable {
        public var id: Int64
        /// The token itself, to be handed over; it is kept nowhere.
        public var text: String
    }

    /// A token as its administrator sees it.
    public struct View: Sendable {
        public enum State: String, Sendable, Hashable, CaseIterable { case valid, expired, revoked, ownerDisabled }

        public var row: TokenRows.Token
        public var signIn: String
        public var ownerName: String
        public var unitName: String?
        public var unitCode: String?
        public var state: State
    }

    /// Longest validity, in days.
    public static let longest = 730
    /// So that a token is recognised where it should not stand.
    static let prefix = "hyt_"

    /// - Throws: `Refusal.notFound` for an account or unit out of reach, `.notAllowed` where the account may more than the administrator reaches,
    ///   `.invalid` for what is not filled in right.
    public func create(_ new: NewToken, _ context: Context) throws -> Created {
        let findings = Self.findings(new)
        guard findings.isEmpty else { throw Refusal.invalid(findings) }
        let text = Self.prefix + RandomSource.token()
        let row = TokenRows.Token(
            id: premises.identifiers.next(at: context.now), organisation: context.organisation, account: new.account, name: new.name.trimmed,
            hash: SHA256.digest(of: text), permits: new.permits.map(\.rawValue).sorted(), unit: new.unit, createdBy: context.actor.staff,
            createdAt: context.now, expiresAt: context.zone.end(of: context.today.adding(days: new.validDays)))
        try premises.database.write { session in
            let reach = try AccountReach(context, in: session)
            let account = try owner(new.account, reach, in: session)
            if let unit = new.unit, !reach.contains(unit) { throw Refusal.notFound }
            try TokenRows.insert(row, in: session)
            try journal("token.created", row, account, reach, in: session)
        }
        return Created(id: row.id, text: text)
    }

    private static func findings(_ new: NewToken) -> [Finding] {
        var findings: [Finding] = []
        let name = new.name.trimmed
        if name.isEmpty { findings.append(Finding(.error, "field.required", at: Place(path: "name"))) }
        if name.count > 100 { findings.append(Finding(.error, "token.nameTooLong", at: Place(path: "name"), ["limit": "100"])) }
        if new.permits.isEmpty { findings.append(Finding(.error, "token.noPermit", at: Place(path: "permits"))) }
        if !(1...longest).contains(new.validDays) {
            findings.append(Finding(.error, "token.badValidity", at: Place(path: "days"), ["limit": String(longest)]))
        }
        return findings
    }

    /// The token can do what the account can: whoever makes it must reach all of that.
    private func owner(_ id: Int64, _ reach: AccountReach, in session: any SQLReading) throws -> AccountRows.Account {
        let organisation = reach.context.organisation
        guard let account = try AccountRows.account(id, of: organisation, in: session), reach.contains(account.staff) else { throw Refusal.notFound }
        guard reach.mayChange(account.staff, try RightRows.grants(of: id, organisation, in: session)) else { throw Refusal.notAllowed(.administer) }
        return account
    }

    /// Tokens of accounts that the actor reaches, newest first.
    public func list(before id: Int64 = .max, limit: Int = 200, _ context: Context) throws -> [View] {
        try premises.database.read { session in
            let reach = try AccountReach(context, in: session)
            return try TokenRows.recent(before: id, limit: limit, of: context.organisation, in: session).compactMap {
                try view($0, reach, in: session)
            }
        }
    }

    private func view(_ row: TokenRows.Token, _ reach: AccountReach, in session: any SQLReading) throws -> View? {
        guard let account = try AccountRows.account(row.account, of: row.organisation, in: session), reach.contains(account.staff) else { return nil }
        let unit = row.unit.flatMap { reach.directory.units[$0] }
        return View(
            row: row, signIn: account.signIn, ownerName: reach.directory.staff[account.staff]?.name ?? "", unitName: unit?.name, unitCode: unit?.code,
            state: state(row, account, at: reach.context.now))
    }

    private func state(_ row: TokenRows.Token, _ account: AccountRows.Account, at now: Instant) -> View.State {
        if row.revokedAt != nil { return .revoked }
        if now >= row.expiresAt { return .expired }
        return account.disabledAt == nil ? .valid : .ownerDisabled
    }

    /// From now on the token is refused. Revoking it again changes nothing.
    public func revoke(_ id: Int64, _ context: Context) throws {
        try premises.database.write { session in
            let reach = try AccountReach(context, in: session)
            guard let row = try TokenRows.token(id, of: context.organisation, in: session) else { throw Refusal.notFound }
            let account = try owner(row.account, reach, in: session)
            guard try TokenRows.revoke(id, at: context.now, of: context.organisation, in: session) else { return }
            try journal("token.revoked", row, account, reach, in: session)
        }
    }

    private func journal(_ act: String, _ row: TokenRows.Token, _ account: AccountRows.Account, _ reach: AccountReach, in session: any SQLWriting)
        throws
    {
        let payload = [
            "name": row.name, "signIn": account.signIn, "permits": row.permits.joined(separator: " "),
            "unit": row.unit.flatMap { reach.directory.units[$0]?.code } ?? "", "expires": reach.context.zone.iso(row.expiresAt),
        ]
        try Journal.append(
            act, reach.context, unit: row.unit ?? reach.unit(of: account.staff), other: row.id, payload: payload, premises: premises, in: session)
    }
}
