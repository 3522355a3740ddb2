import Domain
import SQLCore

/// The editions of an adoption: the document with its hash, the state, who did what, and from which day it holds.
public enum EditionRows {
    /// `replaced` keeps its first day: it still answers for the days before its successor's.
    public enum State: String, Sendable, Hashable, Codable, CaseIterable {
        case draft, submitted, approved, active, replaced, rejected
    }

    /// An edition without its document, which is long.
    public struct Row: Sendable, Hashable {
        public var id: EditionID
        public var adoption: AdoptionID
        /// 1, 2, 3 … within the adoption.
        public var number: Int
        /// Version that the document gives itself.
        public var regulationVersion: Int
        public var canonicalHash: String
        public var state: State
        public var createdAt: Instant
        public var createdBy: StaffID
        /// Who last changed the document or a value, and when.
        public var changedBy: StaffID
        public var changedAt: Instant
        public var rehearsedAt: Instant?
        /// What the rehearsals said, as JSON.
        public var rehearsal: String?
        /// Handed in, with what the organisation's decision rests on (minutes, a circular).
        public var submission: Step?
        public var approval: Step?
        public var activation: Step?
        public var activeFrom: LocalDay?

        public init(
            id: EditionID, adoption: AdoptionID, number: Int, regulationVersion: Int, canonicalHash: String, state: State = .draft,
            createdAt: Instant, createdBy: StaffID
        ) {
            (self.id, self.adoption, self.number) = (id, adoption, number)
            (self.regulationVersion, self.canonicalHash, self.state) = (regulationVersion, canonicalHash, state)
            (self.createdAt, self.createdBy, self.changedAt, self.changedBy) = (createdAt, createdBy, createdAt, createdBy)
        }
    }

    /// Who took a step of an edition's life, when, and in what words.
    public struct Step: Sendable, Hashable {
        public var by: StaffID
        public var at: Instant
        public var words: String?

        public init(by: StaffID, at: Instant, words: String? = nil) { (self.by, self.at, self.words) = (by, at, words) }
    }

    public static func insert(_ row: Row, document: String, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO edition (id, organisation, adoption, number, regulation_version, document, canonical_hash, state, created_at, created_by, changed_at, changed_by)
            VALUES (\(row.id), \(organisation), \(row.adoption), \(row.number), \(row.regulationVersion), \(document), \(row.canonicalHash), \(row.state.rawValue),
                    \(row.createdAt), \(row.createdBy), \(row.changedAt), \(row.changedBy))
            """)
    }

    /// Writes back what happens to an edition after it was made; the document stays. False when it is no longer in the state `from`.
    public static func update(_ row: Row, from state: State, of organisation: OrganisationID, in session: any SQLWriting) throws -> Bool {
        try session.execute(
            """
            UPDATE edition SET state = \(row.state.rawValue), changed_at = \(row.changedAt), changed_by = \(row.changedBy), rehearsed_at = \(row.rehearsedAt),
                rehearsal = \(row.rehearsal), submitted_by = \(row.submission?.by), submitted_at = \(row.submission?.at), basis = \(row.submission?.words),
                approved_by = \(row.approval?.by), approved_at = \(row.approval?.at), approval_words = \(row.approval?.words),
                active_from = \(row.activeFrom), activated_by = \(row.activation?.by), activated_at = \(row.activation?.at),
                activation_words = \(row.activation?.words)
            WHERE organisation = \(organisation) AND id = \(row.id) AND state = \(state.rawValue)
            """) == 1
    }

    public static func row(_ id: EditionID, of organisation: OrganisationID, in session: any SQLReading) throws -> Row? {
        try session.first("\(select) WHERE organisation = \(organisation) AND id = \(id)", decode)
    }

    /// Newest first.
    public static func rows(of adoption: AdoptionID, _ organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query("\(select) WHERE organisation = \(organisation) AND adoption = \(adoption) ORDER BY number DESC", decode)
    }

    /// Every edition that holds from some day, replaced ones included.
    public static func activated(of organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query("\(select) WHERE organisation = \(organisation) AND active_from IS NOT NULL ORDER BY adoption, active_from, number", decode)
    }

    public static func document(of id: EditionID, _ organisation: OrganisationID, in session: any SQLReading) throws -> String? {
        try session.first("SELECT document FROM edition WHERE organisation = \(organisation) AND id = \(id)") { $0.text(0) }
    }

    private static let select: SQL = """
        SELECT id, adoption, number, regulation_version, canonical_hash, state, created_at, created_by, changed_at, changed_by, rehearsed_at, rehearsal,
            submitted_by, submitted_at, basis, approved_by, approved_at, approval_words, activated_by, activated_at, activation_words, active_from FROM edition
        """

    private static func decode(_ row: any SQLRow) throws -> Row {
        var edition = Row(
            id: row.id(0), adoption: row.id(1), number: Int(row.int(2)), regulationVersion: Int(row.int(3)), canonicalHash: row.text(4),
            state: try row.code(5), createdAt: row.instant(6), createdBy: row.optionalID(7) ?? StaffID(0))
        (edition.changedAt, edition.changedBy) = (row.instant(8), row.id(9))
        (edition.rehearsedAt, edition.rehearsal, edition.activeFrom) = (row.optionalInstant(10), row.optionalText(11), row.optionalDay(21))
        (edition.submission, edition.approval, edition.activation) = (step(row, 12), step(row, 15), step(row, 18))
        return edition
    }

    private static func step(_ row: any SQLRow, _ column: Int) -> Step? {
        guard let by: StaffID = row.optionalID(column), let at = row.optionalInstant(column + 1) else { return nil }
        return Step(by: by, at: at, words: row.optionalText(column + 2))
    }
}
