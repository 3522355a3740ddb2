extension Schema {
    /// Named column mappings of an organisation, and with which one a file was read.
    static let columnMappings = [
        // fingerprint: SHA-256 of the folded headings in their order. file_pattern: names of files, with `*` for anything.
        """
        CREATE TABLE column_mapping (
            id {id}, organisation {int} NOT NULL, name {text} NOT NULL, kind {text} NOT NULL, fingerprint {text} NOT NULL, file_pattern {text}, body {json} NOT NULL,
            changed_by {int} NOT NULL, changed_at {int} NOT NULL{key}
        ) {strict}
        """,
        "CREATE UNIQUE INDEX column_mapping_name ON column_mapping (organisation, name)",
        "CREATE INDEX column_mapping_headings ON column_mapping (organisation, fingerprint)",
        "ALTER TABLE import ADD COLUMN mapping {int}",
    ]
}
