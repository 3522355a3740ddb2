import Domain
import SQLCore

/// How far the facts that came before an edition was put in force have been looked at; a row is there while something is left.
public enum CatchUpRows {
    public struct Row: Sendable, Hashable {
        public var edition: EditionID
        /// Facts that occurred from here on,
        public var since: Instant
        /// and were recorded up to here: later ones are planned as they come.
        public var until: Instant
        /// The last fact looked at, in the order of unit, kind, moment and id; nil at the beginning.
        public var last: Position?
        /// Facts looked at so far.
        public var lookedAt = 0
        /// Follow-ups planned so far.
        public var planned = 0

        public init(edition: EditionID, since: Instant, until: Instant) { (self.edition, self.since, self.until) = (edition, since, until) }
    }

    /// A place in the index of a unit's facts. `event` is 0 before the first of a kind.
    public struct Position: Sendable, Hashable {
        public var unit: UnitID
        public var kind: String
        public var occurredAt: Instant
        public var event: EventID

        public init(unit: UnitID, kind: String, occurredAt: Instant, event: EventID) {
            (self.unit, self.kind, self.occurredAt, self.event) = (unit, kind, occurredAt, event)
        }
    }

    public static func begin(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO catch_up (organisation, edition, since_at, until_at, looked_at, planned)
            VALUES (\(organisation), \(row.edition), \(row.since), \(row.until), 0, 0)
            """)
    }

    /// The one that was begun first.
    public static func next(of organisation: OrganisationID, in session: any SQLReading) throws -> Row? {
        try session.first("\(select) WHERE organisation = \(organisation) ORDER BY edition LIMIT 1", decode)
    }

    public static func save(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            UPDATE catch_up SET unit = \(row.last?.unit), kind = \(row.last?.kind), occurred_at = \(row.last?.occurredAt), event = \(row.last?.event),
                looked_at = \(row.lookedAt), planned = \(row.planned)
            WHERE organisation = \(organisation) AND edition = \(row.edition)
            """)
    }

    public static func finish(_ edition: EditionID, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute("DELETE FROM catch_up WHERE organisation = \(organisation) AND edition = \(edition)")
    }

    /// Facts of one kind in one unit after a position, by their moment: what had come when the edition was put in force and still holds.
    public static func facts(
        _ row: Row, after position: Position, limit: Int, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> [Event] {
        try EventRows.events(
            kind: position.kind, unit: position.unit, after: (max(position.occurredAt, row.since), position.event), recordedBy: row.until, limit: limit,
            of: organisation, in: session)
    }

    private static let select: SQL =
        "SELECT edition, since_at, until_at, unit, kind, occurred_at, event, looked_at, planned FROM catch_up"

    private static func decode(_ row: any SQLRow) throws -> Row {
        var found = Row(edition: row.id(0), since: row.instant(1), until: row.instant(2))
        if let unit: UnitID = row.optionalID(3), let kind = row.optionalText(4), let moment = row.optionalInstant(5), let event: EventID = row.optionalID(6) {
            found.last = Position(unit: unit, kind: kind, occurredAt: moment, event: event)
        }
        (found.lookedAt, found.planned) = (Int(row.int(7)), Int(row.int(8)))
        return found
    }
}
