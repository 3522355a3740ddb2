import Domain
import SQLCore

/// What clocks made happen: reminders, information, transfers.
public enum ClockActRows {
    public struct Row: Sendable, Hashable {
        public var key: CaseClockRows.Key
        public var act: String
        /// `remind`, `inform` or `transfer`.
        public var kind: String
        public var dueAt: Instant
        public var doneAt: Instant
        public var role: String?
        public var staff: StaffID?

        public init(key: CaseClockRows.Key, act: String, kind: String, dueAt: Instant, doneAt: Instant, role: String?, staff: StaffID?) {
            (self.key, self.act, self.kind, self.dueAt, self.doneAt, self.role, self.staff) = (key, act, kind, dueAt, doneAt, role, staff)
        }
    }

    /// - Returns: false when it was done before.
    public static func insert(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws -> Bool {
        try session.execute(
            """
            INSERT INTO clock_act (organisation, case_file, life, clock, round, act, kind, due_at, done_at, role, staff)
            VALUES (\(organisation), \(row.key.file), \(row.key.life), \(row.key.clock), \(row.key.round), \(row.act), \(row.kind), \(row.dueAt), \(row.doneAt),
                \(row.role), \(row.staff))
            ON CONFLICT (organisation, case_file, life, clock, round, act) DO NOTHING
            """) == 1
    }

    public static func acts(of file: CaseFileID, _ organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query(
            """
            SELECT life, clock, round, act, kind, due_at, done_at, role, staff FROM clock_act WHERE organisation = \(organisation) AND case_file = \(file)
            ORDER BY done_at, due_at, clock, act
            """) {
                Row(
                    key: CaseClockRows.Key(file: file, life: Int($0.int(0)), clock: $0.text(1), round: Int($0.int(2))), act: $0.text(3), kind: $0.text(4),
                    dueAt: $0.instant(5), doneAt: $0.instant(6), role: $0.optionalText(7), staff: $0.optionalID(8))
            }
    }
}
