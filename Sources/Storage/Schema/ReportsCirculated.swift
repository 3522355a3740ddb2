extension Schema {
    static let reportsCirculated = [
        "ALTER TABLE report ADD COLUMN handed_in_by {int}",
        "ALTER TABLE report ADD COLUMN handed_in_at {int}",
        "ALTER TABLE report ADD COLUMN returned_by {int}",
        "ALTER TABLE report ADD COLUMN returned_at {int}",
        "ALTER TABLE report ADD COLUMN return_reason {text}",
        "ALTER TABLE report ADD COLUMN remarks {text}",
        // Who signs for a report that was circulated; staff 0 = whoever comes to hold the role.
        """
        CREATE TABLE report_receipt (
            organisation {int} NOT NULL, report {int} NOT NULL, role {text} NOT NULL, staff {int} NOT NULL, sent_at {int} NOT NULL, received_at {int},
            received_by {int}, PRIMARY KEY (organisation, report, role, staff)
        ) {strict}
        """,
        "CREATE INDEX report_receipt_staff ON report_receipt (organisation, staff, report)",
        // What is owed, by the last day: reminders look here.
        "CREATE INDEX duty_due ON duty (organisation, due_at) WHERE closed_at IS NULL AND due_at IS NOT NULL",
    ]
}
