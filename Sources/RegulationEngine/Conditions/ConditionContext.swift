import Domain

/// The facts a condition may turn on. What is nil is not there to be asked yet: asking for it is an error of the rule.
public struct ConditionContext: Sendable {
    public var event: Event
    /// Which follow-up of the same event and rule this is: 1 for the event's own.
    public var nth: Int
    /// The record of a contact; nil at planning.
    public var record: RecordFacts?
    /// What came before; nil where no rule may count.
    public var history: HistoryFacts?
    /// The moment at which it is asked; counts reach back from here.
    public var now: Instant

    public init(event: Event, nth: Int = 1, record: RecordFacts? = nil, history: HistoryFacts? = nil, now: Instant) {
        (self.event, self.nth, self.record, self.history, self.now) = (event, nth, record, history, now)
    }
}

/// What one contact established for one follow-up, as the rules see it.
public struct RecordFacts: Sendable {
    /// Names the record for good; keys of effects are made from it, so that the same record never causes the same thing twice.
    public var source: String
    public var rule: String
    public var event: Event
    public var occurrence: Int
    public var severity: String?
    public var channel: ContactChannel
    public var result: ContactResult
    /// The ladder is used up with this contact.
    public var isUnreachable: Bool
    public var answers: [String: Answer]
    /// What the worker ticked: `unresolved`, `needsHomeVisit` …
    public var flags: Set<String>
    public var occurredAt: Instant
    public var by: StaffID
    /// Highest occurrence so far by rule, for the same event; a rule that is missing has none.
    public var occurrences: [String: Int]

    public init(
        source: String, rule: String, event: Event, occurrence: Int, severity: String? = nil, channel: ContactChannel, result: ContactResult,
        isUnreachable: Bool = false, answers: [String: Answer] = [:], flags: Set<String> = [], occurredAt: Instant, by: StaffID,
        occurrences: [String: Int] = [:]
    ) {
        (self.source, self.rule, self.event, self.occurrence, self.severity) = (source, rule, event, occurrence, severity)
        (self.channel, self.result, self.isUnreachable, self.answers) = (channel, result, isUnreachable, answers)
        (self.flags, self.occurredAt, self.by, self.occurrences) = (flags, occurredAt, by, occurrences)
    }
}
