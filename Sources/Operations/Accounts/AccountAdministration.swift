import Domain
import SQLCore
import Secrets
import Storage

/// What an administrator does with accounts. Each act is journalled; no act shows or keeps a password but the one just set.
///
/// What lies outside the administered units is not found; nobody changes the own rights or disables the own account.
public struct AccountAdministration: Sendable {
    let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    public struct NewAccount: Sendable {
        public var staff: StaffID
        public var signIn: String
        /// Nil = one is made up and must be changed at the first sign-in.
        public var password: String?
        public var mustChange: Bool
        public var language: Language

        public init(staff: StaffID, signIn: String, password: String? = nil, mustChange: Bool = true, language: Language = .simplified) {
            (self.staff, self.signIn, self.password) = (staff, signIn, password)
            (self.mustChange, self.language) = (mustChange, language)
        }
    }

    /// The account and its first password, to be handed over in person.
    public struct Created: Sendable {
        public var account: Int64
        public var password: String
    }

    /// - Throws: `Refusal.notFound` for staff out of reach, `.invalid` for a name that is taken or unfit or an unfit password,
    ///   `.state("account.exists")` when the person has one.
    public func create(_ new: NewAccount, _ context: Context) throws -> Created {
        let signIn = SignInName.normalized(new.signIn)
        let password = new.password ?? InitialPassword.make()
        let findings = SignInName.findings(signIn) + PasswordRules.findings(password, signIn: signIn)
        guard findings.isEmpty else { throw Refusal.invalid(findings) }
        let account = AccountRows.Account(
            id: premises.identifiers.next(at: context.now), organisation: context.organisation, staff: new.staff, signIn: signIn,
            password: try premises.secrets.passwords.encode(password), preferences: .init(language: new.language), mustChange: new.mustChange,
            createdAt: context.now)
        try premises.database.write { try insert(account, context, in: $0) }
        return Created(account: account.id, password: password)
    }

    private func insert(_ account: AccountRows.Account, _ context: Context, in session: any SQLWriting) throws {
        let reach = try AccountReach(context, in: session)
        guard reach.contains(account.staff) else { throw Refusal.notFound }
        guard try AccountRows.account(staff: account.staff, of: context.organisation, in: session) == nil else {
            throw Refusal.state(code: "account.exists")
        }
        guard try AccountRows.account(signIn: account.signIn, in: session) == nil else {
            throw Refusal.invalid([Finding(.error, "account.signInTaken", at: Place(path: "signIn"), ["value": account.signIn])])
        }
        try AccountRows.insert(account, in: session)
        try journal("account.created", account, ["signIn": account.signIn], reach, in: session)
    }

    /// The account with this sign-in name, for the console.
    ///
    /// - Throws: `Refusal.notFound` where the actor does not reach one.
    public func account(signIn: String, _ context: Context) throws -> Int64 {
        try premises.database.read { session in
            let reach = try AccountReach(context, in: session)
            guard let account = try AccountRows.account(signIn: SignInName.normalized(signIn), in: session), account.organisation == context.organisation,
                reach.contains(account.staff)
            else { throw Refusal.notFound }
            return account.id
        }
    }

    /// Sets another password, ends every session and lifts a pause after failures; returns the password.
    public func resetPassword(of id: Int64, to given: String? = nil, _ context: Context) throws -> String {
        let password = given ?? InitialPassword.make()
        let encoded = try premises.secrets.passwords.encode(password)
        try premises.database.write { session in
            let (account, reach) = try changeable(id, context, in: session)
            let findings = PasswordRules.findings(password, signIn: account.signIn)
            guard findings.isEmpty else { throw Refusal.invalid(findings) }
            try AccountRows.set(password: encoded, mustChange: true, of: id, context.organisation, in: session)
            try SessionRows.endAll(of: id, context.organisation, in: session)
            try FailureRows.forget(premises.secrets.index(ofTypedName: account.signIn), in: session)
            try journal("account.passwordReset", account, [:], reach, in: session)
        }
        return password
    }

    /// Ends every session; nobody signs in with the account until it is enabled.
    public func disable(_ id: Int64, why: String?, _ context: Context) throws {
        try premises.database.write { session in
            let (account, reach) = try othersAccount(id, context, in: session)
            try AccountRows.set(disabledAt: context.now, of: id, context.organisation, in: session)
            try SessionRows.endAll(of: id, context.organisation, in: session)
            try journal("account.disabled", account, [:], why: why, reach, in: session)
        }
    }

    public func enable(_ id: Int64, _ context: Context) throws {
        try premises.database.write { session in
            let (account, reach) = try othersAccount(id, context, in: session)
            try AccountRows.set(disabledAt: nil, of: id, context.organisation, in: session)
            try journal("account.enabled", account, [:], reach, in: session)
        }
    }

    /// Grants a right for a unit and all below it. Granting it again changes nothing.
    public func grant(_ right: Right, in unit: UnitID, to id: Int64, _ context: Context) throws {
        try change(right, in: unit, of: id, as: "account.rightGranted", context, RightRows.grant)
    }

    /// Takes back what was granted for exactly this unit.
    public func revoke(_ right: Right, in unit: UnitID, from id: Int64, _ context: Context) throws {
        try change(right, in: unit, of: id, as: "account.rightRevoked", context, RightRows.revoke)
    }

    /// Grants what usually goes together.
    public func grant(_ preset: RightPreset, in unit: UnitID, to id: Int64, _ context: Context) throws {
        for right in Right.allCases where preset.rights.contains(right) { try grant(right, in: unit, to: id, context) }
    }

    private typealias Change = @Sendable (RightRows.Grant, Int64, OrganisationID, any SQLWriting) throws -> Bool

    private func change(
        _ right: Right, in unit: UnitID, of id: Int64, as act: String, _ context: Context, _ change: @escaping Change
    ) throws {
        try premises.database.write { session in
            let (account, reach) = try othersAccount(id, context, in: session)
            guard reach.contains(unit), let code = reach.directory.units[unit]?.code else { throw Refusal.notFound }
            guard try change(.init(granted: right.rawValue, unit: unit), id, context.organisation, session) else { return }
            try journal(act, account, ["right": right.rawValue, "unit": code], reach, in: session)
        }
    }

    private func othersAccount(_ id: Int64, _ context: Context, in session: any SQLReading) throws -> (AccountRows.Account, AccountReach) {
        guard id != context.actor.account else { throw Refusal.state(code: "account.own") }
        return try changeable(id, context, in: session)
    }

    private func changeable(_ id: Int64, _ context: Context, in session: any SQLReading) throws -> (AccountRows.Account, AccountReach) {
        let reach = try AccountReach(context, in: session)
        guard let account = try AccountRows.account(id, of: context.organisation, in: session), reach.contains(account.staff) else {
            throw Refusal.notFound
        }
        let grants = try RightRows.grants(of: id, context.organisation, in: session)
        guard reach.mayChange(account.staff, grants) else { throw Refusal.notAllowed(.administer) }
        return (account, reach)
    }

    private func journal(
        _ act: String, _ account: AccountRows.Account, _ payload: [String: String], why: String? = nil, _ reach: AccountReach,
        in session: any SQLWriting
    ) throws {
        let person = ["staff": reach.directory.staff[account.staff]?.code ?? ""]
        try Journal.append(
            act, reach.context, unit: reach.unit(of: account.staff), other: account.id, why: why, payload: person.merging(payload) { $1 },
            premises: premises, in: session)
    }
}
