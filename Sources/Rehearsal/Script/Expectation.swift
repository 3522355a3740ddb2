import Domain

/// Something that must be true after the acts of a step.
public struct Expectation: Sendable, Hashable {
    public var place: Place
    public var kind: Kind

    public init(place: Place, kind: Kind) { (self.place, self.kind) = (place, kind) }

    public enum Kind: Sendable, Hashable {
        case followUp(FollowUpExpectation)
        case eligible(EligibleExpectation)
        case event(EventExpectation)
        case caseFile(CaseExpectation)
        case clock(ClockExpectation)
        case clockAct(ClockActExpectation)
        case duty(DutyExpectation)
        case promise(of: String, due: DueText?, count: Int?)
        /// Somebody was told.
        case told(role: String, of: String?, count: Int?)
        case escalated(role: String, of: String?, count: Int?)
        case ladder(LadderExpectation)
        case figure(FigureExpectation)
        case draw(DrawExpectation)
        case plan(PlanExpectation)
        case register(RegisterExpectation)
        case explanation(ExplanationExpectation)
        /// The act of this step was refused with this code, and changed nothing.
        case refused(code: String)
        /// Codes of the findings that the acts of this step gave.
        case findings(codes: [String])
    }
}

/// A moment as a rehearsal writes it: a day means its end for a limit and its beginning for an opening.
public enum DueText: Sendable, Hashable {
    case day(LocalDay)
    case moment(Instant)
}

/// Follow-ups that fit the selector: each property that is written must be so.
public struct FollowUpExpectation: Sendable, Hashable {
    public var selector: FollowUpSelector
    /// How many there are; nil = exactly one.
    public var count: Int?
    public var state: FollowUp.State?
    public var timeliness: Timeliness?
    public var opens: DueText?
    public var aim: DueText?
    public var due: DueText?
    public var isProvisional: Bool?
    /// `none` = nobody yet.
    public var assignee: String?
    public var role: String?
    /// Done in time, or late.
    public var isInTime: Bool?
    /// Done in time, but entered after the limit.
    public var isEnteredLate: Bool?
    public var review: Record.Review?
    /// Role that the review waits for.
    public var reviewer: String?
    public var reviewDue: DueText?
    public var mayJoin: [String]?
    /// Of several people who must be reached, those who are missing.
    public var missing: [String]?

    public init(selector: FollowUpSelector) { self.selector = selector }
}

public struct EligibleExpectation: Sendable, Hashable {
    public var of: String
    public var rule: String
    /// nil = there is no such row at all.
    public var standing: Eligible.Standing?
    public var reason: String?

    public init(of: String, rule: String, standing: Eligible.Standing?, reason: String? = nil) {
        (self.of, self.rule, self.standing, self.reason) = (of, rule, standing, reason)
    }
}

/// Events that another led to.
public struct EventExpectation: Sendable, Hashable {
    /// Kind or alias.
    public var kind: String
    public var causedBy: String
    public var attributes: [String: String]
    /// nil = at least one.
    public var count: Int?

    public init(kind: String, causedBy: String, attributes: [String: String] = [:], count: Int? = nil) {
        (self.kind, self.causedBy, self.attributes, self.count) = (kind, causedBy, attributes, count)
    }
}

/// A frame and what was drawn from it.
public struct DrawExpectation: Sendable, Hashable {
    public var rule: String
    /// `2026-09`, `2026-W40`, `2026-Q3`, `block-1`.
    public var frame: String
    public var unit: String?
    public var isFrozen: Bool?
    public var entries: Int?
    public var drawn: Int?
    public var waiting: Int?
    /// Names of the events that were drawn.
    public var events: [String]?

    public init(rule: String, frame: String, unit: String? = nil) { (self.rule, self.frame, self.unit) = (rule, frame, unit) }
}

/// Case files that an event opened or led to.
public struct CaseExpectation: Sendable, Hashable {
    public var of: String
    public var kind: String?
    public var severity: String?
    public var category: String?
    public var stage: CaseFile.Stage?
    /// Who answers for it; `none` = nobody yet.
    public var owner: String?
    /// Role that is to handle it.
    public var role: String?
    /// Printed forms of it, with its number filled in.
    public var prints: [String] = []
    /// nil = at least one.
    public var count: Int?

    public init(of: String, kind: String? = nil, severity: String? = nil, category: String? = nil, stage: CaseFile.Stage? = nil, count: Int? = nil) {
        (self.of, self.kind, self.severity, self.category, self.stage, self.count) = (of, kind, severity, category, stage, count)
    }
}

/// Duties by their name in the regulation, of an event or of a period.
public struct DutyExpectation: Sendable, Hashable {
    public var id: String
    public var of: String?
    /// `2026-09` for a duty that comes back every period.
    public var period: String?
    public var kind: String?
    public var state: Duty.State?
    public var role: String?
    public var owner: String?
    public var reviewer: String?
    public var decider: String?
    public var due: DueText?
    public var unit: String?
    /// Of an assessment: `3/40`, what is proposed as printed, and what may still come.
    public var figure: String?
    public var proposes: [String] = []
    public var open: Int?
    /// Whom it is about, how far it is, until when one may object, and how many corrections it carries.
    public var staff: String?
    public var stands: String?
    public var objectBy: DueText?
    public var carries: Int?
    public var isMissed: Bool?
    /// nil = exactly one.
    public var count: Int?

    public init(id: String, of: String? = nil, period: String? = nil) { (self.id, self.of, self.period) = (id, of, period) }
}

/// Where a follow-up stands on its ladder at the step's moment.
public struct LadderExpectation: Sendable, Hashable {
    public var selector: FollowUpSelector
    public var channel: ContactChannel?
    /// No channel may be used now.
    public var hasNoChannel = false
    public var notBefore: DueText?
    public var isUsedUp: Bool?
    public var agreedBy: String?

    public init(selector: FollowUpSelector) { self.selector = selector }
}

/// A figure of the accounts.
public struct FigureExpectation: Sendable, Hashable {
    public var measure: String
    public var rule: String
    /// Month or day of the anchor: `2026-09`, `2026-09-30`.
    public var cohort: String
    public var unit: String?
    /// Cut-off; nil = the step's moment.
    public var at: Instant?
    public var numerator: Int?
    public var denominator: Int?
    /// Windows that are still open stand apart.
    public var open: Int?
    public var late: Int?
    public var lost: Int?
    public var exempt: Int?
    /// `75.0%`, or `none` where there is no denominator.
    public var rate: String?
    /// Target of the regulation, and whether it is met.
    public var target: String?
    /// Numerator and denominator of the target: `3/10`.
    public var reached: String?
    public var atLeast: String?
    public var isMet: Bool?

    public init(measure: String, rule: String, cohort: String) { (self.measure, self.rule, self.cohort) = (measure, rule, cohort) }
}

/// A register as its definition gives it.
public struct RegisterExpectation: Sendable, Hashable {
    public var id: String
    /// Lines it holds at the step's moment.
    public var lines: Int?
    /// Columns that it must have among others.
    public var columns: [String]
    /// Words that stand in its lines of the present period, and words that must not.
    public var says: [String]
    public var hides: [String]
    /// Last day on which the record of the named follow-up is kept.
    public var keepUntil: LocalDay?
    public var of: FollowUpSelector?

    public init(id: String, lines: Int? = nil, columns: [String] = [], says: [String] = [], hides: [String] = [], keepUntil: LocalDay? = nil, of: FollowUpSelector? = nil) {
        (self.id, self.lines, self.columns, self.keepUntil, self.of) = (id, lines, columns, keepUntil, of)
        (self.says, self.hides) = (says, hides)
    }
}

/// Why a follow-up exists and how its window came about: each text must be a clause, or occur among codes and arguments of the derivation.
public struct ExplanationExpectation: Sendable, Hashable {
    public var selector: FollowUpSelector
    public var says: [String]

    public init(selector: FollowUpSelector, says: [String]) { (self.selector, self.says) = (selector, says) }
}

/// A plan of a round, and one line of it.
public struct PlanExpectation: Sendable, Hashable {
    public var rule: String
    public var period: String
    public var unit: String?
    public var state: String?
    public var lines: Int?
    public var party: String?
    public var day: LocalDay?
    public var standing: String?
}
