import Domain
import SQLCore

/// Who has a case open just now.
public enum CasePresenceRows {
    public struct Row: Sendable, Hashable {
        public var staff: StaffID
        public var seenAt: Instant

        public init(staff: StaffID, seenAt: Instant) { (self.staff, self.seenAt) = (staff, seenAt) }
    }

    public static func save(_ row: Row, on file: CaseFileID, _ organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO case_presence (organisation, case_file, staff, seen_at) VALUES (\(organisation), \(file), \(row.staff), \(row.seenAt))
            ON CONFLICT (organisation, case_file, staff) DO UPDATE SET seen_at = excluded.seen_at
            """)
    }

    /// Whoever had the case open last before `moment` is not there any more.
    public static func forget(before moment: Instant, on file: CaseFileID, _ organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute("DELETE FROM case_presence WHERE organisation = \(organisation) AND case_file = \(file) AND seen_at < \(moment)")
    }

    public static func rows(on file: CaseFileID, _ organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query("SELECT staff, seen_at FROM case_presence WHERE organisation = \(organisation) AND case_file = \(file) ORDER BY staff") {
            Row(staff: $0.id(0), seenAt: $0.instant(1))
        }
    }
}
