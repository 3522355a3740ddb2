import Domain
import SQLCore

/// The follow-ups of an act on many, each with what became of it.
public enum BulkLineRows {
    public enum Standing: String, Sendable, Hashable, CaseIterable { case waiting, done, left }

    public struct Row: Sendable, Hashable {
        public var position: Int
        public var followUp: FollowUpID
        public var unit: UnitID
        public var standing: Standing
        /// Why it was left out.
        public var reason: String?
        /// Who had it before and who has it after.
        public var had: StaffID?
        public var has: StaffID?
        public var waitedUntil: Instant?
        public var waitsUntil: Instant?
        public var wasTouched: Bool
        public var attempts: Int

        public init(position: Int, followUp: FollowUpID, unit: UnitID, standing: Standing = .waiting, reason: String? = nil) {
            (self.position, self.followUp, self.unit, self.standing, self.reason) = (position, followUp, unit, standing, reason)
            (wasTouched, attempts) = (false, 0)
        }
    }

    /// The follow-ups of an act in their order, a few hundred in one statement.
    public static func insert(_ rows: [(FollowUpID, UnitID)], of bulk: Int64, _ organisation: OrganisationID, in session: any SQLWriting) throws {
        for start in stride(from: 0, to: rows.count, by: portion) {
            let values = rows.enumerated().dropFirst(start).prefix(portion).map { position, row -> [SQLValue] in
                [organisation.sqlValue, bulk.sqlValue, position.sqlValue, row.0.sqlValue, row.1.sqlValue, Standing.waiting.rawValue.sqlValue]
            }
            try session.execute("INSERT INTO bulk_row (organisation, bulk, position, follow_up, unit, standing) VALUES \(SQL.rows(values))")
        }
    }

    private static let portion = 100

    public static func page(
        of bulk: Int64, _ standing: Standing, from position: Int = 0, limit: Int, _ organisation: OrganisationID, in session: any SQLReading
    ) throws -> [Row] {
        try session.query(
            """
            \(select) WHERE organisation = \(organisation) AND bulk = \(bulk) AND standing = \(standing.rawValue) AND position >= \(position)
            ORDER BY position LIMIT \(limit)
            """, decode)
    }

    public static func settle(_ row: Row, of bulk: Int64, _ organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            UPDATE bulk_row SET standing = \(row.standing.rawValue), reason = \(row.reason), had = \(row.had), has = \(row.has),
                waited_until = \(row.waitedUntil), waits_until = \(row.waitsUntil), was_touched = \(row.wasTouched),
                attempts = \(row.attempts)
            WHERE organisation = \(organisation) AND bulk = \(bulk) AND position = \(row.position)
            """)
    }

    /// How many stand how, and why those that were left out were.
    public static func counts(of bulk: Int64, _ organisation: OrganisationID, in session: any SQLReading) throws -> [(Standing, String?, Int)] {
        try session.query(
            """
            SELECT standing, reason, COUNT(*) FROM bulk_row WHERE organisation = \(organisation) AND bulk = \(bulk)
            GROUP BY standing, reason ORDER BY COUNT(*) DESC, reason
            """) { (try $0.code(0), $0.optionalText(1), Int($0.int(2))) }
    }

    public static func units(of bulk: Int64, _ organisation: OrganisationID, in session: any SQLReading) throws -> Set<UnitID> {
        Set(try session.query("SELECT DISTINCT unit FROM bulk_row WHERE organisation = \(organisation) AND bulk = \(bulk)") { $0.id(0) })
    }

    /// What one person got or lost by an act: how many, and one of them.
    public struct Share: Sendable, Hashable {
        public var staff: StaffID
        public var count: Int
        public var one: FollowUpID
        public var unit: UnitID
    }

    /// Those done, by who had them before, or by who has them now.
    public static func shares(
        of bulk: Int64, by column: Column, movedOnly: Bool, _ organisation: OrganisationID, in session: any SQLReading
    ) throws -> [Share] {
        let moved: SQL = movedOnly ? " AND had IS DISTINCT FROM has" : ""
        return try session.query(
            """
            SELECT \(column.sql), COUNT(*), MIN(follow_up), MIN(unit) FROM bulk_row
            WHERE organisation = \(organisation) AND bulk = \(bulk) AND standing = 'done' AND \(column.sql) IS NOT NULL\(moved)
            GROUP BY \(column.sql) ORDER BY \(column.sql)
            """) { Share(staff: $0.id(0), count: Int($0.int(1)), one: $0.id(2), unit: $0.id(3)) }
    }

    public enum Column: Sendable {
        case had, has
        var sql: SQL { self == .had ? "had" : "has" }
    }

    /// Of these follow-ups, those that somebody was reminded of since then.
    public static func reminded(_ ids: [FollowUpID], since: Instant, of organisation: OrganisationID, in session: any SQLReading) throws -> Set<FollowUpID> {
        guard !ids.isEmpty else { return [] }
        return Set(
            try session.query(
                """
                SELECT r.follow_up FROM bulk_row r JOIN bulk_act a ON a.id = r.bulk AND +a.organisation = r.organisation
                WHERE r.organisation = \(organisation) AND r.follow_up IN (\(SQL.list(ids))) AND r.standing = 'done' AND +a.deed = 'remind' AND +a.made_at >= \(since)
                """) { $0.id(0) })
    }

    private static let select: SQL = """
        SELECT position, follow_up, unit, standing, reason, had, has, waited_until, waits_until, was_touched, attempts FROM bulk_row
        """

    private static func decode(_ row: any SQLRow) throws -> Row {
        var line = Row(position: Int(row.int(0)), followUp: row.id(1), unit: row.id(2), standing: try row.code(3), reason: row.optionalText(4))
        (line.had, line.has) = (row.optionalID(5), row.optionalID(6))
        (line.waitedUntil, line.waitsUntil) = (row.optionalInstant(7), row.optionalInstant(8))
        (line.wasTouched, line.attempts) = (row.optionalBool(9) ?? false, Int(row.optionalInt(10) ?? 0))
        return line
    }
}
