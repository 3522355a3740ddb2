import Domain
import SQLCore

/// Accounts: who may sign in, with what they prefer. The password is kept only as its Argon2id text.
public enum AccountRows {
    public struct Account: Sendable, Hashable {
        public var id: Int64
        public var organisation: OrganisationID
        public var staff: StaffID
        /// Lower case; unique in the installation.
        public var signIn: String
        public var password: String
        public var preferences: Preferences
        public var disabledAt: Instant?
        /// The password was set by somebody else and must be changed at the next sign-in.
        public var mustChange: Bool
        public var createdAt: Instant

        public init(
            id: Int64, organisation: OrganisationID, staff: StaffID, signIn: String, password: String, preferences: Preferences = Preferences(),
            disabledAt: Instant? = nil, mustChange: Bool = false, createdAt: Instant
        ) {
            (self.id, self.organisation, self.staff, self.signIn, self.password) = (id, organisation, staff, signIn, password)
            (self.preferences, self.disabledAt, self.mustChange, self.createdAt) = (preferences, disabledAt, mustChange, createdAt)
        }
    }

    /// How an account likes to see and use the pages.
    public struct Preferences: Sendable, Hashable {
        public enum Theme: String, Sendable, Hashable, CaseIterable { case auto, light, dark }

        public var language: Language
        public var theme: Theme
        /// Whether single keys without a modifier act (WCAG 2.1.4 wants them to be switched off at will).
        public var singleKeys: Bool

        public init(language: Language = .simplified, theme: Theme = .auto, singleKeys: Bool = true) {
            (self.language, self.theme, self.singleKeys) = (language, theme, singleKeys)
        }
    }

    public static func insert(_ account: Account, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO account (id, organisation, staff, sign_in, password, language, theme, single_keys, disabled_at, must_change, created_at)
            VALUES (\(account.id), \(account.organisation), \(account.staff), \(account.signIn), \(account.password), \(account.preferences.language.rawValue),
                    \(account.preferences.theme.rawValue), \(account.preferences.singleKeys), \(account.disabledAt), \(account.mustChange), \(account.createdAt))
            """)
    }

    /// Looks in every organisation: nobody chooses one before signing in.
    public static func account(signIn: String, in session: any SQLReading) throws -> Account? {
        try session.first("\(select) WHERE sign_in = \(signIn)", decode)
    }

    public static func account(_ id: Int64, of organisation: OrganisationID, in session: any SQLReading) throws -> Account? {
        try session.first("\(select) WHERE organisation = \(organisation) AND id = \(id)", decode)
    }

    public static func account(staff: StaffID, of organisation: OrganisationID, in session: any SQLReading) throws -> Account? {
        try session.first("\(select) WHERE organisation = \(organisation) AND staff = \(staff)", decode)
    }

    public static func accounts(of organisation: OrganisationID, in session: any SQLReading) throws -> [Account] {
        try session.query("\(select) WHERE organisation = \(organisation) ORDER BY sign_in", decode)
    }

    public static func set(password: String, mustChange: Bool, of account: Int64, _ organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            "UPDATE account SET password = \(password), must_change = \(mustChange) WHERE organisation = \(organisation) AND id = \(account)")
    }

    public static func set(_ preferences: Preferences, of account: Int64, _ organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            UPDATE account SET language = \(preferences.language.rawValue), theme = \(preferences.theme.rawValue), single_keys = \(preferences.singleKeys)
            WHERE organisation = \(organisation) AND id = \(account)
            """)
    }

    /// Nil lets the account sign in again.
    public static func set(disabledAt moment: Instant?, of account: Int64, _ organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute("UPDATE account SET disabled_at = \(moment) WHERE organisation = \(organisation) AND id = \(account)")
    }

    private static let select: SQL = """
        SELECT id, organisation, staff, sign_in, password, language, theme, single_keys, disabled_at, must_change, created_at FROM account
        """

    private static func decode(_ row: any SQLRow) throws -> Account {
        let preferences = Preferences(language: try row.code(5), theme: try row.code(6), singleKeys: row.bool(7))
        return Account(
            id: row.int(0), organisation: row.id(1), staff: row.id(2), signIn: row.text(3), password: row.text(4), preferences: preferences,
            disabledAt: row.optionalInstant(8), mustChange: row.bool(9), createdAt: row.instant(10))
    }
}
