/// What the clock implies of a follow-up: the one definition that Swift and SQL share (a test compares them).
public enum Timeliness: String, Sendable, Hashable, Codable, CaseIterable {
    /// The window is not open yet.
    case upcoming
    /// Open, and the last day is later than today.
    case open
    /// Open, and the limit is reached before today ends.
    case dueToday
    /// The limit has passed and the follow-up is not settled.
    case overdue

    /// A limit reached to the second is still met: overdue begins one millisecond after `due`.
    public static func of(_ window: Window, at now: Instant, endOfToday: Instant) -> Timeliness {
        if now > window.due { return .overdue }
        if now < window.opens { return .upcoming }
        return window.due <= endOfToday ? .dueToday : .open
    }
}

/// Three facts kept apart: in time, late, and whether it was entered later than it happened.
public struct Completion: Sendable, Hashable {
    public var isInTime: Bool
    public var isEnteredLate: Bool

    /// - Parameters:
    ///   - doneAt: when the contact happened.
    ///   - recordedAt: when it was entered; later than the limit although done in time = entered late.
    public init(window: Window, doneAt: Instant, recordedAt: Instant) {
        isInTime = doneAt <= window.due
        isEnteredLate = doneAt <= window.due && recordedAt > window.due
    }
}
