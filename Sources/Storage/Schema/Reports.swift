extension Schema {
    static let reports = [
        // state: draft | approved | frozen. Later facts make the next version; `hash` is SHA-256 of the frozen body.
        """
        CREATE TABLE report (
            id {id}, organisation {int} NOT NULL, adoption {int} NOT NULL, rule {text} NOT NULL, unit {int} NOT NULL, from_day {int} NOT NULL, to_day {int} NOT NULL,
            version {int} NOT NULL, state {text} NOT NULL, cut_off {int} NOT NULL, body {json} NOT NULL, comment {text}, created_by {int} NOT NULL,
            created_at {int} NOT NULL, approved_by {int}, approved_at {int}, frozen_by {int}, frozen_at {int},
            hash {text}{key}
        ) {strict}
        """,
        "CREATE UNIQUE INDEX report_key ON report (organisation, adoption, rule, unit, from_day, version)",
        "CREATE INDEX report_recent ON report (organisation, from_day, id)",
    ]
}
