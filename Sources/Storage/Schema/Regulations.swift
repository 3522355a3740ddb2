extension Schema {
    static let regulations = [
        """
        CREATE TABLE adoption (
            id {id}, organisation {int} NOT NULL, regulation {text} NOT NULL, created_at {int} NOT NULL, created_by {int}{key}
        ) {strict}
        """,
        "CREATE UNIQUE INDEX adoption_regulation ON adoption (organisation, regulation)",
        // The units an adoption covers; a unit covers all below it. No row: the whole organisation.
        """
        CREATE TABLE adoption_unit (
            organisation {int} NOT NULL, adoption {int} NOT NULL, unit {int} NOT NULL, PRIMARY KEY (organisation, adoption, unit)
        ) {strict}
        """,
        // Role of the regulation → role of the organisation's posts; a dated setting, no new edition.
        """
        CREATE TABLE adoption_role (
            organisation {int} NOT NULL, adoption {int} NOT NULL, role {text} NOT NULL, post_role {text} NOT NULL, PRIMARY KEY (organisation, adoption, role)
        ) {strict}
        """,
        // state: draft | submitted | approved | active | replaced | rejected. The file itself is kept: an edition is read from it again.
        """
        CREATE TABLE edition (
            id {id}, organisation {int} NOT NULL, adoption {int} NOT NULL, number {int} NOT NULL, regulation_version {int} NOT NULL, document {text} NOT NULL,
            canonical_hash {text} NOT NULL, state {text} NOT NULL, created_at {int} NOT NULL, created_by {int}, changed_at {int} NOT NULL, changed_by {int} NOT NULL,
            rehearsed_at {int}, rehearsal {json}, submitted_by {int}, submitted_at {int}, basis {text}, approved_by {int}, approved_at {int}, approval_words {text},
            active_from {int}, activated_by {int}, activated_at {int}, activation_words {text}{key}
        ) {strict}
        """,
        "CREATE UNIQUE INDEX edition_number ON edition (organisation, adoption, number)",
        "CREATE INDEX edition_active ON edition (organisation, active_from) WHERE active_from IS NOT NULL",
        """
        CREATE TABLE edition_value (
            organisation {int} NOT NULL, edition {int} NOT NULL, parameter {text} NOT NULL, value {text} NOT NULL,
            accepted_by {int}, accepted_at {int}, PRIMARY KEY (organisation, edition, parameter)
        ) {strict}
        """,
    ]
}
