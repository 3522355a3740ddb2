import Domain
import SQLCore

/// Duties: analyses, decisions, plans. Handed in, reviewed, decided, closed.
public enum DutyRows {
    public struct Row: Sendable, Hashable {
        public var duty: Duty
        public var adoption: AdoptionID
        public var edition: EditionID
        public var title: LocalizedText
        public var reviewerRole: String?
        public var deciderRole: String?
        /// Question of a decision; its options are in the edition under the same name.
        public var question: String?
        public var sourceKey: String
        public var event: EventID?
        public var followUp: FollowUpID?
        public var record: RecordID?
        /// Ids of the events that gave rise to it, as decimal strings.
        public var evidence: [String]
        public var clauses: [String]
        public var openedAt: Instant
        /// What was found, and what is to be done about it.
        public var body: String?
        public var measures: String?
        public var handedInBy: StaffID?
        public var handedInAt: Instant?
        public var reviewedBy: StaffID?
        public var reviewedAt: Instant?
        public var reviewComment: String?
        public var decision: String?
        public var decidedBy: StaffID?
        public var decidedAt: Instant?
        public var decisionReason: String?
        public var closedAt: Instant?

        public init(
            duty: Duty, adoption: AdoptionID, edition: EditionID, title: LocalizedText, reviewerRole: String? = nil, deciderRole: String? = nil, question: String? = nil,
            sourceKey: String, event: EventID? = nil, followUp: FollowUpID? = nil, record: RecordID? = nil, evidence: [String] = [], clauses: [String] = [],
            openedAt: Instant
        ) {
            (self.duty, self.adoption, self.edition, self.title) = (duty, adoption, edition, title)
            (self.reviewerRole, self.deciderRole, self.question, self.sourceKey) = (reviewerRole, deciderRole, question, sourceKey)
            (self.event, self.followUp, self.record, self.evidence) = (event, followUp, record, evidence)
            (self.clauses, self.openedAt) = (clauses, openedAt)
        }
    }

    /// False when this effect has happened already.
    public static func insert(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws -> Bool {
        let d = row.duty
        return try session.execute(
            """
            INSERT INTO duty (id, organisation, adoption, edition, rule, kind, title, unit, role, owner, reviewer_role, decider_role, question, state, due_at, source_key,
                event, follow_up, record, evidence, clauses, opened_at)
            VALUES (\(d.id), \(organisation), \(row.adoption), \(row.edition), \(d.rule), \(d.kind), \(title(row.title)), \(d.unit), \(d.role), \(d.owner),
                \(row.reviewerRole), \(row.deciderRole), \(row.question), \(d.state.rawValue), \(d.due), \(row.sourceKey), \(row.event), \(row.followUp), \(row.record),
                \(JSONText.array(row.evidence)), \(JSONText.array(row.clauses)), \(row.openedAt))
            ON CONFLICT (organisation, source_key) DO NOTHING
            """) == 1
    }

    /// Writes back what work changes; false when somebody else changed the state meanwhile.
    public static func update(_ row: Row, from state: Duty.State, of organisation: OrganisationID, in session: any SQLWriting) throws -> Bool {
        try session.execute(
            """
            UPDATE duty SET state = \(row.duty.state.rawValue), owner = \(row.duty.owner), body = \(row.body), measures = \(row.measures), handed_in_by = \(row.handedInBy),
                handed_in_at = \(row.handedInAt), reviewed_by = \(row.reviewedBy), reviewed_at = \(row.reviewedAt), review_comment = \(row.reviewComment),
                decision = \(row.decision), decided_by = \(row.decidedBy), decided_at = \(row.decidedAt), decision_reason = \(row.decisionReason), closed_at = \(row.closedAt)
            WHERE organisation = \(organisation) AND id = \(row.duty.id) AND state = \(state.rawValue)
            """) == 1
    }

    public static func duty(_ id: DutyID, of organisation: OrganisationID, in session: any SQLReading) throws -> Row? {
        try session.first("\(select) WHERE organisation = \(organisation) AND id = \(id)", decode)
    }

    public static func duty(source key: String, of organisation: OrganisationID, in session: any SQLReading) throws -> Row? {
        try session.first("\(select) WHERE organisation = \(organisation) AND source_key = \(key)", decode)
    }

    /// Open duties whose last day is over or near, of which nobody has been told so yet: `code` names the notice.
    ///
    /// - Parameter now: only those of periods that are due after it; nil = all that are late.
    public static func unsaid(
        _ code: String, dueBefore limit: Instant, after now: Instant?, limit most: Int, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> [Row] {
        let from: SQL = now.map { "AND due_at > \($0) AND event IS NULL" } ?? ""
        return try session.query(
            """
            \(select) WHERE organisation = \(organisation) AND closed_at IS NULL AND due_at IS NOT NULL AND due_at <= \(limit) \(from) AND state = 'open'
              AND NOT EXISTS (SELECT 1 FROM notice n WHERE n.organisation = duty.organisation AND n.source_key = \(code + ":") || duty.id)
            ORDER BY due_at LIMIT \(most)
            """, decode)
    }

    public static func duties(followUp: FollowUpID, of organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query("\(select) WHERE organisation = \(organisation) AND follow_up = \(followUp) ORDER BY id", decode)
    }

    public static func duties(event: EventID, of organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query("\(select) WHERE organisation = \(organisation) AND event = \(event) ORDER BY id", decode)
    }

    /// Duties that no event caused: those that come back every period.
    static func duties(withoutEvent adoption: AdoptionID, of organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query("\(select) WHERE organisation = \(organisation) AND adoption = \(adoption) AND event IS NULL ORDER BY id", decode)
    }

    /// Question → option of the decisions made about an event.
    public static func decisions(event: EventID, of organisation: OrganisationID, in session: any SQLReading) throws -> [String: String] {
        let rows = try session.query(
            "SELECT question, decision FROM duty WHERE organisation = \(organisation) AND event = \(event) AND question IS NOT NULL AND decision IS NOT NULL ORDER BY id"
        ) { ($0.text(0), $0.text(1)) }
        return Dictionary(rows, uniquingKeysWith: { _, later in later })
    }

    /// Duties of a unit: open ones oldest first, closed ones newest first.
    /// - Parameter roles: only duties that wait for one of these; nil = all.
    public static func page(
        unit: UnitID, roles: [String]? = nil, isOpen: Bool, beyond id: DutyID?, limit: Int, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> [Row] {
        let waiting: SQL = roles.map { "AND (role IN (\(SQL.list($0))) OR reviewer_role IN (\(SQL.list($0))) OR decider_role IN (\(SQL.list($0))))" } ?? ""
        let beyond: SQL = id.map { isOpen ? "AND id > \($0)" : "AND id < \($0)" } ?? ""
        return try session.query(
            """
            \(select) WHERE organisation = \(organisation) AND unit = \(unit) AND closed_at IS \(raw: isOpen ? "NULL" : "NOT NULL") \(waiting) \(beyond)
            ORDER BY id \(raw: isOpen ? "ASC" : "DESC") LIMIT \(limit)
            """, decode)
    }

    /// Duties of a kind opened in a span of time.
    public static func count(
        kind: String, adoption: AdoptionID, units: [UnitID], from: Instant, to: Instant, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> Int {
        guard !units.isEmpty else { return 0 }
        return try session.first(
            """
            SELECT COUNT(*) FROM duty WHERE organisation = \(organisation) AND adoption = \(adoption) AND kind = \(kind) AND opened_at >= \(from) AND opened_at < \(to)
              AND unit IN (\(SQL.list(units)))
            """) { Int($0.int(0)) } ?? 0
    }

    /// Duties that results brought about; those that come back every period are not counted.
    public static func count(adoption: AdoptionID, units: [UnitID], of organisation: OrganisationID, in session: any SQLReading) throws -> Int {
        guard !units.isEmpty else { return 0 }
        return try session.first(
            "SELECT COUNT(*) FROM duty WHERE organisation = \(organisation) AND adoption = \(adoption) AND event IS NOT NULL AND unit IN (\(SQL.list(units)))") { Int($0.int(0)) } ?? 0
    }

    /// Whether an effect or a period has its duty already.
    public static func has(source key: String, of organisation: OrganisationID, in session: any SQLReading) throws -> Bool {
        try session.first("SELECT 1 FROM duty WHERE organisation = \(organisation) AND source_key = \(key)") { _ in true } ?? false
    }

    static let select: SQL = """
        SELECT id, kind, rule, unit, role, owner, state, due_at, adoption, edition, title, reviewer_role, decider_role, question, source_key, event, follow_up, record,
            evidence, clauses, opened_at, body, handed_in_by, handed_in_at, reviewed_by, reviewed_at, review_comment, decision, decided_by, decided_at, decision_reason,
            closed_at, measures FROM duty
        """

    static func decode(_ row: any SQLRow) throws -> Row {
        let duty = Duty(
            id: row.id(0), kind: row.text(1), rule: row.text(2), unit: row.id(3), role: row.text(4), owner: row.optionalID(5), state: try row.code(6),
            due: row.optionalInstant(7))
        var full = Row(
            duty: duty, adoption: row.id(8), edition: row.id(9), title: try text(row.text(10)), reviewerRole: row.optionalText(11), deciderRole: row.optionalText(12),
            question: row.optionalText(13), sourceKey: row.text(14), event: row.optionalID(15), followUp: row.optionalID(16), record: row.optionalID(17),
            evidence: try JSONText.strings(row.text(18)), clauses: try JSONText.strings(row.text(19)), openedAt: row.instant(20))
        (full.body, full.handedInBy, full.handedInAt) = (row.optionalText(21), row.optionalID(22), row.optionalInstant(23))
        (full.reviewedBy, full.reviewedAt, full.reviewComment) = (row.optionalID(24), row.optionalInstant(25), row.optionalText(26))
        (full.decision, full.decidedBy, full.decidedAt) = (row.optionalText(27), row.optionalID(28), row.optionalInstant(29))
        (full.decisionReason, full.closedAt, full.measures) = (row.optionalText(30), row.optionalInstant(31), row.optionalText(32))
        return full
    }

    private static func title(_ text: LocalizedText) -> String {
        JSONText.object(["hans": text.simplified, "hant": text.traditional, "en": text.english].compactMapValues { $0 })
    }

    private static func text(_ json: String) throws -> LocalizedText {
        let members = try JSONText.members(json)
        return LocalizedText(simplified: members["hans"], traditional: members["hant"], english: members["en"])
    }
}
