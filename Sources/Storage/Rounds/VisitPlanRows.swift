import Domain
import SQLCore

/// Plans of rounds, one for each rule, unit and period.
public enum VisitPlanRows {
    public enum State: String, Sendable, Hashable { case drafting, ready, issuing, issued }

    public struct Row: Sendable, Hashable {
        public var id: Int64
        public var adoption: AdoptionID
        public var edition: EditionID
        public var rule: String
        public var unit: UnitID
        /// Name of the occasion: `2027-H1`.
        public var period: String
        public var first: LocalDay
        public var last: LocalDay
        public var state = State.drafting
        /// The last party that was looked at.
        public var lastParty = PartyID(0)
        public var lookedAt = 0
        /// Position of the last line that became a turn.
        public var issued = 0
        public var duty: DutyID?
        public var createdAt: Instant

        public init(
            id: Int64, adoption: AdoptionID, edition: EditionID, rule: String, unit: UnitID, period: String, first: LocalDay, last: LocalDay, createdAt: Instant
        ) {
            (self.id, self.adoption, self.edition, self.rule, self.unit) = (id, adoption, edition, rule, unit)
            (self.period, self.first, self.last, self.createdAt) = (period, first, last, createdAt)
        }
    }

    public static func insert(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO visit_plan (id, organisation, adoption, edition, rule, unit, period, first_day, last_day, state, last_party, looked_at, issued, duty, created_at)
            VALUES (\(row.id), \(organisation), \(row.adoption), \(row.edition), \(row.rule), \(row.unit), \(row.period), \(row.first), \(row.last),
                \(row.state.rawValue), \(row.lastParty), \(row.lookedAt), \(row.issued), \(row.duty), \(row.createdAt))
            """)
    }

    public static func update(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            UPDATE visit_plan SET state = \(row.state.rawValue), last_party = \(row.lastParty), looked_at = \(row.lookedAt), issued = \(row.issued), duty = \(row.duty)
            WHERE organisation = \(organisation) AND id = \(row.id)
            """)
    }

    public static func row(_ id: Int64, of organisation: OrganisationID, in session: any SQLReading) throws -> Row? {
        try session.first("\(select) WHERE organisation = \(organisation) AND id = \(id)", decode)
    }

    public static func row(
        adoption: AdoptionID, rule: String, unit: UnitID, period: String, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> Row? {
        try session.first(
            """
            \(select) WHERE organisation = \(organisation) AND adoption = \(adoption) AND rule = \(rule) AND unit = \(unit) AND period = \(period)
            """, decode)
    }

    public static func row(duty: DutyID, of organisation: OrganisationID, in session: any SQLReading) throws -> Row? {
        try session.first("\(select) WHERE organisation = \(organisation) AND duty = \(duty)", decode)
    }

    /// The plans of a unit, newest first.
    public static func page(unit: UnitID, before id: Int64, limit: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query("\(select) WHERE organisation = \(organisation) AND unit = \(unit) AND id < \(id) ORDER BY id DESC LIMIT \(limit)", decode)
    }

    private static let select: SQL = """
        SELECT id, adoption, edition, rule, unit, period, first_day, last_day, state, last_party, looked_at, issued, duty, created_at FROM visit_plan
        """

    private static func decode(_ row: any SQLRow) throws -> Row {
        var found = Row(
            id: row.int(0), adoption: row.id(1), edition: row.id(2), rule: row.text(3), unit: row.id(4), period: row.text(5), first: row.day(6),
            last: row.day(7), createdAt: row.instant(13))
        (found.state, found.lastParty, found.lookedAt) = (try row.code(8), row.id(9), Int(row.int(10)))
        (found.issued, found.duty) = (Int(row.int(11)), row.optionalID(12))
        return found
    }
}
