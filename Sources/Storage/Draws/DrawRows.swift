import Domain
import SQLCore

/// Frames that draws are made from: open while events come in, frozen with their seed and hash.
public enum DrawRows {
    public enum State: String, Sendable, Hashable { case open, frozen }

    public struct Row: Sendable, Hashable {
        public var id: Int64
        public var adoption: AdoptionID
        public var edition: EditionID
        /// The rule, or the rule whose steps are drawn together.
        public var rule: String
        public var unit: UnitID
        /// `2026-09`, `2026-W40`, `2026-Q3`, `block-7`.
        public var frame: String
        public var state: State
        public var openedAt: Instant
        public var closesAt: Instant
        public var seed: String?
        /// SHA-256 of `body`, hexadecimal.
        public var frameHash: String?
        /// The frozen frame's text.
        public var body: String?
        public var frozenAt: Instant?

        public init(
            id: Int64, adoption: AdoptionID, edition: EditionID, rule: String, unit: UnitID, frame: String, state: State = .open, openedAt: Instant,
            closesAt: Instant, seed: String? = nil
        ) {
            (self.id, self.adoption, self.edition, self.rule, self.unit, self.frame) = (id, adoption, edition, rule, unit, frame)
            (self.state, self.openedAt, self.closesAt, self.seed) = (state, openedAt, closesAt, seed)
        }
    }

    /// False when the frame is there already.
    public static func insert(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws -> Bool {
        try session.execute(
            """
            INSERT INTO draw (id, organisation, adoption, edition, rule, unit, frame, state, opened_at, closes_at, seed)
            VALUES (\(row.id), \(organisation), \(row.adoption), \(row.edition), \(row.rule), \(row.unit), \(row.frame), \(row.state.rawValue), \(row.openedAt),
                \(row.closesAt), \(row.seed))
            ON CONFLICT (organisation, adoption, rule, unit, frame) DO NOTHING
            """) == 1
    }

    /// Writes the end of the frame; false when it was frozen before.
    public static func freeze(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws -> Bool {
        try session.execute(
            """
            UPDATE draw SET state = 'frozen', seed = \(row.seed), frame_hash = \(row.frameHash), body = \(row.body), frozen_at = \(row.frozenAt)
            WHERE organisation = \(organisation) AND id = \(row.id) AND state = 'open'
            """) == 1
    }

    /// An open frame ends at this moment, unless it ends before.
    public static func hasten(_ id: Int64, to moment: Instant, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute("UPDATE draw SET closes_at = \(moment) WHERE organisation = \(organisation) AND id = \(id) AND state = 'open' AND closes_at > \(moment)")
    }

    public static func row(_ id: Int64, of organisation: OrganisationID, in session: any SQLReading) throws -> Row? {
        try session.first("\(select) WHERE organisation = \(organisation) AND id = \(id)", decode)
    }

    public static func row(
        adoption: AdoptionID, rule: String, unit: UnitID, frame: String, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> Row? {
        try session.first(
            "\(select) WHERE organisation = \(organisation) AND adoption = \(adoption) AND rule = \(rule) AND unit = \(unit) AND frame = \(frame)", decode)
    }

    /// The frame of a rule in a unit that was opened last.
    public static func last(adoption: AdoptionID, rule: String, unit: UnitID, of organisation: OrganisationID, in session: any SQLReading) throws -> Row? {
        try session.first(
            """
            \(select) WHERE organisation = \(organisation) AND adoption = \(adoption) AND rule = \(rule) AND unit = \(unit) ORDER BY id DESC LIMIT 1
            """, decode)
    }

    /// Open frames whose time is over, in due order.
    public static func closing(until moment: Instant, limit: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query(
            "\(select) WHERE organisation = \(organisation) AND state = 'open' AND closes_at <= \(moment) ORDER BY closes_at, id LIMIT \(limit)", decode)
    }

    /// When the next frame is to be frozen, after `moment`.
    public static func nextClosing(after moment: Instant, of organisation: OrganisationID, in session: any SQLReading) throws -> Instant? {
        try session.first(
            "SELECT closes_at FROM draw WHERE organisation = \(organisation) AND state = 'open' AND closes_at > \(moment) ORDER BY closes_at LIMIT 1"
        ) { $0.instant(0) }
    }

    /// The frames of a unit, newest first.
    public static func page(unit: UnitID, before id: Int64, limit: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query("\(select) WHERE organisation = \(organisation) AND unit = \(unit) AND id < \(id) ORDER BY id DESC LIMIT \(limit)", decode)
    }

    static let select: SQL = """
        SELECT id, adoption, edition, rule, unit, frame, state, opened_at, closes_at, seed, frame_hash, body, frozen_at FROM draw
        """

    static func decode(_ row: any SQLRow) throws -> Row {
        var draw = Row(
            id: row.int(0), adoption: row.id(1), edition: row.id(2), rule: row.text(3), unit: row.id(4), frame: row.text(5), state: try row.code(6),
            openedAt: row.instant(7), closesAt: row.instant(8), seed: row.optionalText(9))
        (draw.frameHash, draw.body, draw.frozenAt) = (row.optionalText(10), row.optionalText(11), row.optionalInstant(12))
        return draw
    }
}
