import Domain
import SQLCore

/// Counters of follow-ups by (unit, person, adoption, rule, state, due day), written in the transaction that changes the follow-up.
///
/// Overdue and due soon are sums of day buckets; no counter is called overdue, because nothing happens at midnight.
public enum CountRows {
    struct Key: Hashable {
        var unit: UnitID
        var person: StaffID
        var adoption: AdoptionID
        var rule: String
        var state: FollowUp.State
        var dueDay: LocalDay
    }

    static func key(_ row: FollowUpRow) -> Key {
        let f = row.followUp
        return Key(unit: f.unit, person: f.assignee ?? StaffID(0), adoption: f.adoption, rule: f.rule, state: f.state, dueDay: row.dueDay)
    }

    static func add(_ amount: Int, _ row: FollowUpRow, of organisation: OrganisationID, in session: any SQLWriting) throws {
        let key = key(row)
        try session.execute(
            """
            INSERT INTO follow_up_count (organisation, unit, person, adoption, rule, state, due_day, amount)
            VALUES (\(organisation), \(key.unit), \(key.person), \(key.adoption), \(key.rule), \(key.state.rawValue), \(key.dueDay), \(amount))
            ON CONFLICT (organisation, unit, person, adoption, rule, state, due_day) DO UPDATE SET amount = follow_up_count.amount + excluded.amount
            """)
    }

    /// Open follow-ups by due day, for a person or for units; `before` bounds the days (exclusive) so that the sum stays small.
    public static func open(
        person: StaffID?, units: [UnitID], from: LocalDay?, to: LocalDay?, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> Int {
        var conditions: [SQL] = ["organisation = \(organisation)", "state IN ('planned', 'accepted')"]
        if let person { conditions.append("person = \(person)") }
        if !units.isEmpty { conditions.append("unit IN (\(SQL.list(units)))") }
        if let from { conditions.append("due_day >= \(from)") }
        if let to { conditions.append("due_day <= \(to)") }
        return try session.first("SELECT COALESCE(SUM(amount), 0) FROM follow_up_count WHERE \(SQL.joined(conditions, separator: " AND "))") { Int($0.int(0)) } ?? 0
    }

    /// Keys whose counter differs from a recount, as text; empty when all agree. Reads every follow-up: for `verify`.
    public static func differences(of organisation: OrganisationID, in session: any SQLReading) throws -> [String] {
        try session.query(
            """
            SELECT unit, person, adoption, rule, state, due_day, SUM(counted), SUM(recounted) FROM (
              SELECT unit, person, adoption, rule, state, due_day, amount AS counted, 0 AS recounted FROM follow_up_count WHERE organisation = \(organisation)
              UNION ALL
              SELECT unit, COALESCE(assignee, 0), adoption, rule, state, due_day, 0, COUNT(*) FROM follow_up WHERE organisation = \(organisation)
              GROUP BY unit, COALESCE(assignee, 0), adoption, rule, state, due_day
            ) AS both_ways GROUP BY unit, person, adoption, rule, state, due_day HAVING SUM(counted) <> SUM(recounted) ORDER BY 1, 2, 3, 4, 5, 6
            """) { "unit \($0.int(0)) person \($0.int(1)) rule \($0.text(3)) \($0.text(4)) day \($0.int(5)): counted \($0.int(6)), recounted \($0.int(7))" }
    }
}
