import Domain
import SQLCore

/// The reports behind a case: the one that opened it, and those that were merged into it.
public enum CaseReportRows {
    public struct Row: Sendable, Hashable {
        public var event: EventID
        /// The case that it had opened before it was merged.
        public var cameFrom: CaseFileID?
        public var mergedBy: StaffID?
        public var mergedAt: Instant?

        public init(event: EventID, cameFrom: CaseFileID? = nil, mergedBy: StaffID? = nil, mergedAt: Instant? = nil) {
            (self.event, self.cameFrom, self.mergedBy, self.mergedAt) = (event, cameFrom, mergedBy, mergedAt)
        }
    }

    public static func insert(_ row: Row, of file: CaseFileID, _ organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO case_report (organisation, case_file, event, came_from, merged_by, merged_at)
            VALUES (\(organisation), \(file), \(row.event), \(row.cameFrom), \(row.mergedBy), \(row.mergedAt)) ON CONFLICT (organisation, event) DO NOTHING
            """)
    }

    /// Everything that was told to `from` now belongs to `file`.
    public static func move(from: CaseFileID, to file: CaseFileID, by staff: StaffID, at moment: Instant, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            UPDATE case_report SET case_file = \(file), came_from = COALESCE(came_from, \(from)), merged_by = \(staff), merged_at = \(moment)
            WHERE organisation = \(organisation) AND case_file = \(from)
            """)
    }

    /// What a case had brought along goes back to it.
    public static func moveBack(to file: CaseFileID, from kept: CaseFileID, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            UPDATE case_report SET case_file = \(file), came_from = NULL, merged_by = NULL, merged_at = NULL
            WHERE organisation = \(organisation) AND case_file = \(kept) AND came_from = \(file)
            """)
    }

    public static func reports(of file: CaseFileID, _ organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query("SELECT event, came_from, merged_by, merged_at FROM case_report WHERE organisation = \(organisation) AND case_file = \(file) ORDER BY event") {
            Row(event: $0.id(0), cameFrom: $0.optionalID(1), mergedBy: $0.optionalID(2), mergedAt: $0.optionalInstant(3))
        }
    }

    /// The case that answers for a report.
    public static func file(event: EventID, of organisation: OrganisationID, in session: any SQLReading) throws -> CaseFileID? {
        try session.first("SELECT case_file FROM case_report WHERE organisation = \(organisation) AND event = \(event)") { $0.id(0) }
    }
}
