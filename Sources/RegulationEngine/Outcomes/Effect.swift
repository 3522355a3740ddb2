import Domain

/// What follows from a record or a decision. Values: the caller carries each out once, by its key.
public struct Effect: Sendable, Hashable {
    /// Source and path of the action: `<source>/<outcome rule>/<path>`. The same source never causes the same thing twice.
    public var key: String
    /// The outcome rule it comes from.
    public var outcome: String
    public var basis: Basis
    public var kind: Kind

    public init(key: String, outcome: String, basis: Basis, kind: Kind) {
        (self.key, self.outcome, self.basis, self.kind) = (key, outcome, basis, kind)
    }

    public enum Kind: Sendable, Hashable {
        case raise(RaisedEvent)
        case again(NextFollowUp)
        case duty(PlannedDuty)
        case decide(PendingDecision)
        /// A reply is promised; nil = no limit stated.
        case promise(due: Instant?)
        case tell(AssigneeSource)
        /// Withdraws what is untouched of these rules for the event, or everything of the party.
        case stop(rules: [String], everything: Bool)
        case setState(FollowUp.State, agreedBy: AssigneeSource?)
        case setParty(Party.Status)
        case escalate(to: AssigneeSource, due: Instant?)
        case require(fields: [String])
        /// Guidance to show at the place of work.
        case guide(String)
    }
}

/// An event that the engine raises: same party, matter and unit as the one that was followed up.
public struct RaisedEvent: Sendable, Hashable {
    /// Kind of the registry; an alias is resolved and its values are among the attributes.
    public var kind: String
    public var attributes: [String: AttributeValue]
    /// Unique by its source, unless the attributes give a natural key of the kind's own.
    public var naturalKey: String
    public var occurredAt: Instant

    public init(kind: String, attributes: [String: AttributeValue], naturalKey: String, occurredAt: Instant) {
        (self.kind, self.attributes, self.naturalKey, self.occurredAt) = (kind, attributes, naturalKey, occurredAt)
    }
}

/// The next follow-up of the same event, for `Planner.planRequested`.
public struct NextFollowUp: Sendable, Hashable {
    public var rule: String
    public var occurrence: Int
    public var requestedAt: Instant
    public var timing: RequestedTiming

    public init(rule: String, occurrence: Int, requestedAt: Instant, timing: RequestedTiming) {
        (self.rule, self.occurrence, self.requestedAt, self.timing) = (rule, occurrence, requestedAt, timing)
    }
}

/// Work that a result causes, with its review and the decision in the end.
public struct PlannedDuty: Sendable, Hashable {
    public var action: DutyAction
    public var due: Instant?

    public init(action: DutyAction, due: Instant?) { (self.action, self.due) = (action, due) }
}

/// A decision that is asked for. What an option causes comes from `OutcomeRules.effects(of:)`.
public struct PendingDecision: Sendable, Hashable {
    public var action: DecisionAction
    public init(action: DecisionAction) { self.action = action }
}

/// The effects of a record, and the rules that could not be evaluated: one bad rule stops no other.
public struct OutcomeEffects: Sendable {
    public var effects: [Effect] = []
    public var findings: [Finding] = []
    public init() {}
}
