import Domain
import SQLCore

/// What is counted beside follow-ups: problems that were raised at them, people who were asked.
public enum ItemRows {
    public struct Cell: Sendable, Hashable {
        public var rule: String
        public var unit: UnitID
        public var base: Int
        public var count: Int
    }

    /// Cases that records of the cohort opened, and those of them that were settled by the cut-off.
    public static func raised(_ cohort: CohortRows.Cohort, of organisation: OrganisationID, in session: any SQLReading) throws -> [Cell] {
        try session.query(
            """
            SELECT f.rule, f.unit, COUNT(*), SUM(CASE WHEN c.closed_at <= \(cohort.cutOff) THEN 1 ELSE 0 END) FROM follow_up f
              JOIN record r ON r.organisation = f.organisation AND r.follow_up = f.id
              JOIN case_file c ON c.organisation = r.organisation AND c.source_record = r.id
            WHERE \(CohortRows.within(cohort, organisation, as: "f")) AND c.stage <> 'withdrawn'
              AND c.source_record IS NOT NULL AND c.opened_at <= \(cohort.cutOff)
            GROUP BY f.rule, f.unit ORDER BY 1, 2
            """, decode)
    }

    /// Participants of the events whose follow-up is due by the cut-off (attribute `participants`), and those who were asked (field `peopleAsked`).
    /// What the event does not say counts as nobody.
    public static func participants(_ cohort: CohortRows.Cohort, of organisation: OrganisationID, in session: any SQLReading) throws -> [Cell] {
        try session.query(
            """
            SELECT f.rule, f.unit, SUM(COALESCE(e.attributes -> 'participants' ->> 'n', 0)),
              SUM(CASE WHEN f.done_recorded_at <= \(cohort.cutOff) THEN COALESCE(a.number, 0) ELSE 0 END) FROM follow_up f
              JOIN event e ON e.organisation = f.organisation AND e.id = f.event
              LEFT JOIN answer a ON a.organisation = f.organisation AND a.record = f.record AND a.field = 'peopleAsked' AND a.position = 0
            WHERE \(CohortRows.within(cohort, organisation, as: "f")) AND f.due_at <= \(cohort.cutOff) AND f.occurrence = 1
            GROUP BY f.rule, f.unit HAVING SUM(COALESCE(e.attributes -> 'participants' ->> 'n', 0)) > 0 ORDER BY 1, 2
            """, decode)
    }

    // LEFT JOIN keeps the order, as in `CohortRows.answers`: each record's answer is looked up by the record.

    /// Answers to a question of the form that were given by the cut-off, and those among them that are one of `codes`.
    public static func answered(
        _ field: String, with codes: [String], _ cohort: CohortRows.Cohort, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> [Cell] {
        try session.query(
            """
            SELECT f.rule, f.unit, COUNT(a.code), SUM(CASE WHEN a.code IN (\(SQL.list(codes))) THEN 1 ELSE 0 END) FROM follow_up f
              LEFT JOIN answer a ON a.organisation = f.organisation AND a.record = f.record AND a.field = \(field) AND a.position = 0
            WHERE \(CohortRows.within(cohort, organisation, as: "f")) AND f.state = 'done' AND f.done_recorded_at <= \(cohort.cutOff)
            GROUP BY f.rule, f.unit HAVING COUNT(a.code) > 0 ORDER BY 1, 2
            """, decode)
    }

    public struct Said: Sendable, Hashable {
        public var record: RecordID
        public var field: String
        public var text: String
    }

    /// What people said in the records that settled the cohort's follow-ups, in the order of the records.
    public static func texts(
        _ cohort: CohortRows.Cohort, fields: [String], limit: Int, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> [Said] {
        try session.query(
            """
            SELECT f.record, a.field, a.text FROM follow_up f
              LEFT JOIN answer a ON a.organisation = f.organisation AND a.record = f.record AND a.field IN (\(SQL.list(fields))) AND a.position = 0
            WHERE \(CohortRows.within(cohort, organisation, as: "f")) AND f.state = 'done' AND f.done_recorded_at <= \(cohort.cutOff)
              AND COALESCE(a.text, '') <> '' ORDER BY f.record, a.field LIMIT \(limit)
            """) { Said(record: $0.id(0), field: $0.text(1), text: $0.text(2)) }
    }

    /// Events with such an answer, the earliest first: the evidence behind a share.
    public static func events(
        answered field: String, with codes: [String], _ cohort: CohortRows.Cohort, rules: [String], limit: Int, of organisation: OrganisationID,
        in session: any SQLReading
    ) throws -> [EventID] {
        try session.query(
            """
            SELECT f.event FROM follow_up f
              LEFT JOIN answer a ON a.organisation = f.organisation AND a.record = f.record AND a.field = \(field) AND a.position = 0
            WHERE \(CohortRows.within(cohort, organisation, as: "f")) AND f.rule IN (\(SQL.list(rules))) AND f.state = 'done' AND f.done_recorded_at <= \(cohort.cutOff)
              AND COALESCE(a.code, '') IN (\(SQL.list(codes))) ORDER BY f.cohort_day, f.id LIMIT \(limit)
            """) { $0.id(0) }
    }

    /// Every check of the cohort with a verdict, by the event that it was about: for figures of persons.
    public static func checks(
        _ field: String, _ cohort: CohortRows.Cohort, rules: [String], of organisation: OrganisationID, in session: any SQLReading
    ) throws -> [(event: EventID, code: String)] {
        try session.query(
            """
            SELECT f.event, a.code FROM follow_up f
              LEFT JOIN answer a ON a.organisation = f.organisation AND a.record = f.record AND a.field = \(field) AND a.position = 0
            WHERE \(CohortRows.within(cohort, organisation, as: "f")) AND f.rule IN (\(SQL.list(rules))) AND f.state = 'done' AND f.done_recorded_at <= \(cohort.cutOff)
              AND a.code IS NOT NULL ORDER BY f.cohort_day, f.id
            """) { ($0.id(0), $0.text(1)) }
    }

    /// Events whose follow-up was answered below the bar of satisfaction, the earliest first.
    public static func dissatisfied(
        _ cohort: CohortRows.Cohort, rules: [String], person: StaffID?, limit: Int, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> [EventID] {
        let made: SQL = person.map { "AND done_by = \($0)" } ?? ""
        return try session.query(
            """
            SELECT event FROM follow_up WHERE \(CohortRows.within(cohort, organisation)) AND rule IN (\(SQL.list(rules)))
              AND is_satisfied = 0 AND done_recorded_at <= \(cohort.cutOff) \(made) ORDER BY cohort_day, id LIMIT \(limit)
            """) { $0.id(0) }
    }

    /// Events at whose follow-up something was raised that was not settled by the cut-off.
    public static func unsettled(
        _ cohort: CohortRows.Cohort, rules: [String], limit: Int, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> [EventID] {
        try session.query(
            """
            SELECT f.event FROM follow_up f
              JOIN record r ON r.organisation = f.organisation AND r.follow_up = f.id
              JOIN case_file c ON c.organisation = r.organisation AND c.source_record = r.id
            WHERE \(CohortRows.within(cohort, organisation, as: "f")) AND f.rule IN (\(SQL.list(rules))) AND c.stage <> 'withdrawn'
              AND c.source_record IS NOT NULL AND c.opened_at <= \(cohort.cutOff) AND COALESCE(c.closed_at, \(cohort.cutOff.adding(minutes: 1))) > \(cohort.cutOff)
            ORDER BY f.cohort_day, f.id LIMIT \(limit)
            """) { $0.id(0) }
    }

    /// Different parties of whom a follow-up by these rules is done, made by one of `people` (nil = by anybody).
    public static func subjects(
        _ cohort: CohortRows.Cohort, rules: [String], by people: [StaffID]?, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> Int {
        let made: SQL = people.map { "AND done_by IN (\(SQL.list($0)))" } ?? ""
        return try session.first(
            """
            SELECT COUNT(DISTINCT party) FROM follow_up WHERE \(CohortRows.within(cohort, organisation)) AND rule IN (\(SQL.list(rules)))
              AND party IS NOT NULL AND done_at IS NOT NULL AND done_recorded_at <= \(cohort.cutOff) \(made)
            """) { Int($0.int(0)) } ?? 0
    }

    private static func decode(_ row: any SQLRow) throws -> Cell {
        Cell(rule: row.text(0), unit: row.id(1), base: Int(row.double(2)), count: Int(row.double(3)))
    }
}
