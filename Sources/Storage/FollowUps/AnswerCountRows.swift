import Domain
import SQLCore

/// Counters of coded answers in the records that settle follow-ups, by question, cohort day, rule and unit, written in the transaction that changes the follow-up.
public enum AnswerCountRows {
    private struct Key: Hashable {
        var record: RecordID
        var adoption: AdoptionID
        var cohortDay: LocalDay
        var rule: String
        var unit: UnitID
    }

    private static func key(_ row: FollowUpRow) -> Key? {
        let f = row.followUp
        guard let record = row.record, f.state != .withdrawn, f.state != .exempt else { return nil }
        return Key(record: record, adoption: f.adoption, cohortDay: row.cohortDay, rule: f.rule, unit: f.unit)
    }

    /// The answers of a record never change: it is the follow-up that takes a record on or gives it up.
    static func move(from old: FollowUpRow, to row: FollowUpRow, of organisation: OrganisationID, in session: any SQLWriting) throws {
        let (before, after) = (key(old), key(row))
        guard before != after else { return }
        if let before { try add(before, sign: -1, of: organisation, in: session) }
        if let after { try add(after, sign: 1, of: organisation, in: session) }
    }

    private static func add(_ key: Key, sign: Int, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO answer_count (organisation, adoption, field, cohort_day, rule, unit, code, amount)
            SELECT organisation, \(key.adoption), field, \(key.cohortDay), \(key.rule), \(key.unit), code, \(sign) * COUNT(*) FROM answer
            WHERE organisation = \(organisation) AND record = \(key.record) AND +code IS NOT NULL GROUP BY organisation, field, code
            ON CONFLICT (organisation, adoption, field, cohort_day, rule, unit, code) DO UPDATE SET amount = answer_count.amount + excluded.amount
            """)
    }

    static func answers(
        _ cohort: CohortRows.Cohort, fields: [String], of organisation: OrganisationID, in session: any SQLReading
    ) throws -> [(rule: String, field: String, code: String, count: Int)] {
        try session.query(
            """
            SELECT rule, field, code, SUM(amount) FROM answer_count WHERE organisation = \(organisation) AND adoption = \(cohort.adoption)
              AND field IN (\(SQL.list(fields))) AND cohort_day BETWEEN \(cohort.from) AND \(cohort.to) AND unit IN (\(SQL.list(cohort.units)))
            GROUP BY 1, 2, 3 HAVING SUM(amount) > 0 ORDER BY 1, 2, 3
            """) { ($0.text(0), $0.text(1), $0.text(2), Int($0.int(3))) }
    }

    /// Counters that differ from a recount, as text; empty when all agree. Reads every answer: for `verify`.
    public static func differences(of organisation: OrganisationID, in session: any SQLReading) throws -> [String] {
        try session.query(
            """
            SELECT adoption, field, cohort_day, rule, unit, code, SUM(counted), SUM(recounted) FROM (
              SELECT adoption, field, cohort_day, rule, unit, code, amount AS counted, 0 AS recounted FROM answer_count WHERE organisation = \(organisation)
              UNION ALL
              SELECT f.adoption, a.field, f.cohort_day, f.rule, f.unit, a.code, 0, COUNT(*) FROM follow_up f
              JOIN answer a ON a.organisation = f.organisation AND a.record = f.record
              WHERE f.organisation = \(organisation) AND f.state NOT IN ('withdrawn', 'exempt') AND +a.code IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6
            ) AS both_ways GROUP BY 1, 2, 3, 4, 5, 6 HAVING SUM(counted) <> SUM(recounted) ORDER BY 1, 2, 3, 4, 5, 6
            """) { "answer \($0.text(1)) \($0.text(5)) cohort \($0.int(2)) rule \($0.text(3)) unit \($0.int(4)): counted \($0.int(6)), recounted \($0.int(7))" }
    }
}
