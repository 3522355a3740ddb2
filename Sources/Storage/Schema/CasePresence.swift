extension Schema {
    /// Who has a case open just now: kept for minutes, and no part of the case.
    static let casePresence = [
        """
        CREATE TABLE case_presence (
            organisation {int} NOT NULL, case_file {int} NOT NULL, staff {int} NOT NULL, seen_at {int} NOT NULL,
            PRIMARY KEY (organisation, case_file, staff)
        ) {strict}
        """
    ]
}
