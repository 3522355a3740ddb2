import Domain
import SQLCore

/// Who is signed in. A session is found by the hash of its token; the token itself is kept nowhere.
public enum SessionRows {
    public struct Session: Sendable, Hashable {
        public var tokenHash: [UInt8]
        public var organisation: OrganisationID
        public var account: Int64
        public var csrf: String
        public var createdAt: Instant
        public var seenAt: Instant
        /// However busy the session is, it ends then.
        public var expiresAt: Instant

        public init(
            tokenHash: [UInt8], organisation: OrganisationID, account: Int64, csrf: String, createdAt: Instant, seenAt: Instant, expiresAt: Instant
        ) {
            (self.tokenHash, self.organisation, self.account, self.csrf) = (tokenHash, organisation, account, csrf)
            (self.createdAt, self.seenAt, self.expiresAt) = (createdAt, seenAt, expiresAt)
        }
    }

    public static func insert(_ row: Session, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO session (token_hash, organisation, account, csrf, created_at, seen_at, expires_at)
            VALUES (\(row.tokenHash), \(row.organisation), \(row.account), \(row.csrf), \(row.createdAt), \(row.seenAt), \(row.expiresAt))
            """)
    }

    public static func session(_ tokenHash: [UInt8], in session: any SQLReading) throws -> Session? {
        try session.first("\(select) WHERE token_hash = \(tokenHash)", decode)
    }

    /// Newest first.
    public static func sessions(of account: Int64, _ organisation: OrganisationID, in session: any SQLReading) throws -> [Session] {
        try session.query("\(select) WHERE organisation = \(organisation) AND account = \(account) ORDER BY created_at DESC", decode)
    }

    public static func see(_ tokenHash: [UInt8], at now: Instant, in session: any SQLWriting) throws {
        try session.execute("UPDATE session SET seen_at = \(now) WHERE token_hash = \(tokenHash) AND seen_at < \(now)")
    }

    /// False when there is no such session of the account.
    public static func end(_ tokenHash: [UInt8], of account: Int64, _ organisation: OrganisationID, in session: any SQLWriting) throws -> Bool {
        try session.execute(
            "DELETE FROM session WHERE organisation = \(organisation) AND account = \(account) AND token_hash = \(tokenHash)") == 1
    }

    /// Ends every session of the account but the one kept; returns how many.
    @discardableResult
    public static func endAll(
        of account: Int64, _ organisation: OrganisationID, except kept: [UInt8]? = nil, in session: any SQLWriting
    ) throws -> Int {
        try session.execute(
            "DELETE FROM session WHERE organisation = \(organisation) AND account = \(account) AND token_hash IS DISTINCT FROM \(kept)")
    }

    /// Sweeps away what has ended anyway.
    public static func sweep(expiredBy now: Instant, in session: any SQLWriting) throws {
        try session.execute("DELETE FROM session WHERE expires_at <= \(now)")
    }

    private static let select: SQL = "SELECT token_hash, organisation, account, csrf, created_at, seen_at, expires_at FROM session"

    private static func decode(_ row: any SQLRow) -> Session {
        Session(
            tokenHash: row.blob(0), organisation: row.id(1), account: row.int(2), csrf: row.text(3), createdAt: row.instant(4),
            seenAt: row.instant(5), expiresAt: row.instant(6))
    }
}
