import Domain

/// A rule that makes follow-ups: what starts it, the window, who does it, by which channels, with which form, who signs and reviews.
public struct FollowUpRule: Sendable, Hashable {
    public var id: String
    public var title: LocalizedText
    public var trigger: Trigger
    /// Condition on the event's attributes for the rule to apply at all (scope); what it excludes is not eligible.
    public var condition: Condition
    public var window: WindowRule
    /// Nil: once for each event.
    public var recurrence: Recurrence?
    /// Nil: everybody's turn comes by itself.
    public var plan: PlanRule?
    /// Events about the same matter that make it needless: what nobody has begun is withdrawn, and nothing is made once one has come.
    public var unless: [String]
    /// Nil: one person who answers is enough.
    public var reach: ReachRule?
    /// Nil: every event is followed up.
    public var choice: ChoiceRule?
    /// The rule of which this is one step; what is drawn for it is drawn for all its steps.
    public var stepOf: String?
    public var assign: [AssignLine]
    public var channels: [ChannelStep]
    public var form: String?
    public var sign: [SignRule]
    public var review: [ReviewStep]
    public var appointment: Appointment?
    public var hours: ContactHours?
    public var ladder: Ladder
    /// Independent of these event attributes' staff (the worker does not follow up own work).
    public var independentOf: [String]
    /// Never done by whoever made the follow-up of these rules for the same event: nobody checks their own work.
    public var independentOfMakers: [String]
    public var basis: Basis

    public init(
        id: String, title: LocalizedText, trigger: Trigger, condition: Condition = .always, window: WindowRule, recurrence: Recurrence? = nil,
        plan: PlanRule? = nil, unless: [String] = [], reach: ReachRule? = nil, choice: ChoiceRule? = nil,
        stepOf: String? = nil, assign: [AssignLine],
        channels: [ChannelStep] = [], form: String? = nil, sign: [SignRule] = [], review: [ReviewStep] = [], appointment: Appointment? = nil,
        hours: ContactHours? = nil, ladder: Ladder = Ladder(), independentOf: [String] = [],
        independentOfMakers: [String] = [], basis: Basis = Basis()
    ) {
        (self.id, self.title, self.trigger, self.condition, self.window) = (id, title, trigger, condition, window)
        (self.plan, self.unless) = (plan, unless)
        (self.recurrence, self.reach, self.choice, self.stepOf) = (recurrence, reach, choice, stepOf)
        (self.assign, self.channels, self.form, self.sign, self.review) = (assign, channels, form, sign, review)
        (self.appointment, self.hours, self.ladder) = (appointment, hours, ladder)
        (self.independentOf, self.independentOfMakers, self.basis) = (independentOf, independentOfMakers, basis)
    }

    /// Everybody of a population has a turn by it; no event starts it.
    public var isRound: Bool { trigger.isRound }

    /// What is drawn together.
    public var drawGroup: String { stepOf ?? id }
}

/// What starts a rule.
public enum Trigger: Sendable, Hashable {
    /// Any of these events (kind or alias), with extra attribute conditions in the rule's `condition`.
    case after(events: [String])
    /// The state of another rule's follow-up (`startsWith: {rule: first, state: done}`).
    case follows(rule: String, state: FollowUp.State)
    /// Only when an outcome rule or a person asks for it.
    case onRequest
    /// Everybody of a population has their turn, period after period or at festivals.
    case each(RoundRule)
}

extension Trigger {
    var isRound: Bool { if case .each = self { true } else { false } }
}

/// `notBefore`, `aim` (通常), `within` (最长) from an anchor.
public struct WindowRule: Sendable, Hashable {
    /// Attribute of the event that anchors the window; nil = the event's own moment.
    public var anchor: String?
    /// Laid from so long before the anchor: the day before an appointment. What would be over when the event comes in is not made.
    public var ahead: Figure<Period>?
    public var notBefore: Figure<Period>?
    public var aim: Figure<Period>?
    public var within: Figure<Period>
    /// A second limit by severity or other condition; the earliest of all that apply holds (C04).
    public var orEarlier: [ConditionalLimit]
    /// `after N`: opens the day after day N (or the moment the hours end).
    public var after: Figure<Period>?
    public var lastDay: TimeRules.LastDay?
    /// Between two parts of a term; then `within` and the openings are not read.
    public var term: TermShare?

    public init(
        anchor: String? = nil, ahead: Figure<Period>? = nil, notBefore: Figure<Period>? = nil, aim: Figure<Period>? = nil, within: Figure<Period>,
        orEarlier: [ConditionalLimit] = [], after: Figure<Period>? = nil, lastDay: TimeRules.LastDay? = nil, term: TermShare? = nil
    ) {
        (self.anchor, self.ahead, self.notBefore, self.aim, self.within) = (anchor, ahead, notBefore, aim, within)
        (self.orEarlier, self.after, self.lastDay, self.term) = (orEarlier, after, lastDay, term)
    }
}

public struct ConditionalLimit: Sendable, Hashable {
    public var condition: Condition
    public var within: Figure<Period>
    public var basis: Basis

    public init(condition: Condition, within: Figure<Period>, basis: Basis = Basis()) {
        (self.condition, self.within, self.basis) = (condition, within, basis)
    }
}

/// One line of `assign`: the first whose condition holds wins.
public struct AssignLine: Sendable, Hashable {
    public enum Mode: String, Sendable, Hashable, Codable { case alone, together, anyOf, each, organises, arranges, leads, tracks }

    public var condition: Condition
    public var to: [AssigneeSource]
    public var mode: Mode
    /// May be joined by these when needed (必要时会同).
    public var optionallyWith: [AssigneeSource]
    /// No stand-in: this person or nobody.
    public var inPerson: Bool
    public var basis: Basis

    public init(
        condition: Condition = .always, to: [AssigneeSource], mode: Mode = .alone, optionallyWith: [AssigneeSource] = [], inPerson: Bool = false,
        basis: Basis = Basis()
    ) {
        (self.condition, self.to, self.mode) = (condition, to, mode)
        (self.optionallyWith, self.inPerson, self.basis) = (optionallyWith, inPerson, basis)
    }
}

/// Where the person comes from.
public enum AssigneeSource: Sendable, Hashable {
    /// Holder of a role, nearest to the matter's unit.
    case role(String)
    /// Staff named by an attribute of the event: `attendingPhysician`.
    case eventStaff(String)
    /// Holder of a role (second) in the unit an attribute names (first): `{headOf: respondingUnit}`.
    case headOf(attribute: String, role: String)
    /// Whoever made the earlier follow-up of the same event by this rule.
    case whoDid(rule: String)
    /// The member of staff whom an answer of the record names (field of kind `staff`): `{namedIn: rectifier}`.
    case namedIn(field: String)
}

/// A step of the channel ladder.
public struct ChannelStep: Sendable, Hashable {
    public var channel: ContactChannel
    /// Tries on this step before the next; nil = no limit on the last step.
    public var tries: Figure<Int>?
    /// Least time between two tries, or `onDifferentDays`.
    public var spacing: Figure<Period>?
    public var onDifferentDays: Bool
    /// Allowed only when this holds (severity, nth, population).
    public var condition: Condition
    /// Allowed from the nth follow-up of the same event on.
    public var fromNth: Figure<Int>?
    public var basis: Basis

    public init(
        channel: ContactChannel, tries: Figure<Int>? = nil, spacing: Figure<Period>? = nil, onDifferentDays: Bool = false,
        condition: Condition = .always, fromNth: Figure<Int>? = nil, basis: Basis = Basis()
    ) {
        (self.channel, self.tries, self.spacing, self.onDifferentDays) = (channel, tries, spacing, onDifferentDays)
        (self.condition, self.fromNth, self.basis) = (condition, fromNth, basis)
    }
}

/// What happens when every step is used up: lost with someone's consent.
public struct Ladder: Sendable, Hashable {
    /// Role that must agree before a follow-up counts as lost; nil = nobody need agree.
    public var lostAgreedBy: AssigneeSource?
    public var basis: Basis
    public init(lostAgreedBy: AssigneeSource? = nil, basis: Basis = Basis(isOurs: true)) {
        (self.lostAgreedBy, self.basis) = (lostAgreedBy, basis)
    }
}

public struct SignRule: Sendable, Hashable {
    /// `followUpStaff`, `customer`, `resident`, or a role.
    public var who: String
    public var level: Signature.Level
    public var channels: [ContactChannel]
    /// At receipt of the task instead of on the record.
    public var onReceipt: Bool
    public var basis: Basis

    public init(who: String, level: Signature.Level, channels: [ContactChannel] = [], onReceipt: Bool = false, basis: Basis = Basis()) {
        (self.who, self.level, self.channels, self.onReceipt, self.basis) = (who, level, channels, onReceipt, basis)
    }
}

/// One step of the review of a record: by whom, whether a comment is required, until when.
public struct ReviewStep: Sendable, Hashable {
    public var by: AssigneeSource
    public var commentRequired: Bool
    public var within: Figure<Period>?
    /// Who reviews when `by` would review a record of their own; nil = anyone else who may review.
    public var ownWorkBy: AssigneeSource?
    public var basis: Basis

    public init(
        by: AssigneeSource, commentRequired: Bool = false, within: Figure<Period>? = nil, ownWorkBy: AssigneeSource? = nil, basis: Basis = Basis()
    ) {
        (self.by, self.commentRequired, self.within, self.ownWorkBy, self.basis) = (by, commentRequired, within, ownWorkBy, basis)
    }
}

/// The time is agreed with the party before the contact: recorded before the visit can be.
public struct Appointment: Sendable, Hashable {
    public var channels: [ContactChannel]
    public var basis: Basis
    public init(channels: [ContactChannel] = [], basis: Basis = Basis()) { (self.channels, self.basis) = (channels, basis) }
}
