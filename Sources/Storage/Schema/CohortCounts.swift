extension Schema {
    /// Figures of the present without passing by the rows: what the follow-ups of each cohort day have come to, and what was answered.
    static let cohortCounts = [
        // standing: open | inTime | late | lost. `due_at` is 0 once the limit has passed: then it no longer decides anything.
        """
        CREATE TABLE cohort_count (
            organisation {int} NOT NULL, adoption {int} NOT NULL, cohort_day {int} NOT NULL, rule {text} NOT NULL, unit {int} NOT NULL, person {int} NOT NULL,
            due_at {int} NOT NULL, standing {text} NOT NULL, amount {int} NOT NULL, rated {int} NOT NULL, satisfied {int} NOT NULL,
            PRIMARY KEY (organisation, adoption, cohort_day, rule, unit, person, due_at, standing)
        ) {strict}
        """,
        "CREATE INDEX cohort_count_due ON cohort_count (organisation, due_at) WHERE due_at > 0",
        """
        INSERT INTO cohort_count (organisation, adoption, cohort_day, rule, unit, person, due_at, standing, amount, rated, satisfied)
        SELECT organisation, adoption, cohort_day, rule, unit, COALESCE(done_by, assignee, 0), due_at,
            CASE WHEN done_at IS NULL THEN CASE WHEN state = 'lost' THEN 'lost' ELSE 'open' END WHEN done_at <= due_at THEN 'inTime' ELSE 'late' END,
            SUM(CASE WHEN occurrence = 1 THEN 1 ELSE 0 END), SUM(CASE WHEN is_satisfied IS NOT NULL THEN 1 ELSE 0 END), SUM(CASE WHEN is_satisfied = 1 THEN 1 ELSE 0 END)
        FROM follow_up WHERE state NOT IN ('withdrawn', 'exempt') GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
        """,
        // Coded answers of the records that settle follow-ups.
        """
        CREATE TABLE answer_count (
            organisation {int} NOT NULL, adoption {int} NOT NULL, field {text} NOT NULL, cohort_day {int} NOT NULL, rule {text} NOT NULL, unit {int} NOT NULL,
            code {text} NOT NULL, amount {int} NOT NULL, PRIMARY KEY (organisation, adoption, field, cohort_day, rule, unit, code)
        ) {strict}
        """,
        """
        INSERT INTO answer_count (organisation, adoption, field, cohort_day, rule, unit, code, amount)
        SELECT f.organisation, f.adoption, a.field, f.cohort_day, f.rule, f.unit, a.code, COUNT(*)
        FROM follow_up f JOIN answer a ON a.organisation = f.organisation AND a.record = f.record
        WHERE f.state NOT IN ('withdrawn', 'exempt') AND a.code IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6, 7
        """,
        "CREATE INDEX eligible_exempt ON eligible (organisation, adoption, cohort_day, rule, unit) WHERE standing = 'exempt'",
    ]
}
