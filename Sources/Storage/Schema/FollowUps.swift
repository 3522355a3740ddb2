extension Schema {
    static let followUps = [
        """
        CREATE TABLE eligible (
            id {id}, organisation {int} NOT NULL, adoption {int} NOT NULL, edition {int} NOT NULL, rule {text} NOT NULL, event {int} NOT NULL,
            unit {int} NOT NULL, standing {text} NOT NULL, reason {text}, clause {text}, cohort_day {int} NOT NULL{key}
        ) {strict}
        """,
        "CREATE UNIQUE INDEX eligible_key ON eligible (organisation, event, adoption, rule)",
        "CREATE INDEX eligible_cohort ON eligible (organisation, adoption, cohort_day, rule, unit, standing)",
        // due_day is the local day of the limit; `channel` the present step of the ladder; `wait_until` no further try before (spacing, agreed call, postponed).
        """
        CREATE TABLE follow_up (
            id {id}, organisation {int} NOT NULL, adoption {int} NOT NULL, edition {int} NOT NULL, rule {text} NOT NULL, event {int} NOT NULL,
            occurrence {int} NOT NULL, caused_by_record {int}, party {int}, matter {int}, unit {int} NOT NULL, severity {text}, role {text} NOT NULL, mode {text} NOT NULL,
            assignee {int}, opens_at {int} NOT NULL, aim_at {int}, due_at {int} NOT NULL, due_day {int} NOT NULL, cohort_day {int} NOT NULL,
            is_provisional {int} NOT NULL, calendar_revision {text} NOT NULL, state {text} NOT NULL, is_opened {int} NOT NULL, ranking {int} NOT NULL, is_touched {int} NOT NULL, flag {text},
            channel {text}, attempts {int} NOT NULL, last_result {text}, last_at {int}, agreed_at {int}, wait_until {int}, appointment_at {int}, appointment_made_at {int},
            done_at {int}, done_recorded_at {int}, done_by {int}, done_channel {text}, record {int}, is_satisfied {int},
            claimed_by {int}, claimed_until {int}, planned_at {int} NOT NULL{key}
        ) {strict}
        """,
        "CREATE UNIQUE INDEX follow_up_key ON follow_up (organisation, event, adoption, rule, occurrence)",
        // The queues: most urgent first, for a person, a unit, and what nobody has yet.
        "CREATE INDEX follow_up_mine ON follow_up (organisation, assignee, ranking, due_at, id) WHERE state IN ('planned', 'accepted')",
        "CREATE INDEX follow_up_unit ON follow_up (organisation, unit, ranking, due_at, id) WHERE state IN ('planned', 'accepted')",
        "CREATE INDEX follow_up_pool ON follow_up (organisation, unit, ranking, due_at, id) WHERE state IN ('planned', 'accepted') AND assignee IS NULL",
        "CREATE INDEX follow_up_party ON follow_up (organisation, party, id) WHERE party IS NOT NULL",
        "CREATE INDEX follow_up_opening ON follow_up (organisation, opens_at) WHERE state = 'planned' AND is_opened = 0",
        "CREATE INDEX follow_up_agreed ON follow_up (organisation, assignee, agreed_at) WHERE state IN ('planned', 'accepted') AND agreed_at IS NOT NULL",
        "CREATE INDEX follow_up_provisional ON follow_up (organisation, calendar_revision, id) WHERE is_provisional = 1 AND state IN ('planned', 'accepted')",
        "CREATE INDEX follow_up_done ON follow_up (organisation, done_by, done_recorded_at) WHERE done_recorded_at IS NOT NULL",
        """
        CREATE INDEX follow_up_cohort ON follow_up
            (organisation, adoption, cohort_day, rule, unit, occurrence, state, due_at, done_at, done_recorded_at, done_by, assignee, is_satisfied)
        """,
        """
        CREATE TABLE follow_up_count (
            organisation {int} NOT NULL, unit {int} NOT NULL, person {int} NOT NULL, adoption {int} NOT NULL, rule {text} NOT NULL, state {text} NOT NULL,
            due_day {int} NOT NULL, amount {int} NOT NULL, PRIMARY KEY (organisation, unit, person, adoption, rule, state, due_day)
        ) {strict}
        """,
        "CREATE INDEX follow_up_count_person ON follow_up_count (organisation, person, state, due_day, amount)",
        "CREATE INDEX follow_up_count_unit ON follow_up_count (organisation, unit, state, due_day, amount)",
        """
        CREATE TABLE draft (
            organisation {int} NOT NULL, follow_up {int} NOT NULL, account {int} NOT NULL, body {text} NOT NULL, saved_at {int} NOT NULL,
            PRIMARY KEY (organisation, follow_up, account)
        ) {strict}
        """,
    ]
    /// The queues out of their indexes alone, and the few rows that a tile counts without passing by all the others.
    static let queueIndexes = [
        "DROP INDEX follow_up_mine",
        "DROP INDEX follow_up_unit",
        "DROP INDEX follow_up_pool",
        """
        CREATE INDEX follow_up_mine ON follow_up (organisation, assignee, ranking, due_at, id, opens_at, wait_until, agreed_at, state)
            WHERE state IN ('planned', 'accepted')
        """,
        """
        CREATE INDEX follow_up_unit ON follow_up (organisation, unit, ranking, due_at, id, opens_at, wait_until, agreed_at, state)
            WHERE state IN ('planned', 'accepted')
        """,
        """
        CREATE INDEX follow_up_pool ON follow_up (organisation, unit, ranking, due_at, id, opens_at, wait_until, agreed_at, state, assignee)
            WHERE state IN ('planned', 'accepted') AND assignee IS NULL
        """,
        "CREATE INDEX follow_up_ahead ON follow_up (organisation, unit, opens_at, wait_until, state, assignee) WHERE state IN ('planned', 'accepted')",
        """
        CREATE INDEX follow_up_agreed_unit ON follow_up (organisation, unit, agreed_at, opens_at, state, assignee)
            WHERE state IN ('planned', 'accepted') AND agreed_at IS NOT NULL
        """,
        """
        CREATE INDEX follow_up_waiting ON follow_up (organisation, unit, wait_until, opens_at, state, assignee)
            WHERE state IN ('planned', 'accepted') AND wait_until IS NOT NULL
        """,
    ]

    /// The same for one person: without it, all that somebody has is passed by to count the few that wait.
    static let waitingOfAPerson = [
        """
        CREATE INDEX follow_up_waiting_mine ON follow_up (organisation, assignee, wait_until, opens_at, state)
            WHERE state IN ('planned', 'accepted') AND wait_until IS NOT NULL
        """
    ]
}
