/// 应回访: one row for each (event, rule) that the rule's trigger and population meet. The denominator of every rate.
public struct Eligible: Sendable, Hashable {
    public enum Standing: String, Sendable, Hashable, Codable {
        case obligatory
        /// In a frame that is not frozen yet, or open to a choice.
        case waiting
        case drawn, chosen, notDrawn, exempt
    }

    public var event: EventID
    public var rule: String
    public var standing: Standing
    /// Name of the exempting population or effect, with its clause, when exempt.
    public var reason: String?
    public var clause: String?
    /// The anchor's day, to which rates assign it.
    public var cohort: LocalDay
    /// Until when the follow-up would be due if it were made, where a draw or a choice decides that.
    public var due: Instant?

    public init(event: EventID, rule: String, standing: Standing, reason: String? = nil, clause: String? = nil, cohort: LocalDay, due: Instant? = nil) {
        (self.event, self.rule, self.standing) = (event, rule, standing)
        (self.reason, self.clause, self.cohort, self.due) = (reason, clause, cohort, due)
    }
}
