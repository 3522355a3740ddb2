extension Schema {
    /// Persons that turned out to be one: who became whom, and which rows moved, so that it can be undone.
    static let merges = [
        "ALTER TABLE party ADD COLUMN merged_into {int}",
        "CREATE INDEX party_merged ON party (organisation, merged_into) WHERE merged_into IS NOT NULL",
        "CREATE INDEX promise_party ON promise (organisation, party) WHERE party IS NOT NULL",
        // `before` is what the survivor's row said: status and refusals. `has_ended` = follow-ups were ended by it, which nothing brings back.
        """
        CREATE TABLE party_merge (
            id {id}, organisation {int} NOT NULL, survivor {int} NOT NULL, merged {int} NOT NULL, event {int}, staff {int} NOT NULL, why {text},
            before {json} NOT NULL, has_ended {int} NOT NULL, merged_at {int} NOT NULL, undone_at {int}{key}
        ) {strict}
        """,
        "CREATE INDEX party_merge_survivor ON party_merge (organisation, survivor, id)",
        "CREATE INDEX party_merge_merged ON party_merge (organisation, merged, id)",
        // kind: the table whose row moved; `contactPoint` and `unit` rows were added to the survivor.
        """
        CREATE TABLE party_merge_row (
            organisation {int} NOT NULL, merge {int} NOT NULL, kind {text} NOT NULL, row {int} NOT NULL, PRIMARY KEY (organisation, merge, kind, row)
        ) {strict}
        """,
    ]
}
