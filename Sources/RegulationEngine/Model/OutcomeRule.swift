import Domain

/// What follows from a result of a contact: `in` rules, `when`, `then`.
public struct OutcomeRule: Sendable, Hashable {
    public var id: String
    public var rules: [String]
    public var when: Condition
    public var then: [OutcomeAction]
    public var basis: Basis

    public init(id: String, rules: [String], when: Condition, then: [OutcomeAction], basis: Basis = Basis()) {
        (self.id, self.rules, self.when, self.then, self.basis) = (id, rules, when, then, basis)
    }
}

/// An effect as the file writes it.
public enum OutcomeAction: Sendable, Hashable {
    /// Raise an event about the same party and matter.
    case raise(Raise)
    /// Another follow-up of `rule` (nil = the same), dated: by the worker's required date, or after a period; at most `guard` times, then `afterGuard`.
    case again(Again)
    /// Fields that become required on the record (`explanation`, `nextDate`).
    case require(fields: [String])
    case duty(DutyAction)
    case decide(DecisionAction)
    /// Promise a reply: a dated promise that the queue shows.
    case promise(within: Figure<Period>?)
    case tell(role: AssigneeSource)
    /// Withdraw what is still untouched of these rules for the same event (or all of the party when `everything`).
    case stop(rules: [String], everything: Bool)
    case set(state: FollowUp.State)
    case setParty(status: Party.Status)
    case escalate(to: AssigneeSource, within: Figure<Period>?)
    case guide(String)
}

/// `{raise: complaintReceived, set: {severity: important}, copy: [category], fill: {text: shortcomings}}`.
public struct Raise: Sendable, Hashable {
    /// Event name (kind or alias, whose fixed attributes are set too).
    public var event: String
    /// Attribute → value.
    public var set: [String: String]
    /// Attributes taken over under the same name from the event that the follow-up came from; missing ones are left out.
    public var copy: [String]
    /// Attribute → field of the record whose answer fills it; missing answers are left out.
    public var fill: [String: String]

    public init(event: String, set: [String: String] = [:], copy: [String] = [], fill: [String: String] = [:]) {
        (self.event, self.set, self.copy, self.fill) = (event, set, copy, fill)
    }
}

public struct Again: Sendable, Hashable {
    public var rule: String?
    /// `required`: the worker enters the date; else after this period.
    public var after: Figure<Period>?
    public var dateRequired: Bool
    public var maxNth: Figure<Int>?
    public var afterGuard: [OutcomeAction]

    public init(rule: String? = nil, after: Figure<Period>? = nil, dateRequired: Bool = false, maxNth: Figure<Int>? = nil, afterGuard: [OutcomeAction] = []) {
        (self.rule, self.after, self.dateRequired, self.maxNth, self.afterGuard) = (rule, after, dateRequired, maxNth, afterGuard)
    }
}

public struct DutyAction: Sendable, Hashable {
    public var id: String
    public var kind: String
    public var title: LocalizedText
    public var by: AssigneeSource
    public var review: AssigneeSource?
    public var within: Figure<Period>?
    public var decision: DecisionAction?

    public init(
        id: String, kind: String, title: LocalizedText, by: AssigneeSource, review: AssigneeSource? = nil, within: Figure<Period>? = nil,
        decision: DecisionAction? = nil
    ) {
        (self.id, self.kind, self.title, self.by, self.review) = (id, kind, title, by, review)
        (self.within, self.decision) = (within, decision)
    }
}

/// Whatever a regulation leaves to a person: a question, options, the role that decides, and what each option causes.
public struct DecisionAction: Sendable, Hashable {
    public var question: String
    public var title: LocalizedText
    public var options: [CodeDefinition]
    public var by: AssigneeSource
    /// Option → actions.
    public var then: [String: [OutcomeAction]]

    public init(question: String, title: LocalizedText, options: [CodeDefinition], by: AssigneeSource, then: [String: [OutcomeAction]] = [:]) {
        (self.question, self.title, self.options, self.by, self.then) = (question, title, options, by, then)
    }
}
