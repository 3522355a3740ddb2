import Domain
import SQLCore
import Secrets
import Storage

/// What people do with their own account: preferences, password, sessions.
public struct OwnAccount: Sendable {
    /// A sign-in of the account, as its owner sees it.
    public struct SessionView: Sendable, Hashable {
        /// Names the session for ending it; nobody can sign in with it.
        public var id: String
        public var createdAt: Instant
        public var seenAt: Instant
        public var expiresAt: Instant
        public var isCurrent: Bool
    }

    private let premises: Premises
    private let rules: SessionRules

    public init(_ premises: Premises, rules: SessionRules = SessionRules()) {
        (self.premises, self.rules) = (premises, rules)
    }

    public func save(_ preferences: AccountRows.Preferences, _ visitor: Visitor) throws {
        let context = visitor.context
        try premises.database.write { session in
            try AccountRows.set(preferences, of: context.actor.account, context.organisation, in: session)
            let payload = [
                "language": preferences.language.rawValue, "theme": preferences.theme.rawValue, "singleKeys": String(preferences.singleKeys),
            ]
            try journal("account.preferencesSaved", payload, context, in: session)
        }
    }

    /// Changes the password and ends every other session of the account.
    ///
    /// - Throws: `Refusal.invalid` with what is wrong. A wrong present password counts as a failed sign-in.
    public func changePassword(current: String, new: String, _ visitor: Visitor) throws {
        let context = visitor.context
        let findings = PasswordRules.findings(new, signIn: visitor.signIn) + (current == new ? [Finding(.error, "password.unchanged", at: Place(path: "password"))] : [])
        guard findings.isEmpty else { throw Refusal.invalid(findings) }
        let account = try premises.database.read { try own(context, in: $0) }
        let isRight = premises.secrets.passwords.verify(current, against: account.password)
        let encoded = try premises.secrets.passwords.encode(new)
        let isChanged = try premises.database.write { session in
            try change(account, isRight: isRight, to: encoded, keeping: visitor.tokenHash, context, in: session)
        }
        guard isChanged else { throw Refusal.invalid([Finding(.error, "password.currentWrong", at: Place(path: "current"))]) }
    }

    /// False when the present password was wrong, or a pause after failures lasts: the count must be kept, so nothing is thrown here.
    private func change(
        _ account: AccountRows.Account, isRight: Bool, to encoded: String, keeping kept: [UInt8], _ context: Context, in session: any SQLWriting
    ) throws -> Bool {
        let index = premises.secrets.index(ofTypedName: account.signIn)
        let failures = try FailureRows.failures(index, in: session)
        if SignInThrottle.isLocked(failures, at: context.now) { return false }
        guard isRight, try own(context, in: session).password == account.password else {
            try FailureRows.save(SignInThrottle.afterFailure(failures, at: context.now), of: index, at: context.now, in: session)
            try journal("account.passwordRefused", [:], context, in: session)
            return false
        }
        try AccountRows.set(password: encoded, mustChange: false, of: account.id, context.organisation, in: session)
        try SessionRows.endAll(of: account.id, context.organisation, except: kept, in: session)
        try journal("account.passwordChanged", [:], context, in: session)
        return true
    }

    /// Those that are alive, newest first.
    public func sessions(_ visitor: Visitor) throws -> [SessionView] {
        let context = visitor.context
        return try premises.database.read { session in
            try SessionRows.sessions(of: context.actor.account, context.organisation, in: session).filter { rules.isAlive($0, at: context.now) }.map {
                SessionView(
                    id: Hexadecimal.text($0.tokenHash), createdAt: $0.createdAt, seenAt: $0.seenAt, expiresAt: $0.expiresAt,
                    isCurrent: $0.tokenHash == visitor.tokenHash)
            }
        }
    }

    /// - Throws: `Refusal.notFound` when it is not a session of the account.
    public func end(session id: String, _ visitor: Visitor) throws {
        guard let hash = Hexadecimal.bytes(id) else { throw Refusal.notFound }
        try end(hash, as: "account.sessionEnded", visitor)
    }

    public func endOthers(_ visitor: Visitor) throws {
        let context = visitor.context
        try premises.database.write { session in
            let ended = try SessionRows.endAll(of: context.actor.account, context.organisation, except: visitor.tokenHash, in: session)
            try journal("account.otherSessionsEnded", ["n": String(ended)], context, in: session)
        }
    }

    public func signOut(_ visitor: Visitor) throws {
        try end(visitor.tokenHash, as: "account.signedOut", visitor)
    }

    private func end(_ hash: [UInt8], as act: String, _ visitor: Visitor) throws {
        let context = visitor.context
        try premises.database.write { session in
            guard try SessionRows.end(hash, of: context.actor.account, context.organisation, in: session) else { throw Refusal.notFound }
            try journal(act, [:], context, in: session)
        }
    }

    private func own(_ context: Context, in session: any SQLReading) throws -> AccountRows.Account {
        guard let account = try AccountRows.account(context.actor.account, of: context.organisation, in: session) else { throw Refusal.notFound }
        return account
    }

    private func journal(_ act: String, _ payload: [String: String], _ context: Context, in session: any SQLWriting) throws {
        try Journal.append(act, context, other: context.actor.account, payload: payload, premises: premises, in: session)
    }
}
