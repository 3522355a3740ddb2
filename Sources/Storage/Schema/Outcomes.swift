extension Schema {
    static let outcomes = [
        // request_key: the form's own key, so that a repeated sending records nothing twice.
        """
        CREATE TABLE contact (
            id {id}, organisation {int} NOT NULL, party {int}, unit {int} NOT NULL, staff {int} NOT NULL, channel {text} NOT NULL, occurred_at {int} NOT NULL,
            recorded_at {int} NOT NULL, result {text} NOT NULL, respondent {text}, contact_point {int}, note {text}, override_reason {text},
            late_reason {text}, request_key {text} NOT NULL{key}
        ) {strict}
        """,
        "CREATE UNIQUE INDEX contact_request ON contact (organisation, request_key)",
        "CREATE INDEX contact_party ON contact (organisation, party, id) WHERE party IS NOT NULL",
        "CREATE INDEX contact_staff ON contact (organisation, staff, recorded_at, result)",
        // One row for each follow-up that a contact was about.
        """
        CREATE TABLE attempt (
            organisation {int} NOT NULL, follow_up {int} NOT NULL, contact {int} NOT NULL, occurred_at {int} NOT NULL, channel {text} NOT NULL,
            result {text} NOT NULL, call_back_at {int}, PRIMARY KEY (organisation, follow_up, contact)
        ) {strict}
        """,
        "CREATE INDEX attempt_contact ON attempt (organisation, contact, follow_up)",
        // review: notRequired | awaiting | returned | signedOff; `reviewer_role` is the role whose turn it is.
        """
        CREATE TABLE record (
            id {id}, organisation {int} NOT NULL, follow_up {int} NOT NULL, contact {int} NOT NULL, unit {int} NOT NULL, edition {int} NOT NULL, form {text} NOT NULL,
            serial {text} NOT NULL, flags {json} NOT NULL, review {text} NOT NULL, review_step {int} NOT NULL, reviewer_role {text}, recorded_by {int} NOT NULL,
            recorded_at {int} NOT NULL, completed_at {int}{key}
        ) {strict}
        """,
        "CREATE UNIQUE INDEX record_serial ON record (organisation, serial)",
        "CREATE UNIQUE INDEX record_of ON record (organisation, follow_up, contact)",
        // The register of an adoption is read by its editions.
        "CREATE INDEX record_register ON record (organisation, edition, unit, id)",
        "CREATE INDEX record_review ON record (organisation, unit, review, id)",
        """
        CREATE TABLE answer (
            organisation {int} NOT NULL, record {int} NOT NULL, field {text} NOT NULL, position {int} NOT NULL, kind {text} NOT NULL, code {text}, number {real},
            text {text}, PRIMARY KEY (organisation, record, field, position)
        ) {strict}
        """,
        "CREATE INDEX answer_field ON answer (organisation, field, code) WHERE code IS NOT NULL",
        """
        CREATE TABLE signature (
            organisation {int} NOT NULL, record {int} NOT NULL, position {int} NOT NULL, signer {text} NOT NULL, level {text} NOT NULL, name {text}, strokes {blob},
            signed_at {int} NOT NULL, PRIMARY KEY (organisation, record, position)
        ) {strict}
        """,
        """
        CREATE TABLE review (
            id {id}, organisation {int} NOT NULL, record {int} NOT NULL, step {int} NOT NULL, reviewer {int} NOT NULL, verdict {text} NOT NULL,
            comment {text}, reviewed_at {int} NOT NULL{key}
        ) {strict}
        """,
        "CREATE INDEX review_of ON review (organisation, record, id)",
        // stage: received | closed | withdrawn.
        """
        CREATE TABLE case_file (
            id {id}, organisation {int} NOT NULL, number {text} NOT NULL, kind {text} NOT NULL, severity {text}, category {text}, stage {text} NOT NULL, party {int},
            matter {int}, unit {int} NOT NULL, event {int} NOT NULL, source_record {int}, summary {text}, owner {int}, due_at {int}, opened_at {int} NOT NULL,
            closed_at {int}, closed_by {int}, conclusion {text}, proven {text}, replied_at {int}, closings {int} NOT NULL DEFAULT 0, closing_event {int}{key}
        ) {strict}
        """,
        // Not unique: a complaint that was withdrawn and comes again keeps its number.
        "CREATE INDEX case_file_number ON case_file (organisation, number)",
        "CREATE UNIQUE INDEX case_file_event ON case_file (organisation, event)",
        "CREATE INDEX case_file_stage ON case_file (organisation, unit, stage, id)",
        """
        CREATE TABLE case_note (
            id {id}, organisation {int} NOT NULL, case_file {int} NOT NULL, staff {int} NOT NULL, text {text} NOT NULL, noted_at {int} NOT NULL{key}
        ) {strict}
        """,
        "CREATE INDEX case_note_of ON case_note (organisation, case_file, id)",
        "CREATE INDEX case_file_unit ON case_file (organisation, unit, opened_at, closed_at, stage)",
        "CREATE INDEX case_file_party ON case_file (organisation, party, id) WHERE party IS NOT NULL",
        "CREATE INDEX case_file_source ON case_file (organisation, source_record) WHERE source_record IS NOT NULL",
        // A decision is a duty with a question; source_key makes each effect happen once.
        """
        CREATE TABLE duty (
            id {id}, organisation {int} NOT NULL, adoption {int} NOT NULL, edition {int} NOT NULL, rule {text} NOT NULL, kind {text} NOT NULL, title {json} NOT NULL,
            unit {int} NOT NULL, role {text} NOT NULL, owner {int}, reviewer_role {text}, decider_role {text}, question {text}, state {text} NOT NULL, due_at {int},
            source_key {text} NOT NULL, event {int}, follow_up {int}, record {int}, evidence {json} NOT NULL, clauses {json} NOT NULL, opened_at {int} NOT NULL,
            body {text}, measures {text}, handed_in_by {int}, handed_in_at {int}, reviewed_by {int}, reviewed_at {int}, review_comment {text},
            decision {text}, decided_by {int}, decided_at {int}, decision_reason {text}, closed_at {int}{key}
        ) {strict}
        """,
        "CREATE UNIQUE INDEX duty_source ON duty (organisation, source_key)",
        "CREATE INDEX duty_open ON duty (organisation, unit, id) WHERE closed_at IS NULL",
        "CREATE INDEX duty_closed ON duty (organisation, unit, id) WHERE closed_at IS NOT NULL",
        "CREATE INDEX duty_kind ON duty (organisation, adoption, kind, opened_at, unit)",
        "CREATE INDEX duty_event ON duty (organisation, event) WHERE event IS NOT NULL",
        "CREATE INDEX duty_follow_up ON duty (organisation, follow_up) WHERE follow_up IS NOT NULL",
        """
        CREATE TABLE promise (
            id {id}, organisation {int} NOT NULL, follow_up {int} NOT NULL, record {int} NOT NULL, party {int}, unit {int} NOT NULL, owner {int}, due_at {int} NOT NULL,
            wording {text}, source_key {text} NOT NULL, kept_at {int}{key}
        ) {strict}
        """,
        "CREATE UNIQUE INDEX promise_source ON promise (organisation, source_key)",
        "CREATE INDEX promise_follow_up ON promise (organisation, follow_up) WHERE kept_at IS NULL",
        "CREATE INDEX promise_open ON promise (organisation, unit, due_at) WHERE kept_at IS NULL",
        // What someone must be told inside the organisation; seen = acknowledged.
        """
        CREATE TABLE notice (
            id {id}, organisation {int} NOT NULL, unit {int} NOT NULL, role {text} NOT NULL, staff {int}, code {text} NOT NULL, arguments {json} NOT NULL, follow_up {int},
            event {int}, source_key {text} NOT NULL, created_at {int} NOT NULL, seen_at {int}, seen_by {int}{key}
        ) {strict}
        """,
        "CREATE UNIQUE INDEX notice_source ON notice (organisation, source_key)",
        "CREATE INDEX notice_unseen ON notice (organisation, staff, id) WHERE seen_at IS NULL",
    ]
}
