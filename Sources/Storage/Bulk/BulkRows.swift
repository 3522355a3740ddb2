import Domain
import SQLCore

/// Acts on many follow-ups at once: planned when they are looked at, running in portions, done. A planned one has changed nothing yet.
public enum BulkRows {
    public enum Deed: String, Sendable, Hashable, CaseIterable { case reassign, postpone, remind }
    public enum State: String, Sendable, Hashable { case planned, running, done }

    public struct Row: Sendable, Hashable {
        public var id: Int64
        public var actor: StaffID
        public var account: Int64
        public var deed: Deed
        public var state: State
        /// To whom; nil gives the rows back to the pool.
        public var assignee: StaffID?
        public var until: Instant?
        public var reason: String
        /// The act that this one takes back.
        public var undoes: Int64?
        /// More matched than one act takes.
        public var isCut: Bool
        public var total: Int
        public var madeAt: Instant
        public var endedAt: Instant?

        public init(
            id: Int64, actor: StaffID, account: Int64, deed: Deed, state: State = .planned, assignee: StaffID? = nil, until: Instant? = nil,
            reason: String = "", undoes: Int64? = nil, isCut: Bool = false, total: Int, madeAt: Instant, endedAt: Instant? = nil
        ) {
            (self.id, self.actor, self.account, self.deed, self.state) = (id, actor, account, deed, state)
            (self.assignee, self.until, self.reason, self.undoes) = (assignee, until, reason, undoes)
            (self.isCut, self.total, self.madeAt, self.endedAt) = (isCut, total, madeAt, endedAt)
        }
    }

    public static func insert(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO bulk_act (id, organisation, actor, account, deed, state, assignee, until, reason, undoes, is_cut, total, made_at)
            VALUES (\(row.id), \(organisation), \(row.actor), \(row.account), \(row.deed.rawValue), \(row.state.rawValue), \(row.assignee), \(row.until),
                \(row.reason), \(row.undoes), \(row.isCut), \(row.total), \(row.madeAt))
            """)
    }

    /// False when it runs or has run already: pressing twice does it once.
    public static func begin(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws -> Bool {
        try session.execute(
            """
            UPDATE bulk_act SET state = 'running', assignee = \(row.assignee), until = \(row.until), reason = \(row.reason)
            WHERE organisation = \(organisation) AND id = \(row.id) AND state = 'planned'
            """) == 1
    }

    public static func end(_ id: Int64, at now: Instant, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute("UPDATE bulk_act SET state = 'done', ended_at = \(now) WHERE organisation = \(organisation) AND id = \(id)")
    }

    public static func act(_ id: Int64, of organisation: OrganisationID, in session: any SQLReading) throws -> Row? {
        try session.first("\(select) WHERE organisation = \(organisation) AND id = \(id)", decode)
    }

    /// The act that took this one back.
    public static func undoing(_ id: Int64, of organisation: OrganisationID, in session: any SQLReading) throws -> Int64? {
        try session.first("SELECT id FROM bulk_act WHERE organisation = \(organisation) AND undoes = \(id)") { $0.int(0) }
    }

    public static func running(of organisation: OrganisationID, limit: Int, in session: any SQLReading) throws -> [Row] {
        try session.query("\(select) WHERE organisation = \(organisation) AND state = 'running' ORDER BY id LIMIT \(limit)", decode)
    }

    /// What somebody did, newest first.
    public static func page(of actor: StaffID, before id: Int64?, limit: Int, _ organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query(
            """
            \(select) WHERE organisation = \(organisation) AND actor = \(actor) AND id < \(id ?? .max) AND state <> 'planned' ORDER BY id DESC LIMIT \(limit)
            """, decode)
    }

    /// What somebody only looked at is dropped: before `id`, a few at a time.
    public static func forgetPlanned(by actor: StaffID, before id: Int64, of organisation: OrganisationID, in session: any SQLWriting) throws {
        let old = try session.query(
            "SELECT id FROM bulk_act WHERE organisation = \(organisation) AND actor = \(actor) AND id < \(id) AND state = 'planned' ORDER BY id LIMIT 20") { $0.int(0) }
        for id in old {
            try session.execute("DELETE FROM bulk_row WHERE organisation = \(organisation) AND bulk = \(id)")
            try session.execute("DELETE FROM bulk_act WHERE organisation = \(organisation) AND id = \(id)")
        }
    }

    private static let select: SQL =
        "SELECT id, actor, account, deed, state, assignee, until, reason, undoes, is_cut, total, made_at, ended_at FROM bulk_act"

    private static func decode(_ row: any SQLRow) throws -> Row {
        Row(
            id: row.int(0), actor: row.id(1), account: row.int(2), deed: try row.code(3), state: try row.code(4), assignee: row.optionalID(5),
            until: row.optionalInstant(6), reason: row.text(7), undoes: row.optionalInt(8), isCut: row.bool(9), total: Int(row.int(10)),
            madeAt: row.instant(11), endedAt: row.optionalInstant(12))
    }
}
