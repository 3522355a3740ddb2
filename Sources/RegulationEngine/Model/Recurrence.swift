import Domain

/// What makes a rule come back for the same event: every so often, counted from the anchor, until something ends it.
public struct Recurrence: Sendable, Hashable {
    /// The nth follow-up counts from the day that lies n of these after the anchor.
    public var every: Figure<Period>
    /// Then after these, each from the one before; the last of them again and again. Empty = always `every`.
    public var further: [Figure<Period>]
    /// So many at most; nil or 0 = without end.
    public var times: Figure<Int>?
    /// None begins later than this period after the anchor.
    public var until: Figure<Period>?
    /// The first of these to be reached ends it; what nobody has begun is withdrawn.
    public var endings: [Ending]

    /// A state that a follow-up of the same event reaches.
    public struct Ending: Sendable, Hashable {
        public var rule: String
        public var state: FollowUp.State
        public init(rule: String, state: FollowUp.State) { (self.rule, self.state) = (rule, state) }
    }

    public init(every: Figure<Period>, further: [Figure<Period>] = [], times: Figure<Int>? = nil, until: Figure<Period>? = nil, endings: [Ending] = []) {
        (self.every, self.further, self.times, self.until, self.endings) = (every, further, times, until, endings)
    }
}
