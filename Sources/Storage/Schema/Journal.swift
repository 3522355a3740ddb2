import SQLCore

extension Schema {
    static let journal = [
        // actor 0 is the engine itself. payload_hash = SHA-256(salt ‖ payload). The payload may be erased by law, and its salt with it:
        // the entry stays verifiable, and its hash cannot be guessed back into a short payload.
        """
        CREATE TABLE journal (
            id {id}, organisation {int} NOT NULL, actor {int} NOT NULL, occurred_at {int} NOT NULL, recorded_at {int} NOT NULL, act {text} NOT NULL, unit {int},
            follow_up {int}, event {int}, party {int}, adoption {int}, other {int}, why {text}, clause {text}, payload_hash {blob} NOT NULL{key}
        ) {strict}
        """,
        "CREATE INDEX journal_follow_up ON journal (organisation, follow_up, id) WHERE follow_up IS NOT NULL",
        "CREATE INDEX journal_event ON journal (organisation, event, id) WHERE event IS NOT NULL",
        "CREATE INDEX journal_party ON journal (organisation, party, id) WHERE party IS NOT NULL",
        "CREATE INDEX journal_recent ON journal (organisation, id)",
        """
        CREATE TABLE journal_payload (
            organisation {int} NOT NULL, entry {int} NOT NULL, salt {blob} NOT NULL, payload {text} NOT NULL, PRIMARY KEY (organisation, entry)
        ) {strict}
        """,
        // Committed and not yet chained. The sealer empties it; no writer waits for a chain head.
        """
        CREATE TABLE journal_tail (
            organisation {int} NOT NULL, entry {int} NOT NULL, PRIMARY KEY (organisation, entry)
        ) {strict}
        """,
        """
        CREATE TABLE journal_chain (
            organisation {int} NOT NULL, position {int} NOT NULL, entry {int} NOT NULL, hash {blob} NOT NULL, sealed_at {int} NOT NULL,
            PRIMARY KEY (organisation, position)
        ) {strict}
        """,
        "CREATE UNIQUE INDEX journal_chain_entry ON journal_chain (organisation, entry)",
    ]

    /// The journal and its chain refuse change, not only by convention.
    static func appendOnly(_ dialect: SQLDialect) -> [String] {
        guard dialect == .sqlite else { return [] }
        return ["journal", "journal_chain"].flatMap { table in
            ["UPDATE", "DELETE"].map { verb in
                "CREATE TRIGGER \(table)_refuses_\(verb.lowercased()) BEFORE \(verb) ON \(table) BEGIN SELECT RAISE(ABORT, '\(table) is append-only'); END"
            }
        }
    }
}
