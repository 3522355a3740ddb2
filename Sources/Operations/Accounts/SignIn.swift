import Domain
import SQLCore
import Secrets
import Storage

/// Signing in by name and password.
///
/// An unknown name, a wrong password, a disabled account and a pause after failures get one and the same answer after the same work.
/// Checking a password takes tens of milliseconds and 19 MiB on the calling thread: the caller bounds how many run at once.
public struct SignIn: Sendable {
    /// What the browser is given, once. The token is stored nowhere here.
    public struct Admission: Sendable {
        public var token: String
        public var csrf: String
        public var expiresAt: Instant
        /// The password was set by somebody else: only the page that changes it may be used.
        public var mustChange: Bool
    }

    /// The one answer to everything that is not an admission.
    public static let refusal = Refusal.state(code: "signIn.refused")

    private let premises: Premises
    private let rules: SessionRules

    public init(_ premises: Premises, rules: SessionRules = SessionRules()) {
        (self.premises, self.rules) = (premises, rules)
    }

    /// - Throws: ``refusal``, whatever the reason is.
    public func signIn(name: String, password: String, at now: Instant) throws -> Admission {
        let name = SignInName.normalized(name)
        let account = try premises.database.read { try AccountRows.account(signIn: name, in: $0) }
        let isRight = check(password, of: account)
        let fresh = try isRight ? renewed(password, of: account) : nil
        let admission = try premises.database.write { session in
            try decide(name, account, isRight: isRight, fresh: fresh, at: now, in: session)
        }
        guard let admission else { throw Self.refusal }
        return admission
    }

    /// Costs the same whether there is such an account or not.
    private func check(_ password: String, of account: AccountRows.Account?) -> Bool {
        let typed = password.utf8.count > PasswordRules.longest ? "" : password
        let isRight = premises.secrets.passwords.verify(typed, against: account?.password ?? premises.secrets.nobodysPassword)
        return isRight && account != nil
    }

    /// The password encoded anew when it was encoded at another cost.
    private func renewed(_ password: String, of account: AccountRows.Account?) throws -> String? {
        guard let account, premises.secrets.passwords.needsRehash(account.password) else { return nil }
        return try premises.secrets.passwords.encode(password)
    }

    /// Nil is a refusal: its count must be kept, so nothing is thrown inside the transaction.
    private func decide(
        _ name: String, _ account: AccountRows.Account?, isRight: Bool, fresh: String?, at now: Instant, in session: any SQLWriting
    ) throws -> Admission? {
        let index = premises.secrets.index(ofTypedName: name)
        let failures = try FailureRows.failures(index, in: session)
        if SignInThrottle.isLocked(failures, at: now) { return nil }
        guard isRight, let account, try mayEnter(account, in: session) else {
            try FailureRows.save(SignInThrottle.afterFailure(failures, at: now), of: index, at: now, in: session)
            if let account { try journal("account.signInFailed", account, byAccount: false, at: now, in: session) }
            return nil
        }
        try FailureRows.forget(index, in: session)
        if let fresh { try AccountRows.set(password: fresh, mustChange: account.mustChange, of: account.id, account.organisation, in: session) }
        return try open(account, at: now, in: session)
    }

    /// As it stands now: the password may have been changed, or the account disabled, while the old one was being checked.
    private func mayEnter(_ account: AccountRows.Account, in session: any SQLReading) throws -> Bool {
        guard let current = try AccountRows.account(account.id, of: account.organisation, in: session) else { return false }
        let staff = try DirectoryRows.staff(current.staff, of: current.organisation, in: session)
        return current.password == account.password && current.disabledAt == nil && staff?.isActive == true
    }

    private func open(_ account: AccountRows.Account, at now: Instant, in session: any SQLWriting) throws -> Admission {
        let token = RandomSource.token()
        let row = SessionRows.Session(
            tokenHash: SHA256.digest(of: token), organisation: account.organisation, account: account.id, csrf: RandomSource.token(bytes: 24),
            createdAt: now, seenAt: now, expiresAt: now.adding(hours: rules.absoluteHours))
        try SessionRows.insert(row, in: session)
        try journal("account.signedIn", account, byAccount: true, at: now, in: session)
        return Admission(token: token, csrf: row.csrf, expiresAt: row.expiresAt, mustChange: account.mustChange)
    }

    /// A failed try was made by whoever it was: the engine notes it.
    private func journal(_ act: String, _ account: AccountRows.Account, byAccount: Bool, at now: Instant, in session: any SQLWriting) throws {
        let actor = byAccount ? Actor(staff: account.staff, account: account.id, name: account.signIn) : .engine
        let context = Context(now: now, organisation: account.organisation, actor: actor, scope: Scope(units: [:]))
        try Journal.append(act, context, other: account.id, premises: premises, in: session)
    }
}
