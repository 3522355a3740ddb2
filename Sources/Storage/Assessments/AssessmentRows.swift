import Domain
import SQLCore

/// Assessments of a department or a person over a period. Each belongs to the duty of deciding it and has its id.
public enum AssessmentRows {
    public enum State: String, Sendable, Hashable, CaseIterable, Codable {
        case open, told, accepted, objected, heard, decided
    }

    /// Who did something, when, in what words.
    public struct Step: Sendable, Hashable {
        public var by: StaffID
        public var at: Instant
        public var words: String?
        public init(by: StaffID, at: Instant, words: String? = nil) { (self.by, self.at, self.words) = (by, at, words) }
    }

    public struct Row: Sendable, Hashable {
        public var id: DutyID
        public var adoption: AdoptionID
        public var edition: EditionID
        public var rule: String
        public var unit: UnitID
        /// Nil for a department.
        public var staff: StaffID?
        public var from: LocalDay
        public var to: LocalDay
        public var state: State
        /// As it stood when it was told, or decided where nobody is told.
        public var figure: String?
        /// Ids of the events behind the figure.
        public var evidence: [String]
        public var cutOff: Instant?
        public var told: Step?
        public var objectBy: Instant?
        public var objection: Step?
        public var hearing: Step?
        public var isUpheld: Bool?
        public var decision: String?
        public var decided: Step?

        public init(
            id: DutyID, adoption: AdoptionID, edition: EditionID, rule: String, unit: UnitID, staff: StaffID?, from: LocalDay, to: LocalDay,
            state: State = .open, figure: String? = nil, evidence: [String] = []
        ) {
            (self.id, self.adoption, self.edition, self.rule, self.unit, self.staff) = (id, adoption, edition, rule, unit, staff)
            (self.from, self.to, self.state, self.figure, self.evidence) = (from, to, state, figure, evidence)
        }
    }

    public static func insert(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO assessment (id, organisation, adoption, edition, rule, unit, staff, from_day, to_day, state, evidence)
            VALUES (\(row.id), \(organisation), \(row.adoption), \(row.edition), \(row.rule), \(row.unit), \(row.staff), \(row.from), \(row.to), \(row.state.rawValue),
                \(JSONText.array(row.evidence)))
            """)
    }

    /// Writes back what a step changes; false when somebody else took one meanwhile.
    public static func update(_ row: Row, from state: State, of organisation: OrganisationID, in session: any SQLWriting) throws -> Bool {
        try session.execute(
            """
            UPDATE assessment SET state = \(row.state.rawValue), figure = \(row.figure), evidence = \(JSONText.array(row.evidence)), cut_off = \(row.cutOff),
                told_by = \(row.told?.by), told_at = \(row.told?.at), object_by = \(row.objectBy),
                objected_by = \(row.objection?.by), objected_at = \(row.objection?.at), objection = \(row.objection?.words),
                heard_by = \(row.hearing?.by), heard_at = \(row.hearing?.at), is_upheld = \(row.isUpheld), hearing = \(row.hearing?.words),
                decision = \(row.decision), decided_by = \(row.decided?.by), decided_at = \(row.decided?.at), reason = \(row.decided?.words)
            WHERE organisation = \(organisation) AND id = \(row.id) AND state = \(state.rawValue)
            """) == 1
    }

    public static func row(_ id: DutyID, of organisation: OrganisationID, in session: any SQLReading) throws -> Row? {
        try session.first("\(select) WHERE organisation = \(organisation) AND id = \(id)", decode)
    }

    /// Of a unit, its people's included, newest first.
    public static func page(unit: UnitID, before id: DutyID?, limit: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query(
            "\(select) WHERE organisation = \(organisation) AND unit = \(unit) AND id < \(id ?? DutyID(.max)) ORDER BY id DESC LIMIT \(limit)", decode)
    }

    /// A person's own, newest first.
    public static func page(staff: StaffID, before id: DutyID?, limit: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query(
            "\(select) WHERE organisation = \(organisation) AND staff = \(staff) AND id < \(id ?? DutyID(.max)) ORDER BY id DESC LIMIT \(limit)", decode)
    }

    /// The last one of the same rule, department and person before a day.
    public static func previous(to row: Row, of organisation: OrganisationID, in session: any SQLReading) throws -> Row? {
        let person: SQL = row.staff.map { "staff = \($0)" } ?? "staff IS NULL"
        return try session.first(
            """
            \(select) WHERE organisation = \(organisation) AND adoption = \(row.adoption) AND rule = \(row.rule) AND unit = \(row.unit)
                AND \(person) AND from_day < \(row.from) ORDER BY from_day DESC LIMIT 1
            """, decode)
    }

    private static let select: SQL = """
        SELECT id, adoption, edition, rule, unit, staff, from_day, to_day, state, figure, evidence, cut_off, told_by, told_at, object_by, objected_by, objected_at,
            objection, heard_by, heard_at, is_upheld, hearing, decision, decided_by, decided_at, reason FROM assessment
        """

    private static func decode(_ row: any SQLRow) throws -> Row {
        var full = Row(
            id: row.id(0), adoption: row.id(1), edition: row.id(2), rule: row.text(3), unit: row.id(4), staff: row.optionalID(5), from: row.day(6), to: row.day(7),
            state: try row.code(8), figure: row.optionalText(9), evidence: try JSONText.strings(row.text(10)))
        func step(_ by: Int, _ at: Int, _ words: Int?) -> Step? {
            row.optionalInstant(at).map { Step(by: row.id(by), at: $0, words: words.flatMap { row.optionalText($0) }) }
        }
        (full.cutOff, full.told, full.objectBy) = (row.optionalInstant(11), step(12, 13, nil), row.optionalInstant(14))
        (full.objection, full.hearing) = (step(15, 16, 17), step(18, 19, 21))
        (full.isUpheld, full.decision, full.decided) = (row.optionalBool(20), row.optionalText(22), step(23, 24, 25))
        return full
    }
}

/// What turned out after a decision, for a later period to take up.
public enum AssessmentCorrectionRows {
    public struct Row: Sendable, Hashable {
        public var id: Int64
        public var assessment: DutyID
        public var text: String
        public var by: StaffID
        public var at: Instant
        /// The assessment that took it up.
        public var settledIn: DutyID?

        public init(id: Int64, assessment: DutyID, text: String, by: StaffID, at: Instant, settledIn: DutyID? = nil) {
            (self.id, self.assessment, self.text, self.by, self.at, self.settledIn) = (id, assessment, text, by, at, settledIn)
        }
    }

    public static func insert(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO assessment_correction (id, organisation, assessment, text, noted_by, noted_at)
            VALUES (\(row.id), \(organisation), \(row.assessment), \(row.text), \(row.by), \(row.at))
            """)
    }

    public static func rows(of assessment: DutyID, _ organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query("\(select) WHERE organisation = \(organisation) AND assessment = \(assessment) ORDER BY id", decode)
    }

    /// Those that a later assessment took up.
    public static func rows(settledIn assessment: DutyID, _ organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query("\(select) WHERE organisation = \(organisation) AND settled_in = \(assessment) ORDER BY id", decode)
    }

    public static func settle(of assessment: DutyID, in later: DutyID, of organisation: OrganisationID, _ session: any SQLWriting) throws {
        try session.execute(
            "UPDATE assessment_correction SET settled_in = \(later) WHERE organisation = \(organisation) AND assessment = \(assessment) AND settled_in IS NULL")
    }

    private static let select: SQL = "SELECT id, assessment, text, noted_by, noted_at, settled_in FROM assessment_correction"

    private static func decode(_ row: any SQLRow) -> Row {
        Row(id: row.int(0), assessment: row.id(1), text: row.text(2), by: row.id(3), at: row.instant(4), settledIn: row.optionalID(5))
    }
}
