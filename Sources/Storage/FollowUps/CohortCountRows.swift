import Domain
import SQLCore

/// Counters of follow-ups by cohort day, rule, unit, person and limit, with what has come of them, written in the transaction that changes the follow-up.
///
/// They say what holds now; a figure of an earlier cut-off is counted from the rows. The limit stays in the key until it has passed (`settle`), so that
/// "the window is still open" follows from it and the moment, and nothing happens at midnight.
public enum CohortCountRows {
    enum Standing: String { case open, inTime, late, lost }

    struct Key: Hashable {
        var adoption: AdoptionID
        var cohortDay: LocalDay
        var rule: String
        var unit: UnitID
        var person: StaffID
        var dueAt: Instant
        var standing: Standing
        /// What it adds: the first of an event stands for it, opinions count from each.
        var amount: Int
        var isSatisfied: Bool?
    }

    /// nil: in no count.
    static func key(_ row: FollowUpRow) -> Key? {
        let f = row.followUp
        guard f.state != .withdrawn, f.state != .exempt, f.occurrence == 1 || row.isSatisfied != nil else { return nil }
        return Key(
            adoption: f.adoption, cohortDay: row.cohortDay, rule: f.rule, unit: f.unit, person: row.doneBy ?? f.assignee ?? StaffID(0),
            dueAt: f.window.due, standing: standing(row), amount: f.occurrence == 1 ? 1 : 0, isSatisfied: row.isSatisfied)
    }

    private static func standing(_ row: FollowUpRow) -> Standing {
        guard let done = row.doneAt else { return row.followUp.state == .lost ? .lost : .open }
        return done <= row.followUp.window.due ? .inTime : .late
    }

    static func move(from old: FollowUpRow?, to row: FollowUpRow, of organisation: OrganisationID, in session: any SQLWriting) throws {
        let (before, after) = (old.flatMap(key), key(row))
        guard before != after else { return }
        if let before { try add(before, sign: -1, of: organisation, in: session) }
        if let after { try add(after, sign: 1, of: organisation, in: session) }
    }

    private static func add(_ key: Key, sign: Int, of organisation: OrganisationID, in session: any SQLWriting) throws {
        let (rated, satisfied) = (key.isSatisfied == nil ? 0 : sign, key.isSatisfied == true ? sign : 0)
        try session.execute(
            """
            INSERT INTO cohort_count (organisation, adoption, cohort_day, rule, unit, person, due_at, standing, amount, rated, satisfied)
            VALUES (\(organisation), \(key.adoption), \(key.cohortDay), \(key.rule), \(key.unit), \(key.person), \(key.dueAt), \(key.standing.rawValue),
                \(sign * key.amount), \(rated), \(satisfied))
            \(sum)
            """)
    }

    private static let sum: SQL = """
        ON CONFLICT (organisation, adoption, cohort_day, rule, unit, person, due_at, standing) DO UPDATE SET amount = cohort_count.amount + excluded.amount,
            rated = cohort_count.rated + excluded.rated, satisfied = cohort_count.satisfied + excluded.satisfied
        """

    /// Puts up to `limit` counters whose limit has passed with those of their day; returns how many.
    public static func settle(before now: Instant, limit: Int, of organisation: OrganisationID, in session: any SQLWriting) throws -> Int {
        let passed = try session.query(
            "SELECT due_at FROM cohort_count WHERE organisation = \(organisation) AND due_at > 0 AND due_at <= \(now) ORDER BY due_at LIMIT \(limit)") { $0.instant(0) }
        guard let until = passed.last else { return 0 }
        let oldest: SQL = "organisation = \(organisation) AND due_at > 0 AND due_at <= \(until)"
        try session.execute(
            """
            INSERT INTO cohort_count (organisation, adoption, cohort_day, rule, unit, person, due_at, standing, amount, rated, satisfied)
            SELECT organisation, adoption, cohort_day, rule, unit, person, 0, standing, SUM(amount), SUM(rated), SUM(satisfied) FROM cohort_count
            WHERE \(oldest) GROUP BY organisation, adoption, cohort_day, rule, unit, person, standing
            \(sum)
            """)
        try session.execute("DELETE FROM cohort_count WHERE \(oldest)")
        return passed.count
    }

    // MARK: Figures

    static func cells(_ cohort: CohortRows.Cohort, of organisation: OrganisationID, in session: any SQLReading) throws -> [CohortRows.Cell] {
        let sums = SQL.joined(CohortRows.Bucket.allCases.map { "SUM(CASE WHEN \(condition($0, at: cohort.cutOff)) THEN amount ELSE 0 END)" })
        return try session.query(
            """
            SELECT rule, unit, person, \(sums), SUM(rated), SUM(satisfied) FROM cohort_count WHERE \(within(cohort, organisation)) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
            """, CohortRows.decodeCell
        ).filter { !$0.isEmpty }
    }

    static func open(
        _ cohort: CohortRows.Cohort, zone: CivilZone, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> [(rule: String, dueDay: LocalDay, done: Int, undone: Int)] {
        try session.query(
            """
            SELECT rule, (due_at - 1 + \(zone.offsetMinutes * 60_000)) / 86400000, SUM(CASE WHEN standing IN ('inTime', 'late') THEN amount ELSE 0 END),
                SUM(CASE WHEN standing IN ('inTime', 'late') THEN 0 ELSE amount END) FROM cohort_count
            WHERE \(within(cohort, organisation)) AND due_at > \(cohort.cutOff) GROUP BY 1, 2 HAVING SUM(amount) > 0 ORDER BY 1, 2
            """) { ($0.text(0), $0.day(1), Int($0.int(2)), Int($0.int(3))) }
    }

    private static func within(_ cohort: CohortRows.Cohort, _ organisation: OrganisationID) -> SQL {
        """
        organisation = \(organisation) AND adoption = \(cohort.adoption) AND cohort_day BETWEEN \(cohort.from) AND \(cohort.to)
          AND unit IN (\(SQL.list(cohort.units)))
        """
    }

    private static func condition(_ bucket: CohortRows.Bucket, at now: Instant) -> SQL {
        switch bucket {
        case .windowOpen: "due_at > \(now)"
        case .doneInTime: "(due_at <= \(now) AND standing = 'inTime')"
        case .doneLate: "(due_at <= \(now) AND standing = 'late')"
        case .lost: "(due_at <= \(now) AND standing = 'lost')"
        case .notDone: "(due_at <= \(now) AND standing = 'open')"
        }
    }

    // MARK: Recount

    /// Counters that differ from a recount, as text; empty when all agree. Reads every follow-up: for `verify`.
    public static func differences(of organisation: OrganisationID, in session: any SQLReading) throws -> [String] {
        try session.query(
            """
            SELECT adoption, cohort_day, rule, unit, person, standing, SUM(counted), SUM(recounted), SUM(rated), SUM(satisfied) FROM (
              SELECT adoption, cohort_day, rule, unit, person, standing, amount AS counted, 0 AS recounted, rated, satisfied FROM cohort_count
              WHERE organisation = \(organisation)
              UNION ALL
              SELECT adoption, cohort_day, rule, unit, COALESCE(done_by, assignee, 0),
                CASE WHEN done_at IS NULL THEN CASE WHEN state = 'lost' THEN 'lost' ELSE 'open' END WHEN done_at <= due_at THEN 'inTime' ELSE 'late' END,
                0, SUM(CASE WHEN occurrence = 1 THEN 1 ELSE 0 END), -SUM(CASE WHEN is_satisfied IS NOT NULL THEN 1 ELSE 0 END),
                -SUM(CASE WHEN is_satisfied = 1 THEN 1 ELSE 0 END)
              FROM follow_up WHERE organisation = \(organisation) AND state NOT IN ('withdrawn', 'exempt') GROUP BY 1, 2, 3, 4, 5, 6
            ) AS both_ways GROUP BY 1, 2, 3, 4, 5, 6 HAVING SUM(counted) <> SUM(recounted) OR SUM(rated) <> 0 OR SUM(satisfied) <> 0 ORDER BY 1, 2, 3, 4, 5, 6
            """) {
            """
            cohort \($0.int(1)) rule \($0.text(2)) unit \($0.int(3)) person \($0.int(4)) \($0.text(5)): counted \($0.int(6)), recounted \($0.int(7)), \
            opinions \($0.int(8)), content \($0.int(9)) too many
            """
        }
    }
}
