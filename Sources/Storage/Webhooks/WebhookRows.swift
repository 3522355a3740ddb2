import Domain
import SQLCore

/// Addresses of other programs that want to be told what happens.
public enum WebhookRows {
    public struct Row: Sendable, Hashable {
        public var id: Int64
        public var name: String
        public var url: String
        /// Codes of what it wants to be told.
        public var happenings: [String]
        /// Only what happens in this unit or below it; nil = everywhere.
        public var unit: UnitID?
        /// Sealed.
        public var secret: [UInt8]
        public var createdBy: StaffID
        public var createdAt: Instant
        public var failingSince: Instant?
        public var deliveredAt: Instant?
        public var pausedAt: Instant?

        public init(
            id: Int64, name: String, url: String, happenings: [String], unit: UnitID?, secret: [UInt8], createdBy: StaffID, createdAt: Instant,
            failingSince: Instant? = nil, deliveredAt: Instant? = nil, pausedAt: Instant? = nil
        ) {
            (self.id, self.name, self.url, self.happenings, self.unit) = (id, name, url, happenings, unit)
            (self.secret, self.createdBy, self.createdAt) = (secret, createdBy, createdAt)
            (self.failingSince, self.deliveredAt, self.pausedAt) = (failingSince, deliveredAt, pausedAt)
        }
    }

    public static func insert(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO webhook (id, organisation, name, url, happenings, unit, secret, created_by, created_at)
            VALUES (\(row.id), \(organisation), \(row.name), \(row.url), \(JSONText.array(row.happenings)), \(row.unit), \(row.secret), \(row.createdBy),
                \(row.createdAt))
            """)
    }

    /// Those in use, paused ones included. An organisation has a handful.
    public static func all(of organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query("\(select) WHERE organisation = \(organisation) AND id > \(0) AND removed_at IS NULL ORDER BY id", decode)
    }

    public static func row(_ id: Int64, of organisation: OrganisationID, in session: any SQLReading) throws -> Row? {
        try session.first("\(select) WHERE organisation = \(organisation) AND id = \(id) AND removed_at IS NULL", decode)
    }

    public static func set(pausedAt: Instant?, of id: Int64, _ organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            "UPDATE webhook SET paused_at = \(pausedAt), failing_since = NULL WHERE organisation = \(organisation) AND id = \(id) AND removed_at IS NULL"
        )
    }

    public static func remove(_ id: Int64, at now: Instant, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute("UPDATE webhook SET removed_at = \(now) WHERE organisation = \(organisation) AND id = \(id) AND removed_at IS NULL")
    }

    public static func delivered(_ id: Int64, at now: Instant, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute("UPDATE webhook SET delivered_at = \(now), failing_since = NULL WHERE organisation = \(organisation) AND id = \(id)")
    }

    public static func failed(_ id: Int64, at now: Instant, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            "UPDATE webhook SET failing_since = \(now) WHERE organisation = \(organisation) AND id = \(id) AND failing_since IS NULL")
    }

    private static let select: SQL = """
        SELECT id, name, url, happenings, unit, secret, created_by, created_at, failing_since, delivered_at, paused_at FROM webhook
        """

    private static func decode(_ row: any SQLRow) throws -> Row {
        Row(
            id: row.int(0), name: row.text(1), url: row.text(2), happenings: try JSONText.strings(row.text(3)), unit: row.optionalID(4),
            secret: row.blob(5), createdBy: row.id(6), createdAt: row.instant(7), failingSince: row.optionalInstant(8),
            deliveredAt: row.optionalInstant(9), pausedAt: row.optionalInstant(10))
    }
}
