extension Schema {
    /// Filters of the queue that somebody keeps, for themselves or for a unit, and the one that a person begins with.
    static let views = [
        """
        CREATE TABLE saved_view (
            id {id}, organisation {int} NOT NULL, owner {int} NOT NULL, name {text} NOT NULL, filter {json} NOT NULL, unit {int}, role {text},
            changed_at {int} NOT NULL{key}
        ) {strict}
        """,
        "CREATE INDEX saved_view_owner ON saved_view (organisation, owner, id)",
        "CREATE INDEX saved_view_unit ON saved_view (organisation, unit, id) WHERE unit IS NOT NULL",
        """
        CREATE TABLE first_view (organisation {int} NOT NULL, staff {int} NOT NULL, view {int} NOT NULL, PRIMARY KEY (organisation, staff)) {strict}
        """,
    ]
}
