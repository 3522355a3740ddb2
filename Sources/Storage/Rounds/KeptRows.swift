import Domain
import SQLCore

/// Parties that a unit keeps in its books, from a day to a day: those who have turns.
public enum KeptRows {
    public struct Row: Sendable, Hashable {
        public var unit: UnitID
        public var kind: Party.Kind
        public var party: PartyID
        public var since: LocalDay
        /// The last day; nil = no end is known.
        public var until: LocalDay?
        /// Class of customer, as the source writes it.
        public var group: String?

        public init(unit: UnitID, kind: Party.Kind, party: PartyID, since: LocalDay, until: LocalDay? = nil, group: String? = nil) {
            (self.unit, self.kind, self.party, self.since, self.until, self.group) = (unit, kind, party, since, until, group)
        }
    }

    /// Kept once a unit; what is said later holds.
    public static func save(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO kept_party (organisation, unit, kind, party, since_day, until_day, grouping)
            VALUES (\(organisation), \(row.unit), \(row.kind.rawValue), \(row.party), \(row.since), \(row.until), \(row.group))
            ON CONFLICT (organisation, unit, kind, party) DO UPDATE SET since_day = \(row.since), until_day = \(row.until), grouping = \(row.group)
            """)
    }

    /// Ends where the party is kept with no earlier end.
    public static func end(_ party: PartyID, on day: LocalDay, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            UPDATE kept_party SET until_day = \(day)
            WHERE organisation = \(organisation) AND party = \(party) AND (until_day IS NULL OR until_day > \(day))
            """)
    }

    public static func row(_ party: PartyID, unit: UnitID, kind: Party.Kind, of organisation: OrganisationID, in session: any SQLReading) throws -> Row? {
        try session.first(
            "\(select) WHERE organisation = \(organisation) AND unit = \(unit) AND kind = \(kind.rawValue) AND party = \(party)", decode)
    }

    public static func rows(of party: PartyID, _ organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query("\(select) WHERE organisation = \(organisation) AND party = \(party)", decode).sorted { $0.unit < $1.unit }
    }

    /// How many a unit keeps, whatever their days.
    public static func count(_ unit: UnitID, _ kind: Party.Kind, of organisation: OrganisationID, in session: any SQLReading) throws -> Int {
        try session.first(
            "SELECT COUNT(*) FROM kept_party WHERE organisation = \(organisation) AND unit = \(unit) AND kind = \(kind.rawValue)") { Int($0.int(0)) } ?? 0
    }

    public static func hasAny(_ unit: UnitID, _ kind: Party.Kind, of organisation: OrganisationID, in session: any SQLReading) throws -> Bool {
        try session.first(
            "SELECT 1 FROM kept_party WHERE organisation = \(organisation) AND unit = \(unit) AND kind = \(kind.rawValue) LIMIT 1") { _ in true } ?? false
    }

    /// The next ones after a party in the order of their ids, whatever their days.
    public static func page(
        unit: UnitID, kind: Party.Kind, after party: PartyID, limit: Int, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> [Row] {
        try session.query(
            """
            \(select) WHERE organisation = \(organisation) AND unit = \(unit) AND kind = \(kind.rawValue) AND party > \(party)
            ORDER BY party LIMIT \(limit)
            """, decode)
    }

    /// Whose first day lies after `day` and not after `last`.
    public static func joined(
        unit: UnitID, kind: Party.Kind, after day: LocalDay, through last: LocalDay, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> [Row] {
        try session.query(
            """
            \(select) WHERE organisation = \(organisation) AND unit = \(unit) AND kind = \(kind.rawValue)
                AND since_day > \(day) AND since_day <= \(last) ORDER BY since_day, party
            """, decode)
    }

    /// Whose last day is `day` or later, and before `end`.
    public static func left(
        unit: UnitID, kind: Party.Kind, from day: LocalDay, before end: LocalDay, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> [Row] {
        try session.query(
            """
            \(select) WHERE organisation = \(organisation) AND unit = \(unit) AND kind = \(kind.rawValue)
                AND until_day >= \(day) AND until_day < \(end) ORDER BY until_day, party
            """, decode)
    }

    private static let select: SQL = "SELECT unit, kind, party, since_day, until_day, grouping FROM kept_party"

    private static func decode(_ row: any SQLRow) throws -> Row {
        Row(
            unit: row.id(0), kind: try row.code(1), party: row.id(2), since: row.day(3), until: row.optionalDay(4), group: row.optionalText(5))
    }
}
