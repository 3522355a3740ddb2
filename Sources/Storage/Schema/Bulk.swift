extension Schema {
    /// Acts on many follow-ups at once, with the rows they were about and what those were before: so that the act can be undone.
    static let bulk = [
        // deed: reassign | postpone | remind. state: planned | running | done. `undoes` is the act that this one takes back; `is_cut`: more matched than one act takes.
        """
        CREATE TABLE bulk_act (
            id {id}, organisation {int} NOT NULL, actor {int} NOT NULL, account {int} NOT NULL, deed {text} NOT NULL, state {text} NOT NULL, assignee {int},
            until {int}, reason {text} NOT NULL, undoes {int}, is_cut {int} NOT NULL, total {int} NOT NULL, made_at {int} NOT NULL, ended_at {int}{key}
        ) {strict}
        """,
        "CREATE INDEX bulk_act_actor ON bulk_act (organisation, actor, id)",
        "CREATE INDEX bulk_act_running ON bulk_act (organisation, id) WHERE state = 'running'",
        // An act is undone once.
        "CREATE UNIQUE INDEX bulk_act_undoes ON bulk_act (organisation, undoes) WHERE undoes IS NOT NULL",
        // standing: waiting | done | left (with its reason). What stood in the row before and after, for those done.
        """
        CREATE TABLE bulk_row (
            organisation {int} NOT NULL, bulk {int} NOT NULL, position {int} NOT NULL, follow_up {int} NOT NULL, unit {int} NOT NULL, standing {text} NOT NULL,
            reason {text}, had {int}, has {int}, waited_until {int}, waits_until {int}, was_touched {int}, attempts {int},
            PRIMARY KEY (organisation, bulk, position)
        ) {strict}
        """,
        "CREATE INDEX bulk_row_standing ON bulk_row (organisation, bulk, standing, position)",
        "CREATE INDEX bulk_row_of ON bulk_row (organisation, follow_up, bulk)",
    ]
}

extension Schema {
    /// The counters of what is open, without the many days that count nothing any more.
    static let teamIndexes = [
        """
        CREATE INDEX follow_up_count_live ON follow_up_count (organisation, unit, person, due_day, amount, state)
            WHERE state IN ('planned', 'accepted') AND amount <> 0
        """,
    ]
}
