extension Schema {
    /// Plans of rounds: what the house proposed, what people made of it.
    static let visitPlans = [
        // state: drafting (lines are proposed in the order of parties) | ready | issuing (lines become turns in their order) | issued.
        """
        CREATE TABLE visit_plan (
            id {id}, organisation {int} NOT NULL, adoption {int} NOT NULL, edition {int} NOT NULL, rule {text} NOT NULL, unit {int} NOT NULL,
            period {text} NOT NULL, first_day {int} NOT NULL, last_day {int} NOT NULL, state {text} NOT NULL, last_party {int} NOT NULL, looked_at {int} NOT NULL,
            issued {int} NOT NULL, duty {int}, created_at {int} NOT NULL{key}
        ) {strict}
        """,
        "CREATE UNIQUE INDEX visit_plan_key ON visit_plan (organisation, adoption, rule, unit, period)",
        "CREATE INDEX visit_plan_unit ON visit_plan (organisation, unit, id)",
        "CREATE UNIQUE INDEX visit_plan_duty ON visit_plan (organisation, duty) WHERE duty IS NOT NULL",
        // standing: proposed | changed | added | dropped. `visit_day` NULL = at any time of the period, `staff` NULL = whoever holds the role.
        """
        CREATE TABLE visit_plan_line (
            organisation {int} NOT NULL, plan {int} NOT NULL, party {int} NOT NULL, position {int} NOT NULL, visit_day {int}, staff {int},
            standing {text} NOT NULL, reason {text}, PRIMARY KEY (organisation, plan, party)
        ) {strict}
        """,
        "CREATE UNIQUE INDEX visit_plan_line_position ON visit_plan_line (organisation, plan, position)",
    ]
}
