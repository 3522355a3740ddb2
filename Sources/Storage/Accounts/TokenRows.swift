import Domain
import SQLCore

/// Tokens of other programs. One is found by the hash of its text; the text itself is kept nowhere.
public enum TokenRows {
    public struct Token: Sendable, Hashable {
        public var id: Int64
        public var organisation: OrganisationID
        /// For whom it acts: it may never do more than this account.
        public var account: Int64
        public var name: String
        public var hash: [UInt8]
        /// Codes of what it may do.
        public var permits: [String]
        /// Nil = wherever the account may.
        public var unit: UnitID?
        public var createdBy: StaffID
        public var createdAt: Instant
        public var expiresAt: Instant
        public var usedAt: Instant?
        public var revokedAt: Instant?

        public init(
            id: Int64, organisation: OrganisationID, account: Int64, name: String, hash: [UInt8], permits: [String], unit: UnitID?,
            createdBy: StaffID,
            createdAt: Instant, expiresAt: Instant, usedAt: Instant? = nil, revokedAt: Instant? = nil
        ) {
            (self.id, self.organisation, self.account, self.name, self.hash) = (id, organisation, account, name, hash)
            (self.permits, self.unit, self.createdBy, self.createdAt) = (permits, unit, createdBy, createdAt)
            (self.expiresAt, self.usedAt, self.revokedAt) = (expiresAt, usedAt, revokedAt)
        }
    }

    public static func insert(_ row: Token, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO api_token (id, organisation, account, name, token_hash, permits, unit, created_by, created_at, expires_at)
            VALUES (\(row.id), \(row.organisation), \(row.account), \(row.name), \(row.hash), \(JSONText.array(row.permits)), \(row.unit), \(row.createdBy),
                \(row.createdAt), \(row.expiresAt))
            """)
    }

    public static func token(hash: [UInt8], in session: any SQLReading) throws -> Token? {
        try session.first("\(select) WHERE token_hash = \(hash)", decode)
    }

    public static func token(_ id: Int64, of organisation: OrganisationID, in session: any SQLReading) throws -> Token? {
        try session.first("\(select) WHERE organisation = \(organisation) AND id = \(id)", decode)
    }

    /// Newest first, before `id`.
    public static func recent(before id: Int64, limit: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> [Token] {
        try session.query("\(select) WHERE organisation = \(organisation) AND id < \(id) ORDER BY id DESC LIMIT \(limit)", decode)
    }

    public static func see(_ id: Int64, at now: Instant, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            "UPDATE api_token SET used_at = \(now) WHERE organisation = \(organisation) AND id = \(id) AND (used_at IS NULL OR used_at < \(now))")
    }

    /// False when it was revoked already.
    public static func revoke(_ id: Int64, at now: Instant, of organisation: OrganisationID, in session: any SQLWriting) throws -> Bool {
        try session.execute("UPDATE api_token SET revoked_at = \(now) WHERE organisation = \(organisation) AND id = \(id) AND revoked_at IS NULL")
            == 1
    }

    private static let select: SQL = """
        SELECT id, organisation, account, name, token_hash, permits, unit, created_by, created_at, expires_at, used_at, revoked_at FROM api_token
        """

    private static func decode(_ row: any SQLRow) throws -> Token {
        Token(
            id: row.int(0), organisation: row.id(1), account: row.int(2), name: row.text(3), hash: row.blob(4),
            permits: try JSONText.strings(row.text(5)),
            unit: row.optionalID(6), createdBy: row.id(7), createdAt: row.instant(8), expiresAt: row.instant(9), usedAt: row.optionalInstant(10),
            revokedAt: row.optionalInstant(11))
    }
}
