import Domain
import SQLCore

/// Named column mappings. The body is the mapping as text; what it means is known above.
public enum ColumnMappingRows {
    public struct Row: Sendable, Hashable {
        public var id: Int64
        public var name: String
        public var kind: String
        public var fingerprint: String
        public var pattern: String?
        public var body: String
        public var changedBy: StaffID
        public var changedAt: Instant

        public init(id: Int64, name: String, kind: String, fingerprint: String, pattern: String?, body: String, changedBy: StaffID, changedAt: Instant) {
            (self.id, self.name, self.kind, self.fingerprint, self.pattern) = (id, name, kind, fingerprint, pattern)
            (self.body, self.changedBy, self.changedAt) = (body, changedBy, changedAt)
        }
    }

    /// False when another mapping has the name.
    public static func insert(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws -> Bool {
        try session.execute(
            """
            INSERT INTO column_mapping (id, organisation, name, kind, fingerprint, file_pattern, body, changed_by, changed_at)
            VALUES (\(row.id), \(organisation), \(row.name), \(row.kind), \(row.fingerprint), \(row.pattern), \(row.body), \(row.changedBy), \(row.changedAt))
            ON CONFLICT (organisation, name) DO NOTHING
            """) == 1
    }

    public static func update(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            UPDATE column_mapping SET name = \(row.name), kind = \(row.kind), fingerprint = \(row.fingerprint), file_pattern = \(row.pattern), body = \(row.body),
                changed_by = \(row.changedBy), changed_at = \(row.changedAt)
            WHERE organisation = \(organisation) AND id = \(row.id)
            """)
    }

    public static func delete(_ id: Int64, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute("DELETE FROM column_mapping WHERE organisation = \(organisation) AND id = \(id)")
    }

    public static func row(_ id: Int64, of organisation: OrganisationID, in session: any SQLReading) throws -> Row? {
        try session.first("\(select) WHERE organisation = \(organisation) AND id = \(id)", decode)
    }

    public static func row(named name: String, of organisation: OrganisationID, in session: any SQLReading) throws -> Row? {
        try session.first("\(select) WHERE organisation = \(organisation) AND name = \(name)", decode)
    }

    /// For tables with these headings.
    public static func rows(fingerprint: String, of organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query("\(select) WHERE organisation = \(organisation) AND fingerprint = \(fingerprint) ORDER BY id", decode)
    }

    /// All of an organisation, by name; they are few.
    public static func rows(of organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query("\(select) WHERE organisation = \(organisation) ORDER BY name LIMIT 1000", decode)
    }

    private static let select: SQL = "SELECT id, name, kind, fingerprint, file_pattern, body, changed_by, changed_at FROM column_mapping"

    private static func decode(_ row: any SQLRow) -> Row {
        Row(
            id: row.int(0), name: row.text(1), kind: row.text(2), fingerprint: row.text(3), pattern: row.optionalText(4), body: row.text(5), changedBy: row.id(6),
            changedAt: row.instant(7))
    }
}
