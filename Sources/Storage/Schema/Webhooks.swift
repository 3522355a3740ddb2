extension Schema {
    /// Who is told of what happens, and what is still to be told.
    static let webhooks = [
        // `secret` is sealed. `failing_since`: no delivery has succeeded since then.
        """
        CREATE TABLE webhook (
            id {id}, organisation {int} NOT NULL, name {text} NOT NULL, url {text} NOT NULL, happenings {json} NOT NULL, unit {int}, secret {blob} NOT NULL,
            created_by {int} NOT NULL, created_at {int} NOT NULL, failing_since {int}, delivered_at {int}, paused_at {int}, removed_at {int}{key}
        ) {strict}
        """,
        "CREATE INDEX webhook_in_use ON webhook (organisation, id) WHERE removed_at IS NULL",
        // state: pending | delivered | dead. The body holds ids and no words about anybody.
        """
        CREATE TABLE webhook_message (
            id {id}, organisation {int} NOT NULL, webhook {int} NOT NULL, happening {text} NOT NULL, body {text} NOT NULL, state {text} NOT NULL,
            attempts {int} NOT NULL, created_at {int} NOT NULL, next_at {int} NOT NULL, settled_at {int}, answer {text}{key}
        ) {strict}
        """,
        "CREATE INDEX webhook_message_due ON webhook_message (organisation, webhook, next_at, id) WHERE state = 'pending'",
        "CREATE INDEX webhook_message_of ON webhook_message (organisation, webhook, id)",
        "CREATE INDEX webhook_message_dead ON webhook_message (organisation, webhook, id) WHERE state = 'dead'",
        "CREATE INDEX webhook_message_delivered ON webhook_message (settled_at) WHERE state = 'delivered'",
    ]
}
