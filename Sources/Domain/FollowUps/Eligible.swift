/// 应回访: one row for each (event, rule) that the rule's trigger and population meet. The denominator of every rate.
public struct Eligible: Sendable, Hashable {
    public enum Standing: String, Sendable, Hashable, Codable { case obligatory, drawn, chosen, notDrawn, exempt }

    public var event: EventID
    public var rule: String
    public var standing: Standing
    /// Name of the exempting population or effect, with its clause, when exempt.
    public var reason: String?
    public var clause: String?
    /// The anchor's day, to which rates assign it.
    public var cohort: LocalDay

    public init(event: EventID, rule: String, standing: Standing, reason: String? = nil, clause: String? = nil, cohort: LocalDay) {
        (self.event, self.rule, self.standing) = (event, rule, standing)
        (self.reason, self.clause, self.cohort) = (reason, clause, cohort)
    }
}
