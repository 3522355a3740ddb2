import Domain
import SQLCore

/// Complaints and other matters to be settled: for now a plain record with its closing.
public enum CaseFileRows {
    public struct Row: Sendable, Hashable {
        public var file: CaseFile
        public var category: String?
        public var matter: MatterID?
        public var event: EventID
        public var sourceRecord: RecordID?
        public var summary: String?
        public var owner: StaffID?
        public var dueAt: Instant?
        public var closedAt: Instant?
        public var closedBy: StaffID?
        /// What was found and done, as it was told to the complainant.
        public var conclusion: String?
        /// `yes`, `no` or `unclear`: whether what was complained of is proven.
        public var proven: String?
        public var repliedAt: Instant?
        /// How often it was closed: the nth closing is an event of its own.
        public var closings = 0
        public var cause: String?
        public var measure: String?
        /// The rule that handles it; nil = a plain record.
        public var handling: Handling?
        /// Whoever received it.
        public var receiver: StaffID?
        /// The role that is to handle it while no person is named.
        public var role: String?
        /// To whom it is being handed over; until they accept, the owner answers for it.
        public var handedTo: StaffID?
        /// The next limit of a running clock; nil = none runs.
        public var nextDueAt: Instant?
        /// Counts up with every change.
        public var version = 1
        /// Counts up when it is opened again.
        public var life = 1
        /// When the present life began, where it is not the first.
        public var lifeBeganAt: Instant?
        public var mergedInto: CaseFileID?
        /// Decision → option.
        public var decisions: [String: String] = [:]
        public var lastStep: String?

        /// Report received, or opened again.
        public var beganAt: Instant { lifeBeganAt ?? file.openedAt }

        public init(
            file: CaseFile, category: String?, matter: MatterID?, event: EventID, sourceRecord: RecordID? = nil, summary: String? = nil, owner: StaffID? = nil,
            dueAt: Instant? = nil
        ) {
            (self.file, self.category, self.matter, self.event) = (file, category, matter, event)
            (self.sourceRecord, self.summary, self.owner, self.dueAt) = (sourceRecord, summary, owner, dueAt)
        }
    }

    /// Which rule of which edition handles a case.
    public struct Handling: Sendable, Hashable {
        public var adoption: AdoptionID
        public var edition: EditionID
        public var rule: String

        public init(adoption: AdoptionID, edition: EditionID, rule: String) { (self.adoption, self.edition, self.rule) = (adoption, edition, rule) }
    }

    public static func insert(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws {
        let f = row.file
        try session.execute(
            """
            INSERT INTO case_file (id, organisation, number, kind, severity, category, stage, party, matter, unit, event, source_record, summary, owner, due_at, opened_at,
                adoption, edition, rule, receiver, role)
            VALUES (\(f.id), \(organisation), \(f.number), \(f.kind), \(f.severity), \(row.category), \(f.stage.rawValue), \(f.party), \(row.matter), \(f.unit), \(row.event),
                \(row.sourceRecord), \(row.summary), \(row.owner), \(row.dueAt), \(f.openedAt), \(row.handling?.adoption), \(row.handling?.edition),
                \(row.handling?.rule), \(row.receiver), \(row.role))
            ON CONFLICT (organisation, event) DO NOTHING
            """)
    }

    public static func close(
        _ id: CaseFileID, by staff: StaffID, at moment: Instant, conclusion: String, proven: String?, repliedAt: Instant?, closingEvent: EventID,
        of organisation: OrganisationID, in session: any SQLWriting
    ) throws -> Bool {
        try session.execute(
            """
            UPDATE case_file SET stage = 'closed', closed_at = \(moment), closed_by = \(staff), conclusion = \(conclusion), proven = \(proven), replied_at = \(repliedAt),
                closing_event = \(closingEvent), closings = closings + 1
            WHERE organisation = \(organisation) AND id = \(id) AND stage = 'received'
            """) == 1
    }

    /// Open again, in a new life that begins at `moment`.
    public static func reopen(_ id: CaseFileID, at moment: Instant, of organisation: OrganisationID, in session: any SQLWriting) throws -> Bool {
        try session.execute(
            """
            UPDATE case_file SET stage = 'received', closed_at = NULL, closed_by = NULL, replied_at = NULL, life = life + 1, life_began_at = \(moment),
                version = version + 1
            WHERE organisation = \(organisation) AND id = \(id) AND stage = 'closed'
            """) == 1
    }

    /// A source that keeps the case itself says that it is closed.
    public static func closeElsewhere(_ id: CaseFileID, at moment: Instant, closingEvent: EventID, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            UPDATE case_file SET stage = 'closed', closed_at = \(moment), closing_event = \(closingEvent), closings = closings + 1
            WHERE organisation = \(organisation) AND id = \(id) AND stage = 'received'
            """)
    }

    public static func withdraw(event: EventID, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute("UPDATE case_file SET stage = 'withdrawn' WHERE organisation = \(organisation) AND event = \(event) AND stage = 'received'")
    }

    /// The case that an event opened.
    public static func file(event: EventID, of organisation: OrganisationID, in session: any SQLReading) throws -> Row? {
        try session.first("\(select) WHERE organisation = \(organisation) AND event = \(event)", decode)
    }

    public static func set(severity: String, of event: EventID, _ organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute("UPDATE case_file SET severity = \(severity) WHERE organisation = \(organisation) AND event = \(event)")
    }

    public static func file(_ id: CaseFileID, of organisation: OrganisationID, in session: any SQLReading) throws -> Row? {
        try session.first("\(select) WHERE organisation = \(organisation) AND id = \(id)", decode)
    }

    /// Cases of a unit and stage by id: open ones oldest first, closed ones newest first.
    public static func page(
        unit: UnitID, stage: CaseFile.Stage, beyond id: CaseFileID?, limit: Int, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> [Row] {
        let isOpen = stage == .received
        let beyond: SQL = id.map { isOpen ? "AND id > \($0)" : "AND id < \($0)" } ?? ""
        return try session.query(
            """
            \(select) WHERE organisation = \(organisation) AND unit = \(unit) AND stage = \(stage.rawValue) \(beyond)
            ORDER BY id \(raw: isOpen ? "ASC" : "DESC") LIMIT \(limit)
            """, decode)
    }

    public static func bounded(unit: UnitID, stage: CaseFile.Stage, ceiling: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> Int {
        try session.first(
            """
            SELECT COUNT(*) FROM (SELECT 1 FROM case_file WHERE organisation = \(organisation) AND unit = \(unit) AND stage = \(stage.rawValue) LIMIT \(ceiling)) AS some
            """) { Int($0.int(0)) } ?? 0
    }

    public struct Note: Sendable, Hashable {
        public var id: Int64
        public var staff: StaffID
        public var text: String
        public var at: Instant

        public init(id: Int64, staff: StaffID, text: String, at: Instant) { (self.id, self.staff, self.text, self.at) = (id, staff, text, at) }
    }

    public static func insert(_ note: Note, of file: CaseFileID, _ organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            "INSERT INTO case_note (id, organisation, case_file, staff, text, noted_at) VALUES (\(note.id), \(organisation), \(file), \(note.staff), \(note.text), \(note.at))")
    }

    public static func notes(of file: CaseFileID, _ organisation: OrganisationID, in session: any SQLReading) throws -> [Note] {
        try session.query("SELECT id, staff, text, noted_at FROM case_note WHERE organisation = \(organisation) AND case_file = \(file) ORDER BY id") {
            Note(id: $0.int(0), staff: $0.id(1), text: $0.text(2), at: $0.instant(3))
        }
    }

    /// Cases that were open at a moment.
    public static func openCount(units: [UnitID], at moment: Instant, of organisation: OrganisationID, in session: any SQLReading) throws -> Int {
        guard !units.isEmpty else { return 0 }
        return try session.first(
            """
            SELECT COUNT(*) FROM case_file WHERE organisation = \(organisation) AND unit IN (\(SQL.list(units))) AND opened_at <= \(moment)
              AND (closed_at IS NULL OR closed_at > \(moment)) AND stage <> 'withdrawn'
            """) { Int($0.int(0)) } ?? 0
    }

    /// Cases that came in a span of time by category, and those of them that were closed by its end.
    public static func byCategory(
        units: [UnitID], from: Instant, to: Instant, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> [(category: String, received: Int, closed: Int)] {
        try session.query(
            """
            SELECT COALESCE(category, 'other'), COUNT(*), SUM(CASE WHEN closed_at <= \(to) THEN 1 ELSE 0 END) FROM case_file
            WHERE organisation = \(organisation) AND unit IN (\(SQL.list(units))) AND opened_at >= \(from) AND opened_at < \(to) AND stage <> 'withdrawn'
            GROUP BY 1 ORDER BY 2 DESC, 1
            """) { ($0.text(0), Int($0.int(1)), Int($0.int(2))) }
    }

    public static func files(party: PartyID, limit: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query("\(select) WHERE organisation = \(organisation) AND party = \(party) ORDER BY id DESC LIMIT \(limit)", decode)
    }

    public static func files(sourceRecord: RecordID, of organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query("\(select) WHERE organisation = \(organisation) AND source_record = \(sourceRecord) ORDER BY id", decode)
    }

    static let select: SQL = """
        SELECT id, number, kind, severity, stage, party, unit, opened_at, category, matter, event, source_record, summary, owner, due_at, closed_at, closed_by, conclusion,
            proven, replied_at, closings, cause, measure, adoption, edition, rule, receiver, role, handed_to, next_due_at, version, life, life_began_at, merged_into,
            decisions, last_step FROM case_file
        """

    static func decode(_ row: any SQLRow) throws -> Row {
        let file = CaseFile(
            id: row.id(0), number: row.text(1), kind: row.text(2), severity: row.optionalText(3), stage: try row.code(4), party: row.optionalID(5), unit: row.id(6),
            openedAt: row.instant(7))
        var full = Row(
            file: file, category: row.optionalText(8), matter: row.optionalID(9), event: row.id(10), sourceRecord: row.optionalID(11), summary: row.optionalText(12),
            owner: row.optionalID(13), dueAt: row.optionalInstant(14))
        (full.closedAt, full.closedBy, full.conclusion, full.proven) = (row.optionalInstant(15), row.optionalID(16), row.optionalText(17), row.optionalText(18))
        (full.repliedAt, full.closings) = (row.optionalInstant(19), Int(row.int(20)))
        try decodeHandling(&full, row)
        return full
    }

    private static func decodeHandling(_ full: inout Row, _ row: any SQLRow) throws {
        (full.cause, full.measure) = (row.optionalText(21), row.optionalText(22))
        if let edition = row.optionalInt(24), let rule = row.optionalText(25) {
            full.handling = Handling(adoption: row.id(23), edition: EditionID(edition), rule: rule)
        }
        (full.receiver, full.role, full.handedTo) = (row.optionalID(26), row.optionalText(27), row.optionalID(28))
        full.nextDueAt = row.int(29) == Schema.noDeadline ? nil : row.instant(29)
        (full.version, full.life, full.lifeBeganAt) = (Int(row.int(30)), Int(row.int(31)), row.optionalInstant(32))
        (full.mergedInto, full.decisions, full.lastStep) = (row.optionalID(33), try JSONText.members(row.text(34)), row.optionalText(35))
    }
}
