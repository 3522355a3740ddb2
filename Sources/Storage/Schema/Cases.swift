extension Schema {
    /// A `next_due_at` of cases whose clocks all stand or have stopped: after every real limit.
    public static let noDeadline: Int64 = 9_007_199_254_740_991

    /// Cases handled by a regulation: steps, clocks, sheets to departments, reports merged into one.
    static let cases = [
        // Which rule handles it; who received it, who answers for it, to whom it is being handed over; `life` counts up when it is opened again.
        "ALTER TABLE case_file ADD COLUMN adoption {int}",
        "ALTER TABLE case_file ADD COLUMN edition {int}",
        "ALTER TABLE case_file ADD COLUMN rule {text}",
        "ALTER TABLE case_file ADD COLUMN receiver {int}",
        "ALTER TABLE case_file ADD COLUMN role {text}",
        "ALTER TABLE case_file ADD COLUMN handed_to {int}",
        "ALTER TABLE case_file ADD COLUMN next_due_at {int} NOT NULL DEFAULT 9007199254740991",
        "ALTER TABLE case_file ADD COLUMN version {int} NOT NULL DEFAULT 1",
        "ALTER TABLE case_file ADD COLUMN life {int} NOT NULL DEFAULT 1",
        "ALTER TABLE case_file ADD COLUMN life_began_at {int}",
        "ALTER TABLE case_file ADD COLUMN merged_into {int}",
        "ALTER TABLE case_file ADD COLUMN decisions {text} NOT NULL DEFAULT '{}'",
        "ALTER TABLE case_file ADD COLUMN last_step {text}",
        "ALTER TABLE case_file ADD COLUMN cause {text}",
        "ALTER TABLE case_file ADD COLUMN measure {text}",
        "CREATE INDEX case_file_due ON case_file (organisation, unit, next_due_at, id) WHERE stage = 'received'",
        "CREATE INDEX case_file_owner ON case_file (organisation, owner, next_due_at, id) WHERE stage = 'received'",
        "CREATE INDEX case_file_merged ON case_file (organisation, merged_into) WHERE merged_into IS NOT NULL",
        """
        CREATE TABLE case_step (
            id {id}, organisation {int} NOT NULL, case_file {int} NOT NULL, life {int} NOT NULL, code {text} NOT NULL, happened_at {int} NOT NULL,
            recorded_at {int} NOT NULL, staff {int} NOT NULL, unit {int}, note {text}, sheet {int}, event {int}{key}
        ) {strict}
        """,
        "CREATE INDEX case_step_of ON case_step (organisation, case_file, id)",
        // state: running | paused | stopped | replaced | dropped. `tell_at`: when it next makes something happen.
        """
        CREATE TABLE case_clock (
            organisation {int} NOT NULL, case_file {int} NOT NULL, life {int} NOT NULL, clock {text} NOT NULL, round {int} NOT NULL, started_at {int} NOT NULL,
            state {text} NOT NULL, due_at {int}, remaining {int}, remaining_unit {text}, since {int}, replaced_by {text}, is_late {int} NOT NULL,
            is_provisional {int} NOT NULL, calendar {text} NOT NULL, derivation {json} NOT NULL, tell_at {int}, moved_from {int}, moved_because {text},
            PRIMARY KEY (organisation, case_file, life, clock, round)
        ) {strict}
        """,
        "CREATE INDEX case_clock_tell ON case_clock (organisation, tell_at, case_file) WHERE tell_at IS NOT NULL",
        "CREATE INDEX case_clock_open ON case_clock (organisation, calendar, case_file) WHERE state IN ('running', 'paused')",
        // What a clock made happen, each once: when it was due by the rule, and when it was done.
        """
        CREATE TABLE clock_act (
            organisation {int} NOT NULL, case_file {int} NOT NULL, life {int} NOT NULL, clock {text} NOT NULL, round {int} NOT NULL, act {text} NOT NULL,
            kind {text} NOT NULL, due_at {int} NOT NULL, done_at {int} NOT NULL, role {text}, staff {int},
            PRIMARY KEY (organisation, case_file, life, clock, round, act)
        ) {strict}
        """,
        // A sheet to a department. state: sent | accepted | returned | answered | withdrawn.
        """
        CREATE TABLE case_sheet (
            id {id}, organisation {int} NOT NULL, case_file {int} NOT NULL, unit {int} NOT NULL, is_lead {int} NOT NULL, state {text} NOT NULL,
            task {text} NOT NULL, sent_by {int} NOT NULL, sent_at {int} NOT NULL, due_at {int}, taken_by {int}, taken_at {int}, return_reason {text},
            answer {text}, answered_by {int}, answered_at {int}, signed_by {int}, signed_at {int}{key}
        ) {strict}
        """,
        "CREATE INDEX case_sheet_of ON case_sheet (organisation, case_file, id)",
        "CREATE INDEX case_sheet_unit ON case_sheet (organisation, unit, state, id)",
        // Every report that came in about the matter stays as it was told.
        """
        CREATE TABLE case_report (
            organisation {int} NOT NULL, case_file {int} NOT NULL, event {int} NOT NULL, came_from {int}, merged_by {int}, merged_at {int},
            PRIMARY KEY (organisation, case_file, event)
        ) {strict}
        """,
        "CREATE UNIQUE INDEX case_report_event ON case_report (organisation, event)",
    ]
}
