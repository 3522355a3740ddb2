import Domain
import SQLCore

/// Counts of follow-ups by cohort (the anchor's day) at a cut-off, straight from the rows: what dashboards and reports stand on.
///
/// Each first follow-up is in exactly one of: window open (stands apart, even if done), in time, late, lost, not done.
/// A contact entered after the cut-off does not exist yet for it.
public enum CohortRows {
    public enum Bucket: String, Sendable, Hashable, CaseIterable, Codable {
        case windowOpen, doneInTime, doneLate, lost, notDone
    }

    /// Which follow-ups are counted.
    public struct Cohort: Sendable, Hashable {
        public var adoption: AdoptionID
        public var from: LocalDay
        public var to: LocalDay
        public var units: [UnitID]
        public var cutOff: Instant
        /// The cut-off is the present: then counters tell what rows would.
        public var isPresent: Bool

        public init(adoption: AdoptionID, from: LocalDay, to: LocalDay, units: [UnitID], cutOff: Instant, isPresent: Bool = false) {
            (self.adoption, self.from, self.to, self.units, self.cutOff, self.isPresent) = (adoption, from, to, units, cutOff, isPresent)
        }
    }

    public struct Cell: Sendable, Hashable {
        public var rule: String
        public var unit: UnitID
        /// Who made it, else who has it; 0 = nobody.
        public var person: StaffID
        public var counts: [Bucket: Int]
        /// Records of any occurrence that rated satisfaction, and those that count as satisfied.
        public var rated: Int
        public var satisfied: Int

        var isEmpty: Bool { rated == 0 && counts.values.allSatisfy { $0 == 0 } }
    }

    public static func cells(_ cohort: Cohort, of organisation: OrganisationID, in session: any SQLReading) throws -> [Cell] {
        if cohort.isPresent { return try CohortCountRows.cells(cohort, of: organisation, in: session) }
        let sums = SQL.joined(Bucket.allCases.map { "SUM(CASE WHEN occurrence = 1 AND \(condition($0, at: cohort.cutOff)) THEN 1 ELSE 0 END)" })
        let known: SQL = "done_recorded_at <= \(cohort.cutOff)"
        return try session.query(
            """
            SELECT rule, unit, COALESCE(done_by, assignee, 0), \(sums),
                SUM(CASE WHEN is_satisfied IS NOT NULL AND \(known) THEN 1 ELSE 0 END), SUM(CASE WHEN is_satisfied = 1 AND \(known) THEN 1 ELSE 0 END)
            FROM follow_up WHERE \(within(cohort, organisation)) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
            """, decodeCell)
    }

    static func decodeCell(_ row: any SQLRow) -> Cell {
        let counts = Bucket.allCases.enumerated().map { ($0.element, Int(row.int(3 + $0.offset))) }
        let next = 3 + Bucket.allCases.count
        return Cell(
            rule: row.text(0), unit: row.id(1), person: row.id(2), counts: Dictionary(counts, uniquingKeysWith: { a, _ in a }), rated: Int(row.int(next)),
            satisfied: Int(row.int(next + 1)))
    }

    /// Exempt rows by rule and unit: they leave both sides of every rate and are shown. Counted by a column that the index of all rows lacks, so that
    /// the one of the exempt alone is taken.
    public static func exempt(_ cohort: Cohort, of organisation: OrganisationID, in session: any SQLReading) throws -> [(rule: String, unit: UnitID, count: Int)] {
        try session.query(
            """
            SELECT rule, unit, COUNT(edition) FROM eligible WHERE organisation = \(organisation) AND adoption = \(cohort.adoption)
              AND cohort_day BETWEEN \(cohort.from) AND \(cohort.to) AND unit IN (\(SQL.list(cohort.units))) AND standing = 'exempt' GROUP BY rule, unit ORDER BY 1, 2
            """) { ($0.text(0), $0.id(1), Int($0.int(2))) }
    }

    /// What a draw or a choice left out and would have been due by the cut-off, by rule and unit: the base of rates over all events.
    public static func leftOut(_ cohort: Cohort, of organisation: OrganisationID, in session: any SQLReading) throws -> [(rule: String, unit: UnitID, count: Int)] {
        try leftOut(cohort, "due_at <= \(cohort.cutOff)", organisation, session)
    }

    /// What a draw or a choice left out and that would still be in time, by rule and unit.
    public static func mayBeTaken(_ cohort: Cohort, of organisation: OrganisationID, in session: any SQLReading) throws -> [(rule: String, unit: UnitID, count: Int)] {
        try leftOut(cohort, "due_at > \(cohort.cutOff)", organisation, session)
    }

    private static func leftOut(
        _ cohort: Cohort, _ due: SQL, _ organisation: OrganisationID, _ session: any SQLReading
    ) throws -> [(rule: String, unit: UnitID, count: Int)] {
        try session.query(
            """
            SELECT rule, unit, COUNT(*) FROM eligible WHERE organisation = \(organisation) AND adoption = \(cohort.adoption)
              AND cohort_day BETWEEN \(cohort.from) AND \(cohort.to) AND unit IN (\(SQL.list(cohort.units))) AND standing IN ('waiting', 'notDrawn')
              AND \(due) GROUP BY rule, unit ORDER BY 1, 2
            """) { ($0.text(0), $0.id(1), Int($0.int(2))) }
    }

    /// First follow-ups whose window is open at the cut-off, by rule and day of the limit, done and not done: out of the index alone.
    public static func open(
        _ cohort: Cohort, zone: CivilZone, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> [(rule: String, dueDay: LocalDay, done: Int, undone: Int)] {
        if cohort.isPresent { return try CohortCountRows.open(cohort, zone: zone, of: organisation, in: session) }
        let isDone: SQL = "done_at IS NOT NULL AND done_recorded_at <= \(cohort.cutOff)"
        return try session.query(
            """
            SELECT rule, (due_at - 1 + \(zone.offsetMinutes * 60_000)) / 86400000, SUM(CASE WHEN \(isDone) THEN 1 ELSE 0 END), SUM(CASE WHEN \(isDone) THEN 0 ELSE 1 END) FROM follow_up
            WHERE \(within(cohort, organisation)) AND occurrence = 1 AND due_at > \(cohort.cutOff) GROUP BY 1, 2 ORDER BY 1, 2
            """) { ($0.text(0), $0.day(1), Int($0.int(2)), Int($0.int(3))) }
    }

    /// What was done otherwise than by one of these channels, as cells of the same grain: in a target of a channel it is not done.
    public static func doneOtherwise(
        than channels: [ContactChannel], _ cohort: Cohort, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> [Cell] {
        let sums = SQL.joined([Bucket.doneInTime, .doneLate].map { "SUM(CASE WHEN occurrence = 1 AND \(condition($0, at: cohort.cutOff)) THEN 1 ELSE 0 END)" })
        return try session.query(
            """
            SELECT rule, unit, COALESCE(done_by, assignee, 0), \(sums) FROM follow_up WHERE \(within(cohort, organisation))
              AND done_channel NOT IN (\(SQL.list(channels.map(\.rawValue)))) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
            """) {
            Cell(
                rule: $0.text(0), unit: $0.id(1), person: $0.id(2), counts: [.doneInTime: Int($0.int(3)), .doneLate: Int($0.int(4))], rated: 0, satisfied: 0)
        }
    }

    /// One exempt row: the event, and why nothing is due.
    public struct ExemptRow: Sendable, Hashable {
        public var id: Int64
        public var event: EventID
        public var rule: String
        public var unit: UnitID
        public var reason: String?
        public var clause: String?
        public var cohort: LocalDay
    }

    public static func exemptRows(
        _ cohort: Cohort, rule: String?, after id: Int64, limit: Int, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> [ExemptRow] {
        let ofRule: SQL = rule.map { "AND rule = \($0)" } ?? ""
        return try session.query(
            """
            SELECT id, event, rule, unit, reason, clause, cohort_day FROM eligible WHERE organisation = \(organisation) AND adoption = \(cohort.adoption)
              AND cohort_day BETWEEN \(cohort.from) AND \(cohort.to) AND unit IN (\(SQL.list(cohort.units))) AND standing = 'exempt' \(ofRule) AND id > \(id)
            ORDER BY id LIMIT \(limit)
            """) {
            ExemptRow(
                id: $0.int(0), event: $0.id(1), rule: $0.text(2), unit: $0.id(3), reason: $0.optionalText(4), clause: $0.optionalText(5), cohort: $0.day(6))
        }
    }

    /// How often each answer of a choice was given in the records that settled follow-ups of the cohort.
    ///
    /// A LEFT JOIN, whose conditions stand with it, keeps the order: each record's answers are looked up by the record. Otherwise statistics of one
    /// table without the other's, which somebody may have gathered, turn it round: every answer of the organisation looks for its record in the cohort. The plus keeps the
    /// index of codes out for the same reason.
    public static func answers(
        _ cohort: Cohort, fields: [String], of organisation: OrganisationID, in session: any SQLReading
    ) throws -> [(rule: String, field: String, code: String, count: Int)] {
        guard !fields.isEmpty else { return [] }
        if cohort.isPresent { return try AnswerCountRows.answers(cohort, fields: fields, of: organisation, in: session) }
        let counts = try session.query(
            """
            SELECT follow_up.rule, answer.field, answer.code, COUNT(*) FROM follow_up
              LEFT JOIN answer ON answer.organisation = follow_up.organisation AND answer.record = follow_up.record
                AND answer.field IN (\(SQL.list(fields))) AND +answer.code IS NOT NULL
            WHERE \(within(cohort, organisation)) AND done_recorded_at <= \(cohort.cutOff)
            GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
            """) { (rule: $0.text(0), field: $0.optionalText(1), code: $0.optionalText(2), count: Int($0.int(3))) }
        return counts.compactMap { row in
            guard let field = row.field, let code = row.code else { return nil }
            return (row.rule, field, code, row.count)
        }
    }

    /// What a figure opens to: the follow-ups of some buckets (of all, when none is named), by id.
    public static func rows(
        _ cohort: Cohort, rule: String?, person: StaffID?, buckets: [Bucket], after id: FollowUpID, limit: Int, of organisation: OrganisationID,
        in session: any SQLReading
    ) throws -> [FollowUpRow] {
        var conditions = [within(cohort, organisation), "occurrence = 1", "id > \(id)"] as [SQL]
        if let rule { conditions.append("rule = \(rule)") }
        if let person { conditions.append("COALESCE(done_by, assignee, 0) = \(person)") }
        if !buckets.isEmpty { conditions.append("(\(SQL.joined(buckets.map { condition($0, at: cohort.cutOff) }, separator: " OR ")))") }
        return try session.query(
            "\(FollowUpRows.select) WHERE \(SQL.joined(conditions, separator: " AND ")) ORDER BY id LIMIT \(limit)", FollowUpRows.decode)
    }

    static func within(_ cohort: Cohort, _ organisation: OrganisationID, as table: String = "follow_up") -> SQL {
        """
        \(raw: table).organisation = \(organisation) AND \(raw: table).adoption = \(cohort.adoption) AND \(raw: table).cohort_day BETWEEN \(cohort.from) AND \(cohort.to)
          AND \(raw: table).unit IN (\(SQL.list(cohort.units))) AND \(raw: table).state NOT IN ('withdrawn', 'exempt')
        """
    }

    /// The one definition in SQL of the bucket of a follow-up at a cut-off; the statistics floor has the same in Swift, and a test compares them.
    static func condition(_ bucket: Bucket, at cutOff: Instant) -> SQL {
        let isDone: SQL = "(done_at IS NOT NULL AND done_recorded_at <= \(cutOff))"
        return switch bucket {
        case .windowOpen: "due_at > \(cutOff)"
        case .doneInTime: "(due_at <= \(cutOff) AND \(isDone) AND done_at <= due_at)"
        case .doneLate: "(due_at <= \(cutOff) AND \(isDone) AND done_at > due_at)"
        case .lost: "(due_at <= \(cutOff) AND NOT \(isDone) AND state = 'lost')"
        case .notDone: "(due_at <= \(cutOff) AND NOT \(isDone) AND state <> 'lost')"
        }
    }
}
