extension Schema {
    /// Whom the organisation keeps in its books, and how far each round has come.
    static let rounds = [
        // A party of a unit from `since_day` to `until_day`, both days included; `grouping` is its class (key account …).
        """
        CREATE TABLE kept_party (
            organisation {int} NOT NULL, unit {int} NOT NULL, kind {text} NOT NULL, party {int} NOT NULL, since_day {int} NOT NULL, until_day {int},
            grouping {text}, PRIMARY KEY (organisation, unit, kind, party)
        ) {strict}
        """,
        "CREATE INDEX kept_party_joining ON kept_party (organisation, unit, kind, since_day, party)",
        "CREATE INDEX kept_party_leaving ON kept_party (organisation, unit, kind, until_day, party) WHERE until_day IS NOT NULL",
        "CREATE INDEX kept_party_of ON kept_party (organisation, party)",
        // state: gathering (turns are made in the order of parties, `last_party` was the last) | standing. Changes are followed through `through_day`.
        """
        CREATE TABLE visit_round (
            organisation {int} NOT NULL, adoption {int} NOT NULL, rule {text} NOT NULL, unit {int} NOT NULL, period {text} NOT NULL,
            first_day {int} NOT NULL, last_day {int} NOT NULL, state {text} NOT NULL, last_party {int} NOT NULL, through_day {int} NOT NULL,
            looked_at {int} NOT NULL, turns {int} NOT NULL, PRIMARY KEY (organisation, adoption, rule, unit, period)
        ) {strict}
        """,
    ]
}
