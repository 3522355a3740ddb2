extension Schema {
    /// Codes with which people follow their own case: only a keyed hash of number and code is kept, so that nobody can read a code here.
    static let caseAccess = [
        """
        CREATE TABLE case_access (
            access_index {blob} NOT NULL, organisation {int} NOT NULL, case_file {int} NOT NULL, issued_by {int} NOT NULL, issued_at {int} NOT NULL,
            PRIMARY KEY (access_index)
        ) {strict}
        """,
        "CREATE UNIQUE INDEX case_access_of ON case_access (organisation, case_file)",
    ]
}

extension Schema {
    /// Whether the calendar was changed while the clock ran: only then its past is read back from its derivation.
    static let caseClocksRecounted = ["ALTER TABLE case_clock ADD COLUMN is_recounted {int} NOT NULL DEFAULT 0"]
}
