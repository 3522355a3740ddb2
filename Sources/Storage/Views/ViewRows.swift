import Domain
import SQLCore

/// Filters of the queue that people keep.
public enum ViewRows {
    public struct Row: Sendable, Hashable {
        public var id: Int64
        public var owner: StaffID
        public var name: String
        /// What is asked for, by the names of the queue's fields.
        public var filter: [String: String]
        /// Shared with those who work there; nil is the owner's alone.
        public var unit: UnitID?
        /// Of those, only who holds this role.
        public var role: String?
        public var changedAt: Instant

        public init(
            id: Int64, owner: StaffID, name: String, filter: [String: String], unit: UnitID? = nil, role: String? = nil, changedAt: Instant
        ) {
            (self.id, self.owner, self.name, self.filter) = (id, owner, name, filter)
            (self.unit, self.role, self.changedAt) = (unit, role, changedAt)
        }
    }

    public static func save(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO saved_view (id, organisation, owner, name, filter, unit, role, changed_at)
            VALUES (\(row.id), \(organisation), \(row.owner), \(row.name), \(JSONText.object(row.filter)), \(row.unit), \(row.role), \(row.changedAt))
            """)
    }

    public static func change(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            UPDATE saved_view SET name = \(row.name), unit = \(row.unit), role = \(row.role), changed_at = \(row.changedAt)
            WHERE organisation = \(organisation) AND id = \(row.id)
            """)
    }

    /// Whoever began with it begins with their whole list again.
    public static func remove(_ id: Int64, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute("DELETE FROM saved_view WHERE organisation = \(organisation) AND id = \(id)")
    }

    public static func view(_ id: Int64, of organisation: OrganisationID, in session: any SQLReading) throws -> Row? {
        try session.first("\(select) WHERE organisation = \(organisation) AND id = \(id)", decode)
    }

    public static func own(_ staff: StaffID, limit: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query("\(select) WHERE organisation = \(organisation) AND owner = \(staff) ORDER BY id LIMIT \(limit)", decode)
    }

    public static func shared(with units: [UnitID], limit: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        guard !units.isEmpty else { return [] }
        return try session.query("\(select) WHERE organisation = \(organisation) AND unit IN (\(SQL.list(units))) ORDER BY unit, id LIMIT \(limit)", decode)
    }

    /// The view that somebody begins with.
    public static func first(of staff: StaffID, _ organisation: OrganisationID, in session: any SQLReading) throws -> Int64? {
        try session.first("SELECT view FROM first_view WHERE organisation = \(organisation) AND staff = \(staff)") { $0.int(0) }
    }

    public static func setFirst(_ view: Int64?, of staff: StaffID, _ organisation: OrganisationID, in session: any SQLWriting) throws {
        guard let view else {
            try session.execute("DELETE FROM first_view WHERE organisation = \(organisation) AND staff = \(staff)")
            return
        }
        try session.execute(
            """
            INSERT INTO first_view (organisation, staff, view) VALUES (\(organisation), \(staff), \(view))
            ON CONFLICT (organisation, staff) DO UPDATE SET view = excluded.view
            """)
    }

    private static let select: SQL = "SELECT id, owner, name, filter, unit, role, changed_at FROM saved_view"

    private static func decode(_ row: any SQLRow) throws -> Row {
        Row(
            id: row.int(0), owner: row.id(1), name: row.text(2), filter: try JSONText.members(row.text(3)), unit: row.optionalID(4),
            role: row.optionalText(5), changedAt: row.instant(6))
    }
}
