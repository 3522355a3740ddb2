import Domain
import SQLCore

/// Records with their answers, signatures and reviews.
public enum RecordRows {
    public struct Row: Sendable, Hashable {
        public var id: RecordID
        public var followUp: FollowUpID
        public var contact: ContactID
        public var unit: UnitID
        public var edition: EditionID
        public var form: String
        public var serial: String
        public var flags: [String]
        public var review: Record.Review
        /// Steps of the review chain already signed.
        public var reviewStep: Int
        public var reviewerRole: String?
        public var recordedBy: StaffID
        public var recordedAt: Instant
        public var completedAt: Instant?

        public init(
            id: RecordID, followUp: FollowUpID, contact: ContactID, unit: UnitID, edition: EditionID, form: String, serial: String, flags: [String],
            review: Record.Review, reviewStep: Int = 0, reviewerRole: String?, recordedBy: StaffID, recordedAt: Instant, completedAt: Instant? = nil
        ) {
            (self.id, self.followUp, self.contact, self.unit, self.edition) = (id, followUp, contact, unit, edition)
            (self.form, self.serial, self.flags, self.review, self.reviewStep) = (form, serial, flags, review, reviewStep)
            (self.reviewerRole, self.recordedBy, self.recordedAt, self.completedAt) = (reviewerRole, recordedBy, recordedAt, completedAt)
        }
    }

    public static func insert(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO record (id, organisation, follow_up, contact, unit, edition, form, serial, flags, review, review_step, reviewer_role, recorded_by, recorded_at,
                completed_at)
            VALUES (\(row.id), \(organisation), \(row.followUp), \(row.contact), \(row.unit), \(row.edition), \(row.form), \(row.serial), \(JSONText.array(row.flags)),
                \(row.review.rawValue), \(row.reviewStep), \(row.reviewerRole), \(row.recordedBy), \(row.recordedAt), \(row.completedAt))
            """)
    }

    public static func record(_ id: RecordID, of organisation: OrganisationID, in session: any SQLReading) throws -> Row? {
        try session.first("\(select) WHERE organisation = \(organisation) AND id = \(id)", decode)
    }

    public static func records(of followUp: FollowUpID, _ organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query("\(select) WHERE organisation = \(organisation) AND follow_up = \(followUp) ORDER BY id", decode)
    }

    /// Records of a unit by the state of their review: those that wait oldest first, the others newest first.
    public static func page(
        unit: UnitID, review: Record.Review, beyond id: RecordID?, limit: Int, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> [Row] {
        let waits = review == .awaiting
        let beyond: SQL = id.map { waits ? "AND id > \($0)" : "AND id < \($0)" } ?? ""
        return try session.query(
            """
            \(select) WHERE organisation = \(organisation) AND unit = \(unit) AND review = \(review.rawValue) \(beyond)
            ORDER BY id \(raw: waits ? "ASC" : "DESC") LIMIT \(limit)
            """, decode)
    }

    public static func bounded(unit: UnitID, review: Record.Review, ceiling: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> Int {
        try session.first(
            """
            SELECT COUNT(*) FROM (SELECT 1 FROM record WHERE organisation = \(organisation) AND unit = \(unit) AND review = \(review.rawValue) LIMIT \(ceiling)) AS some
            """) { Int($0.int(0)) } ?? 0
    }

    /// Records made under any edition of an adoption, on these forms (empty = on all).
    public static func count(adoption: AdoptionID, forms: [String], units: [UnitID], of organisation: OrganisationID, in session: any SQLReading) throws -> Int {
        guard !units.isEmpty else { return 0 }
        let onForms: SQL = forms.isEmpty ? "" : "AND r.form IN (\(SQL.list(forms)))"
        return try session.first(
            """
            SELECT COUNT(*) FROM edition e JOIN record r ON r.organisation = e.organisation AND r.edition = e.id
            WHERE e.organisation = \(organisation) AND e.adoption = \(adoption) AND r.unit IN (\(SQL.list(units))) \(onForms)
            """) { Int($0.int(0)) } ?? 0
    }

    /// Moves a record along its review; false when somebody else was quicker.
    public static func advance(
        _ row: Row, to review: Record.Review, step: Int, role: String?, completedAt: Instant?, of organisation: OrganisationID, in session: any SQLWriting
    ) throws -> Bool {
        try session.execute(
            """
            UPDATE record SET review = \(review.rawValue), review_step = \(step), reviewer_role = \(role), completed_at = \(completedAt)
            WHERE organisation = \(organisation) AND id = \(row.id) AND review = \(row.review.rawValue) AND review_step = \(row.reviewStep)
            """) == 1
    }

    static let select: SQL = """
        SELECT id, follow_up, contact, unit, edition, form, serial, flags, review, review_step, reviewer_role, recorded_by, recorded_at, completed_at FROM record
        """

    static func decode(_ row: any SQLRow) throws -> Row {
        Row(
            id: row.id(0), followUp: row.id(1), contact: row.id(2), unit: row.id(3), edition: row.id(4), form: row.text(5), serial: row.text(6),
            flags: try JSONText.strings(row.text(7)), review: try row.code(8), reviewStep: Int(row.int(9)), reviewerRole: row.optionalText(10),
            recordedBy: row.id(11), recordedAt: row.instant(12), completedAt: row.optionalInstant(13))
    }

    // MARK: Answers

    /// All in one statement: a form has a dozen answers, and each statement of its own would cost as much again.
    public static func insert(_ answers: [String: Answer], of record: RecordID, _ organisation: OrganisationID, in session: any SQLWriting) throws {
        let rows: [[SQLValue]] = answers.keys.sorted().flatMap { field in
            AnswerColumns.split(answers[field]!).enumerated().map { position, column in
                [
                    organisation.sqlValue, record.sqlValue, .text(field), position.sqlValue, .text(column.kind), column.code.sqlValue,
                    column.number.sqlValue, column.text.sqlValue,
                ]
            }
        }
        for start in stride(from: 0, to: rows.count, by: answersAtOnce) {
            let some = SQL.rows(Array(rows[start..<min(start + answersAtOnce, rows.count)]))
            try session.execute("INSERT INTO answer (organisation, record, field, position, kind, code, number, text) VALUES \(some)")
        }
    }

    /// Eight columns each: well below what either engine binds at once.
    private static let answersAtOnce = 100

    public static func answers(of record: RecordID, _ organisation: OrganisationID, in session: any SQLReading) throws -> [String: Answer] {
        let rows = try session.query(
            "SELECT field, kind, code, number, text FROM answer WHERE organisation = \(organisation) AND record = \(record) ORDER BY field, position"
        ) { ($0.text(0), AnswerColumns(kind: $0.text(1), code: $0.optionalText(2), number: $0.optionalDouble(3), text: $0.optionalText(4))) }
        return try Dictionary(grouping: rows, by: \.0).compactMapValues { try AnswerColumns.join($0.map(\.1)) }
    }

    // MARK: Signatures and reviews

    public static func insert(_ signature: Signature, strokes: [UInt8]?, position: Int, of record: RecordID, _ organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO signature (organisation, record, position, signer, level, name, strokes, signed_at)
            VALUES (\(organisation), \(record), \(position), \(signature.by), \(signature.level.rawValue), \(signature.name), \(strokes), \(signature.at))
            """)
    }

    public static func signatures(of record: RecordID, _ organisation: OrganisationID, in session: any SQLReading) throws -> [(signature: Signature, strokes: [UInt8]?)] {
        try session.query(
            "SELECT signer, level, name, signed_at, strokes FROM signature WHERE organisation = \(organisation) AND record = \(record) ORDER BY position"
        ) { (Signature(by: $0.text(0), level: try $0.code(1), name: $0.optionalText(2), at: $0.instant(3)), $0.optionalBlob(4)) }
    }

    public struct Review: Sendable, Hashable {
        public var id: Int64
        public var step: Int
        public var reviewer: StaffID
        public var verdict: String
        public var comment: String?
        public var at: Instant

        public init(id: Int64, step: Int, reviewer: StaffID, verdict: String, comment: String?, at: Instant) {
            (self.id, self.step, self.reviewer, self.verdict, self.comment, self.at) = (id, step, reviewer, verdict, comment, at)
        }
    }

    public static func insert(_ review: Review, of record: RecordID, _ organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO review (id, organisation, record, step, reviewer, verdict, comment, reviewed_at)
            VALUES (\(review.id), \(organisation), \(record), \(review.step), \(review.reviewer), \(review.verdict), \(review.comment), \(review.at))
            """)
    }

    public static func reviews(of record: RecordID, _ organisation: OrganisationID, in session: any SQLReading) throws -> [Review] {
        try session.query("SELECT id, step, reviewer, verdict, comment, reviewed_at FROM review WHERE organisation = \(organisation) AND record = \(record) ORDER BY id") {
            Review(id: $0.int(0), step: Int($0.int(1)), reviewer: $0.id(2), verdict: $0.text(3), comment: $0.optionalText(4), at: $0.instant(5))
        }
    }
}

/// One row per answer (several for a multiple choice): code, number or text.
struct AnswerColumns {
    var kind: String
    var code: String?
    var number: Double?
    var text: String?

    static func split(_ answer: Answer) -> [AnswerColumns] {
        switch answer {
        case .code(let code): [AnswerColumns(kind: "code", code: code)]
        case .codes(let codes): codes.map { AnswerColumns(kind: "codes", code: $0) }
        case .number(let number): [AnswerColumns(kind: "number", number: number)]
        case .text(let text): [AnswerColumns(kind: "text", text: text)]
        case .flag(let flag): [AnswerColumns(kind: "flag", number: flag ? 1 : 0)]
        case .day(let day): [AnswerColumns(kind: "day", text: day.iso)]
        case .instant(let instant): [AnswerColumns(kind: "instant", text: String(instant.milliseconds))]
        }
    }

    static func join(_ columns: [AnswerColumns]) throws -> Answer? {
        guard let first = columns.first else { return nil }
        switch first.kind {
        case "code": return first.code.map(Answer.code)
        case "codes": return .codes(columns.compactMap(\.code))
        case "number": return first.number.map(Answer.number)
        case "text": return first.text.map(Answer.text)
        case "flag": return .flag(first.number == 1)
        case "day": return first.text.flatMap { LocalDay(iso: $0) }.map(Answer.day)
        case "instant": return first.text.flatMap(Int64.init).map { .instant(Instant(milliseconds: $0)) }
        default: throw SQLError(.corrupt, "unknown kind of answer \(first.kind)")
        }
    }
}
