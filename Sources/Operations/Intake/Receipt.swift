import Domain

/// What became of one delivered fact.
public enum Receipt: Sendable, Hashable {
    case new(EventID)
    /// The same content by this or an earlier delivery: nothing happened.
    case same
    /// Other content under the same natural key: untouched follow-ups were planned anew, touched ones kept and flagged.
    case corrected(EventID)
    case rejected([Finding])
}

/// A fact's first key: who delivered it and as which message (file hash and row, or the sender's own id).
public struct Delivery: Sendable, Hashable {
    public var sender: String
    public var message: String

    public init(sender: String, message: String) { (self.sender, self.message) = (sender, message) }
}
