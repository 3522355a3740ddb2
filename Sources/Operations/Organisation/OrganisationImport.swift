import Domain
import Interop
import SQLCore
import Secrets
import Storage

/// The organisation's own door: units, staff with posts and accounts, absences and own days from tables.
///
/// The same table again changes nothing. A line that cannot be used becomes a finding with its place, the others go in. What a table
/// does not name stays as it is; an existing account keeps its password and its rights.
public struct OrganisationImport: Sendable {
    /// What became of the lines, and the accounts that were made with their first passwords.
    public struct Report: Sendable {
        public struct Tally: Sendable, Hashable {
            public var new = 0
            public var changed = 0
            public var same = 0
        }

        public struct FirstPassword: Sendable, Hashable {
            public var signIn: String
            public var name: String
            public var password: String
        }

        public var units = Tally()
        public var staff = Tally()
        public var posts = Tally()
        public var absences = Tally()
        public var ownDays = Tally()
        public var accounts: [FirstPassword] = []
        public var findings: [Finding] = []
    }

    public enum FirstPasswords: Sendable, Hashable {
        /// One each, to be changed at the first sign-in.
        case madeUp
        /// The same for all and not to be changed: for demonstrations only.
        case given(String)
    }

    private let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    /// Creates the organisation, or finds it by its code. For the console: nobody who is signed in founds organisations.
    public func found(
        code: String, name: String, sector: String, zone: CivilZone = .shanghai, at now: Instant
    ) throws -> OrganisationID {
        try premises.database.write { session in
            if let known = try DirectoryRows.organisation(code: code, in: session) { return known.id }
            let row = DirectoryRows.Organisation(id: premises.identifiers.next(at: now), code: code, name: name, sector: sector, zone: zone)
            try DirectoryRows.insert(row, at: now, in: session)
            let context = Context(now: now, organisation: row.id, zone: zone, actor: .engine, scope: Scope(units: [:]))
            try Journal.append("organisation.founded", context, payload: ["code": code, "sector": sector], premises: premises, in: session)
            return row.id
        }
    }

    /// - Throws: `Refusal.notAllowed(.administer)` unless the actor administers the whole organisation or is the engine.
    public func save(_ lines: OrganisationLines, passwords: FirstPasswords = .madeUp, _ context: Context) throws -> Report {
        let wanted = try premises.database.read { session in
            try requireWhole(context, in: session)
            return try newAccounts(lines.staff, context, in: session)
        }
        // Hashing takes tens of milliseconds each: not while others wait to write.
        let encoded = try wanted.mapValues { try encode($0, passwords) }
        return try premises.database.write { session in
            let writing = try OrganisationWriting(premises: premises, context: context, session: session)
            try writing.save(lines, accounts: encoded)
            return writing.report
        }
    }

    private func requireWhole(_ context: Context, in session: any SQLReading) throws {
        if context.actor == .engine { return }
        let units = try DirectoryRows.units(of: context.organisation, in: session)
        guard !units.isEmpty, units.allSatisfy({ context.scope.allows(.administer, in: $0.id) }) else { throw Refusal.notAllowed(.administer) }
    }

    /// Sign-in name by staff code, where the person has no account yet.
    private func newAccounts(_ lines: [StaffDraft], _ context: Context, in session: any SQLReading) throws -> [String: String] {
        let staff = try DirectoryRows.staff(of: context.organisation, in: session)
        let known = Set(try AccountRows.accounts(of: context.organisation, in: session).map(\.staff))
        let withAccount = Set(staff.filter { known.contains($0.id) }.map(\.code))
        let wanted = lines.compactMap { line in line.signIn.map { (line.code, SignInName.normalized($0)) } }
        return Dictionary(wanted.filter { !withAccount.contains($0.0) }, uniquingKeysWith: { first, _ in first })
    }

    private func encode(_ signIn: String, _ passwords: FirstPasswords) throws -> OrganisationWriting.NewAccount {
        switch passwords {
        case .madeUp:
            let password = InitialPassword.make()
            return .init(signIn: signIn, password: password, encoded: try premises.secrets.passwords.encode(password), mustChange: true)
        case .given(let password):
            return .init(signIn: signIn, password: password, encoded: try premises.secrets.passwords.encode(password), mustChange: false)
        }
    }
}
