import Domain
import SQLCore

/// What the house told somebody: a member of staff, or whoever holds a role in a unit. One that went to a role is seen when one of its holders saw it.
public enum NoticeRows {
    public struct Row: Sendable, Hashable {
        public var id: Int64
        public var unit: UnitID
        public var role: String
        public var staff: StaffID?
        public var code: String
        public var arguments: [String: String]
        public var followUp: FollowUpID?
        public var event: EventID?
        public var createdAt: Instant
        public var seenAt: Instant?

        public init(
            id: Int64, unit: UnitID, role: String, staff: StaffID?, code: String, arguments: [String: String], followUp: FollowUpID? = nil,
            event: EventID? = nil, createdAt: Instant, seenAt: Instant? = nil
        ) {
            (self.id, self.unit, self.role, self.staff, self.code) = (id, unit, role, staff, code)
            (self.arguments, self.followUp, self.event, self.createdAt, self.seenAt) = (arguments, followUp, event, createdAt, seenAt)
        }
    }

    /// To whom: one range of an index each.
    public enum Of: Sendable, Hashable {
        case person(StaffID)
        case role(String, UnitID)
    }

    public static func insert(_ row: Row, sourceKey: String, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO notice (id, organisation, unit, role, staff, code, arguments, follow_up, event, source_key, created_at)
            VALUES (\(row.id), \(organisation), \(row.unit), \(row.role), \(row.staff), \(row.code), \(JSONText.object(row.arguments)), \(row.followUp), \(row.event),
                \(sourceKey), \(row.createdAt))
            ON CONFLICT (organisation, source_key) DO NOTHING
            """)
    }

    /// Newest first, before `id`.
    public static func page(
        _ of: Of, onlyUnseen: Bool, before id: Int64?, limit: Int, in organisation: OrganisationID, _ session: any SQLReading
    ) throws -> [Row] {
        var conditions: [SQL] = ["organisation = \(organisation)", to(of)]
        if onlyUnseen { conditions.append("seen_at IS NULL") }
        if let id { conditions.append("id < \(id)") }
        return try session.query("\(select) WHERE \(SQL.joined(conditions, separator: " AND ")) ORDER BY id DESC LIMIT \(limit)", decode)
    }

    /// Counts at most `ceiling`: those of a person, and those of each role in its units. Asked for with every page.
    public static func unseen(
        by staff: StaffID, roles: [String: [UnitID]], ceiling: Int, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> Int {
        var count = try unseen("staff = \(staff)", ceiling, organisation, session)
        for (role, units) in roles where count < ceiling {
            count += try unseen("role = \(role) AND unit IN (\(SQL.list(units))) AND staff IS NULL", ceiling - count, organisation, session)
        }
        return count
    }

    private static func unseen(_ of: SQL, _ ceiling: Int, _ organisation: OrganisationID, _ session: any SQLReading) throws -> Int {
        try session.first(
            "SELECT COUNT(*) FROM (SELECT 1 FROM notice WHERE organisation = \(organisation) AND \(of) AND seen_at IS NULL LIMIT \(ceiling)) AS some"
        ) { Int($0.int(0)) } ?? 0
    }

    public static func notice(_ id: Int64, of organisation: OrganisationID, in session: any SQLReading) throws -> Row? {
        try session.first("\(select) WHERE organisation = \(organisation) AND id = \(id)", decode)
    }

    public static func see(_ id: Int64, by staff: StaffID, at now: Instant, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            "UPDATE notice SET seen_at = \(now), seen_by = \(staff) WHERE organisation = \(organisation) AND id = \(id) AND seen_at IS NULL")
    }

    private static func to(_ of: Of) -> SQL {
        switch of {
        case .person(let staff): "staff = \(staff)"
        case .role(let role, let unit): "unit = \(unit) AND role = \(role) AND staff IS NULL"
        }
    }

    private static let select: SQL = "SELECT id, unit, role, staff, code, arguments, follow_up, event, created_at, seen_at FROM notice"

    private static func decode(_ row: any SQLRow) throws -> Row {
        Row(
            id: row.int(0), unit: row.id(1), role: row.text(2), staff: row.optionalID(3), code: row.text(4), arguments: try JSONText.members(row.text(5)),
            followUp: row.optionalID(6), event: row.optionalID(7), createdAt: row.instant(8), seenAt: row.optionalInstant(9))
    }
}
