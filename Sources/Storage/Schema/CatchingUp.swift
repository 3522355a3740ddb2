extension Schema {
    /// One row for each edition that was put in force after facts of its days had come, until all of them have been looked at.
    static let catchingUp = [
        """
        CREATE TABLE catch_up (
            organisation {int} NOT NULL, edition {int} NOT NULL, since_at {int} NOT NULL, until_at {int} NOT NULL, unit {int}, kind {text},
            occurred_at {int}, event {int}, looked_at {int} NOT NULL, planned {int} NOT NULL, PRIMARY KEY (organisation, edition)
        ) {strict}
        """
    ]
}
