extension Schema {
    /// Partial coverage: frames that are drawn from, and what lies in each.
    static let draws = [
        // state: open | frozen. `frame` names the period or block; `closes_at` is when it is frozen, at the latest.
        """
        CREATE TABLE draw (
            id {id}, organisation {int} NOT NULL, adoption {int} NOT NULL, edition {int} NOT NULL, rule {text} NOT NULL, unit {int} NOT NULL, frame {text} NOT NULL,
            state {text} NOT NULL, opened_at {int} NOT NULL, closes_at {int} NOT NULL, seed {text}, frame_hash {text}, body {text}, frozen_at {int}{key}
        ) {strict}
        """,
        "CREATE UNIQUE INDEX draw_frame ON draw (organisation, adoption, rule, unit, frame)",
        "CREATE INDEX draw_open ON draw (organisation, closes_at, id) WHERE state = 'open'",
        "CREATE INDEX draw_unit ON draw (organisation, unit, id)",
        // standing: waiting | drawn | notDrawn | chosen | left; `place` in its stratum, 1 first; `replaces` the event whose place it took.
        """
        CREATE TABLE draw_entry (
            organisation {int} NOT NULL, draw {int} NOT NULL, event {int} NOT NULL, adoption {int} NOT NULL, rule {text} NOT NULL, name {text} NOT NULL,
            stratum {text} NOT NULL, standing {text} NOT NULL, place {int}, replaces {int}, reason {text}, PRIMARY KEY (organisation, draw, event)
        ) {strict}
        """,
        "CREATE UNIQUE INDEX draw_entry_event ON draw_entry (organisation, event, adoption, rule)",
        // Until when a follow-up would be due that a draw or a choice decides on.
        "ALTER TABLE eligible ADD COLUMN due_at {int}",
        "CREATE INDEX eligible_left_out ON eligible (organisation, adoption, cohort_day, rule, unit, due_at) WHERE standing IN ('waiting', 'notDrawn')",
    ]
}
