import Domain
import SQLCore

/// What happened on a case, in the order in which it was entered. Nothing here is ever changed.
public enum CaseStepRows {
    public struct Row: Sendable, Hashable {
        public var id: Int64
        public var life: Int
        public var code: String
        public var happenedAt: Instant
        public var recordedAt: Instant
        public var staff: StaffID
        /// The department that it concerns.
        public var unit: UnitID?
        public var note: String?
        public var sheet: Int64?
        /// The event that it is, for rules that start with it.
        public var event: EventID?

        public init(
            id: Int64, life: Int, code: String, happenedAt: Instant, recordedAt: Instant, staff: StaffID, unit: UnitID? = nil, note: String? = nil,
            sheet: Int64? = nil, event: EventID? = nil
        ) {
            (self.id, self.life, self.code, self.happenedAt, self.recordedAt) = (id, life, code, happenedAt, recordedAt)
            (self.staff, self.unit, self.note, self.sheet, self.event) = (staff, unit, note, sheet, event)
        }
    }

    public static func insert(_ row: Row, of file: CaseFileID, _ organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO case_step (id, organisation, case_file, life, code, happened_at, recorded_at, staff, unit, note, sheet, event)
            VALUES (\(row.id), \(organisation), \(file), \(row.life), \(row.code), \(row.happenedAt), \(row.recordedAt), \(row.staff), \(row.unit), \(row.note),
                \(row.sheet), \(row.event))
            """)
    }

    public static func steps(of file: CaseFileID, _ organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query(
            """
            SELECT id, life, code, happened_at, recorded_at, staff, unit, note, sheet, event FROM case_step
            WHERE organisation = \(organisation) AND case_file = \(file) ORDER BY id
            """) {
                Row(
                    id: $0.int(0), life: Int($0.int(1)), code: $0.text(2), happenedAt: $0.instant(3), recordedAt: $0.instant(4), staff: $0.id(5), unit: $0.optionalID(6),
                    note: $0.optionalText(7), sheet: $0.optionalInt(8), event: $0.optionalID(9))
            }
    }
}
