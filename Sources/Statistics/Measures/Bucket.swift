import Domain

/// Where a first follow-up stands at a cut-off. Each is in exactly one bucket; exempt and withdrawn ones are in none.
public enum Bucket: String, Sendable, Hashable, CaseIterable, Codable {
    /// The limit is later than the cut-off: it stands apart, in neither part of a rate, even if done already.
    case windowOpen
    /// The contact was made by the limit.
    case doneInTime
    /// The contact was made after the limit.
    case doneLate
    /// The ladder was used up and whoever must agree has agreed. It stays in the denominator.
    case lost
    /// The limit has passed and there is no contact that settles it.
    case notDone

    /// The one definition, in Swift; `CohortRows.condition` says the same in SQL, and a test compares them.
    ///
    /// - Parameters:
    ///   - doneAt: when the settling contact was made, nil while there is none.
    ///   - doneRecordedAt: when it was entered; what was entered after the cut-off does not exist for it yet.
    public static func of(due: Instant, state: FollowUp.State, doneAt: Instant?, doneRecordedAt: Instant?, at cutOff: Instant) -> Bucket? {
        if state == .withdrawn || state == .exempt { return nil }
        if due > cutOff { return .windowOpen }
        if let doneAt, let doneRecordedAt, doneRecordedAt <= cutOff { return doneAt <= due ? .doneInTime : .doneLate }
        return state == .lost ? .lost : .notDone
    }
}
