extension Schema {
    static let facts = [
        """
        CREATE TABLE party (
            id {id}, organisation {int} NOT NULL, kind {text} NOT NULL, name {text} NOT NULL, number {text}, sex {text}, born_on {int},
            status {text} NOT NULL, tags {json} NOT NULL, refusals {json} NOT NULL, created_at {int} NOT NULL{key}
        ) {strict}
        """,
        "CREATE UNIQUE INDEX party_number ON party (organisation, kind, number) WHERE number IS NOT NULL",
        "CREATE INDEX party_name ON party (organisation, name, id)",
        // The units where a party is known: what may be searched and seen follows from them.
        """
        CREATE TABLE party_unit (
            organisation {int} NOT NULL, party {int} NOT NULL, unit {int} NOT NULL, PRIMARY KEY (organisation, party, unit)
        ) {strict}
        """,
        // `sealed` is the encrypted number, `blind` its keyed hash, `blind_tail` that of the last four digits.
        """
        CREATE TABLE contact_point (
            id {id}, organisation {int} NOT NULL, party {int} NOT NULL, kind {text} NOT NULL, relation {text} NOT NULL, sealed {blob} NOT NULL,
            masked {text} NOT NULL, blind {blob} NOT NULL, blind_tail {blob}, state {text} NOT NULL, created_at {int} NOT NULL{key}
        ) {strict}
        """,
        "CREATE UNIQUE INDEX contact_point_blind ON contact_point (organisation, blind, party, kind)",
        "CREATE INDEX contact_point_tail ON contact_point (organisation, blind_tail, party) WHERE blind_tail IS NOT NULL",
        "CREATE INDEX contact_point_party ON contact_point (organisation, party)",
        """
        CREATE TABLE matter (
            id {id}, organisation {int} NOT NULL, kind {text} NOT NULL, number {text} NOT NULL, party {int}, unit {int} NOT NULL{key}
        ) {strict}
        """,
        "CREATE UNIQUE INDEX matter_number ON matter (organisation, number, kind)",
        "CREATE INDEX matter_party ON matter (organisation, party) WHERE party IS NOT NULL",
        // state: current | cancelled | tombstone (a cancel that came before its event).
        """
        CREATE TABLE event (
            id {id}, organisation {int} NOT NULL, kind {text} NOT NULL, natural_key {text} NOT NULL, state {text} NOT NULL,
            occurred_at {int} NOT NULL, recorded_at {int} NOT NULL, unit {int} NOT NULL, party {int}, matter {int}, sender {text} NOT NULL,
            caused_by {int}, depth {int} NOT NULL, version {int} NOT NULL, content {blob} NOT NULL, attributes {json} NOT NULL, cancelled_at {int}{key}
        ) {strict}
        """,
        "CREATE UNIQUE INDEX event_key ON event (organisation, kind, natural_key)",
        "CREATE INDEX event_party ON event (organisation, party, kind, occurred_at) WHERE party IS NOT NULL",
        "CREATE INDEX event_unit ON event (organisation, unit, kind, occurred_at)",
        "CREATE INDEX event_cause ON event (organisation, caused_by) WHERE caused_by IS NOT NULL",
        // What an event said before its correction.
        """
        CREATE TABLE event_version (
            organisation {int} NOT NULL, event {int} NOT NULL, version {int} NOT NULL, occurred_at {int} NOT NULL, recorded_at {int} NOT NULL,
            attributes {json} NOT NULL, PRIMARY KEY (organisation, event, version)
        ) {strict}
        """,
        // One row a delivered message or file row: the same delivery twice changes nothing.
        """
        CREATE TABLE delivery (
            organisation {int} NOT NULL, sender {text} NOT NULL, message {text} NOT NULL, event {int}, received_at {int} NOT NULL,
            PRIMARY KEY (organisation, sender, message)
        ) {strict}
        """,
        // state: running | done | failed. `next_line` is where an interrupted import goes on.
        """
        CREATE TABLE import (
            id {id}, organisation {int} NOT NULL, file_name {text} NOT NULL, file_hash {text} NOT NULL, content {text} NOT NULL, bytes {int} NOT NULL,
            is_dry_run {int} NOT NULL, state {text} NOT NULL, account {int}, started_at {int} NOT NULL, finished_at {int}, next_line {int} NOT NULL,
            read_bytes {int} NOT NULL, rows_new {int} NOT NULL, rows_same {int} NOT NULL, rows_corrected {int} NOT NULL, rows_rejected {int} NOT NULL, failure {text}{key}
        ) {strict}
        """,
        "CREATE INDEX import_recent ON import (organisation, id)",
        "CREATE INDEX import_file ON import (organisation, file_hash, content)",
        """
        CREATE TABLE import_finding (
            id {id}, organisation {int} NOT NULL, import {int} NOT NULL, severity {text} NOT NULL, code {text} NOT NULL, line {int}, col {int},
            path {text}, arguments {json} NOT NULL{key}
        ) {strict}
        """,
        "CREATE INDEX import_finding_of ON import_finding (organisation, import, id)",
    ]
}
