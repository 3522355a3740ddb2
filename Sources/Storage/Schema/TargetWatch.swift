extension Schema {
    /// What was told of targets, once a period and standing; and when they were last looked at.
    static let targetWatch = [
        """
        CREATE TABLE target_watch (
            organisation {int} NOT NULL, adoption {int} NOT NULL, target {text} NOT NULL, unit {int} NOT NULL, from_day {int} NOT NULL, standing {text} NOT NULL,
            since_day {int} NOT NULL, PRIMARY KEY (organisation, adoption, target, unit, from_day, standing)
        ) {strict}
        """,
        "CREATE TABLE target_look (organisation {int} NOT NULL, day {int} NOT NULL, PRIMARY KEY (organisation, day)) {strict}",
    ]
}
