import Domain
import SQLCore

/// Counts of a cohort by the value that an attribute of the event has: each worker's jobs, each trade.
public enum StratumRows {
    public struct Cell: Sendable, Hashable {
        /// As the event says it; empty where it says nothing.
        public var value: String
        public var counts: [CohortRows.Bucket: Int]
        /// Left out by a draw or a choice, their time being over.
        public var leftOut: Int
    }

    public static func cells(
        _ cohort: CohortRows.Cohort, rules: [String], attribute: String, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> [Cell] {
        var cells = try made(cohort, rules, attribute, organisation, session)
        for (value, count) in try leftOut(cohort, rules, attribute, organisation, session) {
            if let index = cells.firstIndex(where: { $0.value == value }) {
                cells[index].leftOut = count
            } else {
                cells.append(Cell(value: value, counts: [:], leftOut: count))
            }
        }
        return cells.sorted { $0.value < $1.value }
    }

    private static func made(
        _ cohort: CohortRows.Cohort, _ rules: [String], _ attribute: String, _ organisation: OrganisationID, _ session: any SQLReading
    ) throws -> [Cell] {
        let buckets = CohortRows.Bucket.allCases
        let flags = SQL.joined(buckets.enumerated().map { "CASE WHEN \(CohortRows.condition($0.element, at: cohort.cutOff)) THEN 1 ELSE 0 END AS \(column($0.offset))" })
        let sums = SQL.joined(buckets.indices.map { "SUM(some.\(column($0)))" })
        return try session.query(
            """
            SELECT COALESCE(event.attributes ->> \(attribute), ''), \(sums) FROM (
              SELECT event AS about, \(flags) FROM follow_up WHERE \(CohortRows.within(cohort, organisation)) AND occurrence = 1 AND rule IN (\(SQL.list(rules)))
            ) some JOIN event ON event.organisation = \(organisation) AND event.id = some.about GROUP BY 1 ORDER BY 1
            """) { row in
            let counts = buckets.enumerated().map { ($0.element, Int(row.int(1 + $0.offset))) }
            return Cell(value: row.text(0), counts: Dictionary(counts, uniquingKeysWith: { a, _ in a }), leftOut: 0)
        }
    }

    private static func leftOut(
        _ cohort: CohortRows.Cohort, _ rules: [String], _ attribute: String, _ organisation: OrganisationID, _ session: any SQLReading
    ) throws -> [(String, Int)] {
        try session.query(
            """
            SELECT COALESCE(event.attributes ->> \(attribute), ''), COUNT(*) FROM eligible JOIN event ON event.organisation = eligible.organisation AND event.id = eligible.event
            WHERE eligible.organisation = \(organisation) AND eligible.adoption = \(cohort.adoption) AND eligible.cohort_day BETWEEN \(cohort.from) AND \(cohort.to)
              AND eligible.unit IN (\(SQL.list(cohort.units))) AND eligible.standing IN ('waiting', 'notDrawn') AND eligible.due_at <= \(cohort.cutOff)
              AND eligible.rule IN (\(SQL.list(rules))) GROUP BY 1 ORDER BY 1
            """) { ($0.text(0), Int($0.int(1))) }
    }

    private static func column(_ index: Int) -> SQL { ["b0", "b1", "b2", "b3", "b4"][index] }
}
