import Domain
import SQLCore

/// Who signs for a report that was circulated, and who has.
public enum ReceiptRows {
    public struct Row: Sendable, Hashable {
        public var role: String
        /// 0 = whoever holds the role.
        public var staff: StaffID
        public var sentAt: Instant
        public var receivedAt: Instant?
        public var receivedBy: StaffID?

        public init(role: String, staff: StaffID, sentAt: Instant) { (self.role, self.staff, self.sentAt) = (role, staff, sentAt) }
    }

    /// Sends it once to each, however often it is asked for.
    public static func send(_ row: Row, of report: Int64, _ organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO report_receipt (organisation, report, role, staff, sent_at) VALUES (\(organisation), \(report), \(row.role), \(row.staff), \(row.sentAt))
            ON CONFLICT (organisation, report, role, staff) DO NOTHING
            """)
    }

    /// False when somebody signed for it already.
    public static func sign(
        _ row: Row, of report: Int64, by staff: StaffID, at now: Instant, _ organisation: OrganisationID, in session: any SQLWriting
    ) throws -> Bool {
        try session.execute(
            """
            UPDATE report_receipt SET received_at = \(now), received_by = \(staff)
            WHERE organisation = \(organisation) AND report = \(report) AND role = \(row.role) AND staff = \(row.staff) AND received_at IS NULL
            """) == 1
    }

    public static func rows(of report: Int64, _ organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query(
            """
            SELECT role, staff, sent_at, received_at, received_by FROM report_receipt WHERE organisation = \(organisation) AND report = \(report)
            ORDER BY role, staff
            """
        ) { row in
            var full = Row(role: row.text(0), staff: row.id(1), sentAt: row.instant(2))
            (full.receivedAt, full.receivedBy) = (row.optionalInstant(3), row.optionalID(4))
            return full
        }
    }
}
