import Domain

/// How one round of a clock stands. What the time of day implies (overdue, due soon) is not part of it.
public struct ClockStanding: Sendable, Hashable {
    public enum State: Sendable, Hashable {
        case running(Deadline)
        /// It stands since then; only this much remains, and there is no limit.
        case paused(Remaining, since: Instant)
        /// Stopped in time or late. `deadline` is nil when it was stopped while it stood.
        case stopped(at: Instant, deadline: Deadline?, isLate: Bool)
        /// Another clock took its place.
        case replaced(by: String)
        /// Its condition does not hold any more, or the case was withdrawn.
        case dropped
    }

    public var clock: String
    /// 1, and one more each time it starts anew.
    public var round: Int
    public var startedAt: Instant
    public var state: State
    public var derivation: Derivation

    public init(clock: String, round: Int, startedAt: Instant, state: State, derivation: Derivation) {
        (self.clock, self.round, self.startedAt, self.state, self.derivation) = (clock, round, startedAt, state, derivation)
    }

    public var deadline: Deadline? {
        switch state {
        case .running(let deadline), .stopped(_, let deadline?, _): deadline
        default: nil
        }
    }

    public var isOpen: Bool {
        switch state {
        case .running, .paused: true
        default: false
        }
    }
}

/// Clocks of a case, and those that could not be worked out: one bad clock stops no other.
public struct ClockStandings: Sendable {
    public var standings: [ClockStanding] = []
    public var findings: [Finding] = []
    /// Clocks of which the findings speak: how they stand is not known, and what was known of them stays.
    public var undecided: Set<String> = []
    public init() {}
}
