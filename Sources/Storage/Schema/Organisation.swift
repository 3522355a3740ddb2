extension Schema {
    static let organisation = [
        """
        CREATE TABLE organisation (
            id {int} NOT NULL PRIMARY KEY, code {text} NOT NULL UNIQUE, name {text} NOT NULL, sector {text} NOT NULL,
            zone_offset {int} NOT NULL, created_at {int} NOT NULL
        ) {strict}
        """,
        """
        CREATE TABLE organisation_unit (
            id {id}, organisation {int} NOT NULL, parent {int}, code {text} NOT NULL, name {text} NOT NULL, kind {text} NOT NULL{key}
        ) {strict}
        """,
        "CREATE UNIQUE INDEX organisation_unit_code ON organisation_unit (organisation, code)",
        "CREATE INDEX organisation_unit_parent ON organisation_unit (organisation, parent)",
        """
        CREATE TABLE staff (
            id {id}, organisation {int} NOT NULL, code {text} NOT NULL, name {text} NOT NULL, is_active {int} NOT NULL{key}
        ) {strict}
        """,
        "CREATE UNIQUE INDEX staff_code ON staff (organisation, code)",
        """
        CREATE TABLE post (
            id {id}, organisation {int} NOT NULL, staff {int} NOT NULL, unit {int} NOT NULL, role {text} NOT NULL,
            from_day {int} NOT NULL, to_day {int}{key}
        ) {strict}
        """,
        "CREATE UNIQUE INDEX post_key ON post (organisation, staff, unit, role, from_day)",
        "CREATE INDEX post_role ON post (organisation, role, unit)",
        """
        CREATE TABLE absence (
            id {id}, organisation {int} NOT NULL, staff {int} NOT NULL, from_day {int} NOT NULL, to_day {int} NOT NULL, stand_in {int}{key}
        ) {strict}
        """,
        "CREATE UNIQUE INDEX absence_key ON absence (organisation, staff, from_day)",
        """
        CREATE TABLE own_day (
            organisation {int} NOT NULL, day {int} NOT NULL, is_workday {int} NOT NULL, name {text} NOT NULL, PRIMARY KEY (organisation, day)
        ) {strict}
        """,
        """
        CREATE TABLE setting (
            organisation {int} NOT NULL, name {text} NOT NULL, value {text} NOT NULL, PRIMARY KEY (organisation, name)
        ) {strict}
        """,
        // Sign-in names are unique in the installation, because nobody chooses an organisation before signing in.
        """
        CREATE TABLE account (
            id {id}, organisation {int} NOT NULL, staff {int} NOT NULL, sign_in {text} NOT NULL UNIQUE, password {text} NOT NULL,
            language {text} NOT NULL, theme {text} NOT NULL, single_keys {int} NOT NULL, disabled_at {int},
            must_change {int} NOT NULL DEFAULT 0, created_at {int} NOT NULL{key}
        ) {strict}
        """,
        // Failures by keyed hash of the name that was typed, whether there is such an account or not: so the two cannot be told apart.
        """
        CREATE TABLE sign_in_failure (
            name_index {blob} NOT NULL PRIMARY KEY, failures {int} NOT NULL, failed_at {int} NOT NULL, locked_until {int}
        ) {strict}
        """,
        "CREATE INDEX sign_in_failure_age ON sign_in_failure (failed_at)",
        "CREATE UNIQUE INDEX account_staff ON account (organisation, staff)",
        """
        CREATE TABLE account_right (
            organisation {int} NOT NULL, account {int} NOT NULL, granted {text} NOT NULL, unit {int} NOT NULL,
            PRIMARY KEY (organisation, account, granted, unit)
        ) {strict}
        """,
        // The token itself is never stored, only its hash.
        """
        CREATE TABLE session (
            token_hash {blob} NOT NULL PRIMARY KEY, organisation {int} NOT NULL, account {int} NOT NULL, csrf {text} NOT NULL,
            created_at {int} NOT NULL, seen_at {int} NOT NULL, expires_at {int} NOT NULL
        ) {strict}
        """,
        "CREATE INDEX session_account ON session (organisation, account)",
        "CREATE INDEX session_expiry ON session (expires_at)",
    ]
}
