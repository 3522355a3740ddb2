extension Schema {
    /// What other programs come in with: tokens, the answers to requests that may be sent twice, and the parties of a unit in their order.
    static let programs = [
        // The token itself is never stored, only its hash. It acts for an account, within `unit` and all below it where one is named.
        """
        CREATE TABLE api_token (
            id {id}, organisation {int} NOT NULL, account {int} NOT NULL, name {text} NOT NULL, token_hash {blob} NOT NULL, permits {json} NOT NULL, unit {int},
            created_by {int} NOT NULL, created_at {int} NOT NULL, expires_at {int} NOT NULL, used_at {int}, revoked_at {int}{key}
        ) {strict}
        """,
        "CREATE UNIQUE INDEX api_token_hash ON api_token (token_hash)",
        "CREATE INDEX api_token_recent ON api_token (organisation, id)",
        // A request is known by its token and its own key; `fingerprint` tells another content under the same key.
        """
        CREATE TABLE api_answer (
            organisation {int} NOT NULL, token {int} NOT NULL, request_key {text} NOT NULL, fingerprint {blob} NOT NULL, status {int} NOT NULL, body {text} NOT NULL,
            answered_at {int} NOT NULL, PRIMARY KEY (organisation, token, request_key)
        ) {strict}
        """,
        "CREATE INDEX api_answer_age ON api_answer (answered_at)",
        "CREATE INDEX party_unit_known ON party_unit (organisation, unit, party)",
    ]
}
