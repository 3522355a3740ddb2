extension Schema {
    /// Assessments beside the duties in which they are decided: what was told, objected, heard and decided, on a figure that stays.
    static let assessments = [
        // id is the duty's. state: open | told | accepted | objected | heard | decided. `figure` and `evidence` stand from the telling on.
        """
        CREATE TABLE assessment (
            id {id}, organisation {int} NOT NULL, adoption {int} NOT NULL, edition {int} NOT NULL, rule {text} NOT NULL, unit {int} NOT NULL, staff {int},
            from_day {int} NOT NULL, to_day {int} NOT NULL, state {text} NOT NULL, figure {text}, evidence {json} NOT NULL, cut_off {int},
            told_by {int}, told_at {int}, object_by {int}, objected_by {int}, objected_at {int}, objection {text},
            heard_by {int}, heard_at {int}, is_upheld {int}, hearing {text},
            decision {text}, decided_by {int}, decided_at {int}, reason {text}{key}
        ) {strict}
        """,
        "CREATE INDEX assessment_unit ON assessment (organisation, unit, id)",
        "CREATE INDEX assessment_staff ON assessment (organisation, staff, id) WHERE staff IS NOT NULL",
        "CREATE INDEX assessment_line ON assessment (organisation, adoption, rule, unit, staff, from_day)",
        // What turned out afterwards: it is carried into a later period and changes no decided one. `settled_in` is the assessment that took it up.
        """
        CREATE TABLE assessment_correction (
            id {id}, organisation {int} NOT NULL, assessment {int} NOT NULL, text {text} NOT NULL, noted_by {int} NOT NULL, noted_at {int} NOT NULL,
            settled_in {int}{key}
        ) {strict}
        """,
        "CREATE INDEX assessment_correction_of ON assessment_correction (organisation, assessment, id)",
        "CREATE INDEX assessment_correction_in ON assessment_correction (organisation, settled_in) WHERE settled_in IS NOT NULL",
    ]
}
