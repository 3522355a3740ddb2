import Domain

/// Why a use case did nothing. What is not the actor's is `notFound`, never `forbidden`: its existence is no one else's business.
public enum Refusal: Error, Sendable, Hashable {
    case notFound
    /// The right that is missing for something the actor can see.
    case notAllowed(Right)
    /// Somebody else holds or changed it: who and since when.
    case conflict(code: String, by: String?, since: Instant?)
    /// What was given is not usable: each finding says what and what would be right.
    case invalid([Finding])
    /// A state that does not allow the act (`record.alreadySignedOff`).
    case state(code: String)
}
