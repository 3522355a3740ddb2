extension Schema {
    /// Messages that were acknowledged: the same number of the same sender again gets the same answer and changes nothing.
    /// `content` is the hash of what the message told.
    static let messages = [
        """
        CREATE TABLE message (
            organisation {int} NOT NULL, sender {text} NOT NULL, control {text} NOT NULL, content {blob} NOT NULL, received_at {int} NOT NULL,
            PRIMARY KEY (organisation, sender, control)
        ) {strict}
        """
    ]
}
