import Domain
import SQLCore

/// What is to be told to an address: written with what it tells of, delivered afterwards, as often as it takes.
public enum WebhookMessageRows {
    public enum State: String, Sendable, Hashable, CaseIterable { case pending, delivered, dead }

    public struct Row: Sendable, Hashable {
        public var id: Int64
        public var webhook: Int64
        public var happening: String
        public var body: String
        public var state: State
        public var attempts: Int
        public var createdAt: Instant
        /// No attempt before this moment.
        public var nextAt: Instant
        public var settledAt: Instant?
        /// What came of the last attempt: a status, or why there was none.
        public var answer: String?

        public init(
            id: Int64, webhook: Int64, happening: String, body: String, state: State = .pending, attempts: Int = 0, createdAt: Instant,
            nextAt: Instant,
            settledAt: Instant? = nil, answer: String? = nil
        ) {
            (self.id, self.webhook, self.happening, self.body, self.state) = (id, webhook, happening, body, state)
            (self.attempts, self.createdAt, self.nextAt, self.settledAt, self.answer) = (attempts, createdAt, nextAt, settledAt, answer)
        }
    }

    public static func insert(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO webhook_message (id, organisation, webhook, happening, body, state, attempts, created_at, next_at)
            VALUES (\(row.id), \(organisation), \(row.webhook), \(row.happening), \(row.body), \(row.state.rawValue), \(row.attempts), \(row.createdAt),
                \(row.nextAt))
            """)
    }

    public static func due(webhook: Int64, until now: Instant, limit: Int, of organisation: OrganisationID, in session: any SQLReading) throws
        -> [Row]
    {
        try session.query(
            """
            \(select) WHERE organisation = \(organisation) AND webhook = \(webhook) AND state = 'pending' AND next_at <= \(now) ORDER BY next_at, id LIMIT \(limit)
            """, decode)
    }

    public static func message(_ id: Int64, of organisation: OrganisationID, in session: any SQLReading) throws -> Row? {
        try session.first("\(select) WHERE organisation = \(organisation) AND id = \(id)", decode)
    }

    /// Newest first, before `id`.
    public static func page(webhook: Int64, before id: Int64, limit: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> [Row]
    {
        try session.query(
            "\(select) WHERE organisation = \(organisation) AND webhook = \(webhook) AND id < \(id) ORDER BY id DESC LIMIT \(limit)", decode)
    }

    /// Counts at most `ceiling`.
    public static func bounded(
        webhook: Int64, _ state: State, ceiling: Int, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> Int {
        let condition: SQL = state == .dead ? "state = 'dead'" : "state = 'pending'"
        return try session.first(
            """
            SELECT COUNT(*) FROM (SELECT 1 FROM webhook_message WHERE organisation = \(organisation) AND webhook = \(webhook) AND \(condition)
                LIMIT \(ceiling)) AS some
            """
        ) { Int($0.int(0)) } ?? 0
    }

    /// Writes back what an attempt, or somebody, made of it.
    public static func update(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            UPDATE webhook_message SET state = \(row.state.rawValue), attempts = \(row.attempts), next_at = \(row.nextAt), settled_at = \(row.settledAt),
                answer = \(row.answer) WHERE organisation = \(organisation) AND id = \(row.id)
            """)
    }

    /// What waits for an address that is no longer told.
    public static func abandon(webhook: Int64, at now: Instant, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            UPDATE webhook_message SET state = 'dead', settled_at = \(now), answer = 'removed'
            WHERE organisation = \(organisation) AND webhook = \(webhook) AND state = 'pending'
            """)
    }

    public static func sweep(deliveredBefore moment: Instant, in session: any SQLWriting) throws {
        try session.execute("DELETE FROM webhook_message WHERE state = 'delivered' AND settled_at < \(moment)")
    }

    private static let select: SQL = """
        SELECT id, webhook, happening, body, state, attempts, created_at, next_at, settled_at, answer FROM webhook_message
        """

    private static func decode(_ row: any SQLRow) throws -> Row {
        Row(
            id: row.int(0), webhook: row.int(1), happening: row.text(2), body: row.text(3), state: try row.code(4), attempts: Int(row.int(5)),
            createdAt: row.instant(6), nextAt: row.instant(7), settledAt: row.optionalInstant(8), answer: row.optionalText(9))
    }
}
