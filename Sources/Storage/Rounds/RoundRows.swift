import Domain
import SQLCore

/// How far a round has come: one row for each rule, unit and occasion.
public enum RoundRows {
    public enum State: String, Sendable, Hashable { case gathering, standing }

    public struct Row: Sendable, Hashable {
        public var adoption: AdoptionID
        public var rule: String
        public var unit: UnitID
        /// Name of the occasion: `2026-Q4`, `springFestival-2027`.
        public var period: String
        public var first: LocalDay
        public var last: LocalDay
        public var state = State.gathering
        /// The last party that was looked at; 0 before the first.
        public var lastParty = PartyID(0)
        /// Who joins and leaves is followed through this day.
        public var through: LocalDay
        public var lookedAt = 0
        public var turns = 0

        public init(adoption: AdoptionID, rule: String, unit: UnitID, period: String, first: LocalDay, last: LocalDay) {
            (self.adoption, self.rule, self.unit, self.period) = (adoption, rule, unit, period)
            (self.first, self.last, through) = (first, last, first)
        }
    }

    public static func row(
        adoption: AdoptionID, rule: String, unit: UnitID, period: String, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> Row? {
        try session.first(
            """
            \(select) WHERE organisation = \(organisation) AND adoption = \(adoption) AND rule = \(rule) AND unit = \(unit) AND period = \(period)
            """, decode)
    }

    public static func save(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO visit_round (organisation, adoption, rule, unit, period, first_day, last_day, state, last_party, through_day, looked_at, turns)
            VALUES (\(organisation), \(row.adoption), \(row.rule), \(row.unit), \(row.period), \(row.first), \(row.last), \(row.state.rawValue),
                \(row.lastParty), \(row.through), \(row.lookedAt), \(row.turns))
            ON CONFLICT (organisation, adoption, rule, unit, period) DO UPDATE SET state = \(row.state.rawValue), last_party = \(row.lastParty),
                through_day = \(row.through), looked_at = \(row.lookedAt), turns = \(row.turns)
            """)
    }

    private static let select: SQL = """
        SELECT adoption, rule, unit, period, first_day, last_day, state, last_party, through_day, looked_at, turns FROM visit_round
        """

    private static func decode(_ row: any SQLRow) throws -> Row {
        var found = Row(adoption: row.id(0), rule: row.text(1), unit: row.id(2), period: row.text(3), first: row.day(4), last: row.day(5))
        (found.state, found.lastParty, found.through) = (try row.code(6), row.id(7), row.day(8))
        (found.lookedAt, found.turns) = (Int(row.int(9)), Int(row.int(10)))
        return found
    }
}
