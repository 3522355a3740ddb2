import Domain
import SQLCore

/// Reports: drafted, handed in at their cut-off, approved by another person, published or circulated. Later facts make the next version.
public enum ReportRows {
    public enum State: String, Sendable, Hashable, Codable { case draft, handedIn, approved, frozen }

    public struct Row: Sendable, Hashable {
        public var id: Int64
        public var adoption: AdoptionID
        /// The duty rule that asks for it; `monthly` for a report that no rule asks for.
        public var rule: String
        public var unit: UnitID
        public var from: LocalDay
        public var to: LocalDay
        public var version: Int
        public var state: State
        public var cutOff: Instant
        /// The figures as they were at the cut-off, as JSON.
        public var body: String
        public var comment: String?
        /// What whoever wrote it has to say.
        public var remarks: String?
        public var handedInBy: StaffID?
        public var handedInAt: Instant?
        /// The last time that it was given back, and why.
        public var returnedBy: StaffID?
        public var returnedAt: Instant?
        public var returnReason: String?
        public var createdBy: StaffID
        public var createdAt: Instant
        public var approvedBy: StaffID?
        public var approvedAt: Instant?
        public var frozenBy: StaffID?
        public var frozenAt: Instant?
        /// SHA-256 of the frozen body, hexadecimal.
        public var hash: String?

        public init(
            id: Int64, adoption: AdoptionID, rule: String, unit: UnitID, from: LocalDay, to: LocalDay, version: Int, state: State, cutOff: Instant, body: String,
            comment: String?, createdBy: StaffID, createdAt: Instant
        ) {
            (self.id, self.adoption, self.rule, self.unit, self.from, self.to) = (id, adoption, rule, unit, from, to)
            (self.version, self.state, self.cutOff, self.body, self.comment) = (version, state, cutOff, body, comment)
            (self.createdBy, self.createdAt) = (createdBy, createdAt)
        }
    }

    public static func insert(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO report (id, organisation, adoption, rule, unit, from_day, to_day, version, state, cut_off, body, comment, created_by, created_at, remarks)
            VALUES (\(row.id), \(organisation), \(row.adoption), \(row.rule), \(row.unit), \(row.from), \(row.to), \(row.version), \(row.state.rawValue), \(row.cutOff),
                \(row.body), \(row.comment), \(row.createdBy), \(row.createdAt), \(row.remarks))
            """)
    }

    /// Replaces the figures or the state of a report that is not frozen yet; false when somebody else changed it, or it is frozen.
    public static func update(_ row: Row, from state: State, of organisation: OrganisationID, in session: any SQLWriting) throws -> Bool {
        guard state != .frozen else { return false }
        return try session.execute(
            """
            UPDATE report SET remarks = \(row.remarks), handed_in_by = \(row.handedInBy), handed_in_at = \(row.handedInAt), returned_by = \(row.returnedBy),
                returned_at = \(row.returnedAt), return_reason = \(row.returnReason), state = \(row.state.rawValue), cut_off = \(row.cutOff), body = \(row.body), comment = \(row.comment), approved_by = \(row.approvedBy),
                approved_at = \(row.approvedAt), frozen_by = \(row.frozenBy), frozen_at = \(row.frozenAt), hash = \(row.hash)
            WHERE organisation = \(organisation) AND id = \(row.id) AND state = \(state.rawValue)
            """) == 1
    }

    public static func row(_ id: Int64, of organisation: OrganisationID, in session: any SQLReading) throws -> Row? {
        try session.first("\(select) WHERE organisation = \(organisation) AND id = \(id)", decode)
    }

    /// The versions of one report, newest first.
    public static func versions(
        adoption: AdoptionID, rule: String, unit: UnitID, from: LocalDay, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> [Row] {
        try session.query(
            """
            \(select) WHERE organisation = \(organisation) AND adoption = \(adoption) AND rule = \(rule) AND unit = \(unit) AND from_day = \(from) ORDER BY version DESC
            """, decode)
    }

    /// Every report, oldest first.
    public static func all(of organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query("\(select) WHERE organisation = \(organisation) ORDER BY from_day, id", decode)
    }

    public static func recent(units: [UnitID], before key: (from: LocalDay, id: Int64)?, limit: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        let keyset: SQL = key.map { "AND (from_day, id) < (\($0.from), \($0.id))" } ?? ""
        return try session.query(
            "\(select) WHERE organisation = \(organisation) AND unit IN (\(SQL.list(units))) \(keyset) ORDER BY from_day DESC, id DESC LIMIT \(limit)", decode)
    }

    private static let select: SQL = """
        SELECT id, adoption, rule, unit, from_day, to_day, version, state, cut_off, body, comment, created_by, created_at, approved_by, approved_at, frozen_by, frozen_at, hash,
            remarks, handed_in_by, handed_in_at, returned_by, returned_at, return_reason FROM report
        """

    private static func decode(_ row: any SQLRow) throws -> Row {
        var full = Row(
            id: row.int(0), adoption: row.id(1), rule: row.text(2), unit: row.id(3), from: row.day(4), to: row.day(5), version: Int(row.int(6)), state: try row.code(7),
            cutOff: row.instant(8), body: row.text(9), comment: row.optionalText(10), createdBy: row.id(11), createdAt: row.instant(12))
        (full.approvedBy, full.approvedAt) = (row.optionalID(13), row.optionalInstant(14))
        (full.frozenBy, full.frozenAt, full.hash) = (row.optionalID(15), row.optionalInstant(16), row.optionalText(17))
        (full.remarks, full.handedInBy, full.handedInAt) = (row.optionalText(18), row.optionalID(19), row.optionalInstant(20))
        (full.returnedBy, full.returnedAt, full.returnReason) = (row.optionalID(21), row.optionalInstant(22), row.optionalText(23))
        return full
    }
}
