extension Schema {
    static let reports = [
        // state: draft | submitted | approved (frozen at its cut-off). Later facts make the next version.
        """
        CREATE TABLE report (
            id {id}, organisation {int} NOT NULL, adoption {int} NOT NULL, rule {text} NOT NULL, unit {int} NOT NULL, from_day {int} NOT NULL, to_day {int} NOT NULL,
            version {int} NOT NULL, state {text} NOT NULL, cut_off {int} NOT NULL, body {json} NOT NULL, comment {text}, created_by {int} NOT NULL,
            created_at {int} NOT NULL, submitted_by {int}, submitted_at {int}, approved_by {int}, approved_at {int}{key}
        ) {strict}
        """,
        "CREATE UNIQUE INDEX report_key ON report (organisation, adoption, rule, unit, from_day, version)",
        "CREATE INDEX report_recent ON report (organisation, from_day, id)",
    ]
}
