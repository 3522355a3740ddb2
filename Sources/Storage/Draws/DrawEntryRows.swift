import Domain
import SQLCore

/// What lies in a frame: one event each, with its stratum and what became of it.
public enum DrawEntryRows {
    public enum Standing: String, Sendable, Hashable, CaseIterable {
        case waiting, drawn, notDrawn, chosen
        /// Withdrawn, exempt or no longer of the rule when the frame was frozen.
        case left
    }

    public struct Row: Sendable, Hashable {
        public var draw: Int64
        public var event: EventID
        public var adoption: AdoptionID
        public var rule: String
        /// Kind of event and natural key.
        public var name: String
        public var stratum: String
        public var standing: Standing
        public var place: Int?
        public var replaces: EventID?
        public var reason: String?

        public init(draw: Int64, event: EventID, adoption: AdoptionID, rule: String, name: String, stratum: String, standing: Standing = .waiting) {
            (self.draw, self.event, self.adoption, self.rule) = (draw, event, adoption, rule)
            (self.name, self.stratum, self.standing) = (name, stratum, standing)
        }
    }

    /// Puts the event into the frame. One that waits in another, or left it, moves; one that was settled stays.
    public static func save(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO draw_entry (organisation, draw, event, adoption, rule, name, stratum, standing)
            VALUES (\(organisation), \(row.draw), \(row.event), \(row.adoption), \(row.rule), \(row.name), \(row.stratum), \(row.standing.rawValue))
            ON CONFLICT (organisation, event, adoption, rule) DO UPDATE SET draw = excluded.draw, stratum = excluded.stratum, name = excluded.name,
                standing = 'waiting', place = NULL, reason = NULL WHERE draw_entry.standing IN ('waiting', 'left')
            """)
    }

    public static func update(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            UPDATE draw_entry SET standing = \(row.standing.rawValue), stratum = \(row.stratum), place = \(row.place), replaces = \(row.replaces), reason = \(row.reason)
            WHERE organisation = \(organisation) AND draw = \(row.draw) AND event = \(row.event)
            """)
    }

    public static func row(
        of event: EventID, adoption: AdoptionID, rule: String, _ organisation: OrganisationID, in session: any SQLReading
    ) throws -> Row? {
        try session.first("\(select) WHERE organisation = \(organisation) AND event = \(event) AND adoption = \(adoption) AND rule = \(rule)", decode)
    }

    /// Everything in a frame by stratum and place.
    public static func rows(of draw: Int64, _ organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query("\(select) WHERE organisation = \(organisation) AND draw = \(draw) ORDER BY stratum, place, event", decode)
    }

    public static func count(of draw: Int64, _ organisation: OrganisationID, in session: any SQLReading) throws -> Int {
        try session.first("SELECT COUNT(*) FROM draw_entry WHERE organisation = \(organisation) AND draw = \(draw)") { Int($0.int(0)) } ?? 0
    }

    /// How many of each standing, for a list of frames.
    public static func counts(of draw: Int64, _ organisation: OrganisationID, in session: any SQLReading) throws -> [Standing: Int] {
        let rows = try session.query("SELECT standing, COUNT(*) FROM draw_entry WHERE organisation = \(organisation) AND draw = \(draw) GROUP BY standing") {
            (try $0.code(0, Standing.self), Int($0.int(1)))
        }
        return Dictionary(rows, uniquingKeysWith: +)
    }

    private static let select: SQL = "SELECT draw, event, adoption, rule, name, stratum, standing, place, replaces, reason FROM draw_entry"

    private static func decode(_ row: any SQLRow) throws -> Row {
        var entry = Row(
            draw: row.int(0), event: row.id(1), adoption: row.id(2), rule: row.text(3), name: row.text(4), stratum: row.text(5), standing: try row.code(6))
        (entry.place, entry.replaces, entry.reason) = (row.optionalInt(7).map { Int($0) }, row.optionalID(8), row.optionalText(9))
        return entry
    }
}
