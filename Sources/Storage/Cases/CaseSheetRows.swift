import Domain
import SQLCore

/// 工作联系单: what a department is asked to do about a case.
public enum CaseSheetRows {
    public enum State: String, Sendable, Hashable, CaseIterable {
        case sent, accepted, returned, answered, withdrawn

        /// The department still owes something.
        public var isOpen: Bool { self == .sent || self == .accepted }
    }

    public struct Row: Sendable, Hashable {
        public var id: Int64
        public var file: CaseFileID
        public var unit: UnitID
        public var isLead: Bool
        public var state: State
        public var task: String
        public var sentBy: StaffID
        public var sentAt: Instant
        public var dueAt: Instant?
        public var takenBy: StaffID?
        public var takenAt: Instant?
        public var returnReason: String?
        public var answer: String?
        public var answeredBy: StaffID?
        public var answeredAt: Instant?
        /// The signature of the department under what became of it.
        public var signedBy: StaffID?
        public var signedAt: Instant?

        public init(
            id: Int64, file: CaseFileID, unit: UnitID, isLead: Bool, state: State = .sent, task: String, sentBy: StaffID, sentAt: Instant, dueAt: Instant? = nil
        ) {
            (self.id, self.file, self.unit, self.isLead, self.state) = (id, file, unit, isLead, state)
            (self.task, self.sentBy, self.sentAt, self.dueAt) = (task, sentBy, sentAt, dueAt)
        }
    }

    public static func insert(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO case_sheet (id, organisation, case_file, unit, is_lead, state, task, sent_by, sent_at, due_at)
            VALUES (\(row.id), \(organisation), \(row.file), \(row.unit), \(row.isLead), \(row.state.rawValue), \(row.task), \(row.sentBy), \(row.sentAt), \(row.dueAt))
            """)
    }

    /// - Returns: false when somebody else has changed it since it was in `state`.
    public static func update(_ row: Row, from state: State, of organisation: OrganisationID, in session: any SQLWriting) throws -> Bool {
        try session.execute(
            """
            UPDATE case_sheet SET state = \(row.state.rawValue), taken_by = \(row.takenBy), taken_at = \(row.takenAt), return_reason = \(row.returnReason),
                answer = \(row.answer), answered_by = \(row.answeredBy), answered_at = \(row.answeredAt), signed_by = \(row.signedBy), signed_at = \(row.signedAt),
                is_lead = \(row.isLead)
            WHERE organisation = \(organisation) AND id = \(row.id) AND state = \(state.rawValue)
            """) == 1
    }

    public static func sheets(of file: CaseFileID, _ organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query("\(select) WHERE organisation = \(organisation) AND case_file = \(file) ORDER BY id", decode)
    }

    public static func sheet(_ id: Int64, of organisation: OrganisationID, in session: any SQLReading) throws -> Row? {
        try session.first("\(select) WHERE organisation = \(organisation) AND id = \(id)", decode)
    }

    /// Sheets of a unit in a state, the oldest first, after `id`.
    public static func page(unit: UnitID, state: State, after id: Int64, limit: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query(
            "\(select) WHERE organisation = \(organisation) AND unit = \(unit) AND state = \(state.rawValue) AND id > \(id) ORDER BY id LIMIT \(limit)", decode)
    }

    /// Whether one of these units was asked about the case.
    public static func isAsked(units: [UnitID], about file: CaseFileID, _ organisation: OrganisationID, in session: any SQLReading) throws -> Bool {
        try sheets(of: file, organisation, in: session).contains { units.contains($0.unit) && $0.state != .withdrawn }
    }

    private static let select: SQL = """
        SELECT id, case_file, unit, is_lead, state, task, sent_by, sent_at, due_at, taken_by, taken_at, return_reason, answer, answered_by, answered_at, signed_by,
            signed_at FROM case_sheet
        """

    private static func decode(_ row: any SQLRow) throws -> Row {
        var sheet = Row(
            id: row.int(0), file: row.id(1), unit: row.id(2), isLead: row.bool(3), state: try row.code(4), task: row.text(5), sentBy: row.id(6),
            sentAt: row.instant(7), dueAt: row.optionalInstant(8))
        (sheet.takenBy, sheet.takenAt, sheet.returnReason) = (row.optionalID(9), row.optionalInstant(10), row.optionalText(11))
        (sheet.answer, sheet.answeredBy, sheet.answeredAt) = (row.optionalText(12), row.optionalID(13), row.optionalInstant(14))
        (sheet.signedBy, sheet.signedAt) = (row.optionalID(15), row.optionalInstant(16))
        return sheet
    }
}
