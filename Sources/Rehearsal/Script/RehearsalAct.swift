import Domain

/// Something that happens.
public enum RehearsalAct: Sendable, Hashable {
    case event(EventAct)
    case record(RecordAct)
    case arrange(ArrangeAct)
    case accept(followUp: FollowUpSelector, by: String)
    /// Somebody agrees that a follow-up is lost.
    case lose(followUp: FollowUpSelector, by: String, reason: String)
    case review(ReviewAct)
    /// Somebody takes an event that was not drawn, or that a rule leaves to their choice.
    case choose(DrawAct)
    /// The next reserve takes the place of a drawn event that came to nothing.
    case replace(DrawAct)
    case plan(PlanAct)
    case close(CloseAct)
    case handle(CaseAct)
    case handIn(DutyAct)
    case decide(DecideAct)
    case assess(AssessAct)
    case adopt(regulation: String, AdoptionSetting)
    case setting(SettingAct)
    /// The engine's clock runs; it also runs by itself whenever time passes.
    case tick
}

/// A line of a plan is changed.
public struct PlanAct: Sendable, Hashable {
    public var rule: String
    public var period: String
    public var unit: String?
    public var party: String
    public var by: String
    public var day: LocalDay?
    public var staff: String?
    public var isAdded: Bool
    /// Why it is dropped; nil = it is not.
    public var drop: String?

    public init(
        rule: String, period: String, unit: String? = nil, party: String, by: String, day: LocalDay? = nil, staff: String? = nil, isAdded: Bool = false,
        drop: String? = nil
    ) {
        (self.rule, self.period, self.unit, self.party, self.by) = (rule, period, unit, party, by)
        (self.day, self.staff, self.isAdded, self.drop) = (day, staff, isAdded, drop)
    }
}

/// A fact comes in. The same name again is a correction or a repetition, as the content says.
public struct EventAct: Sendable, Hashable {
    public var kind: String
    /// Its name in the rehearsal, and the number of its matter where the attributes give none.
    public var id: String
    public var unit: String?
    /// Number of the party; the same number is the same party.
    public var party: String?
    public var name: String?
    public var phone: String?
    public var address: String?
    public var born: LocalDay?
    /// When it happened; nil = at the step's moment.
    public var occurred: Instant?
    /// False when only the day was said.
    public var isTimeKnown: Bool
    /// Values as written; the registry says of which kind they are.
    public var attributes: [String: [String]]

    public init(
        kind: String, id: String, unit: String? = nil, party: String? = nil, name: String? = nil, phone: String? = nil, address: String? = nil,
        born: LocalDay? = nil, occurred: Instant? = nil, isTimeKnown: Bool = true, attributes: [String: [String]] = [:]
    ) {
        (self.kind, self.id, self.unit, self.party, self.name) = (kind, id, unit, party, name)
        self.born = born
        (self.phone, self.address, self.occurred, self.isTimeKnown, self.attributes) = (phone, address, occurred, isTimeKnown, attributes)
    }
}

/// A contact with its records: the first follow-up, and others of the same person that it settles as well.
public struct RecordAct: Sendable, Hashable {
    public struct Entry: Sendable, Hashable {
        public var followUp: FollowUpSelector
        /// Answers as written; the form says of which kind they are.
        public var answers: [String: [String]]
        /// `customer`, `resident` … and how.
        public var signatures: [String: Signature.Level]
        public init(followUp: FollowUpSelector, answers: [String: [String]] = [:], signatures: [String: Signature.Level] = [:]) {
            (self.followUp, self.answers, self.signatures) = (followUp, answers, signatures)
        }
    }

    public var by: String
    public var channel: ContactChannel
    /// Code of the result catalogue.
    public var result: String
    public var respondent: String?
    /// When it happened, if it is entered later than it happened.
    public var occurred: Instant?
    public var callBackAt: Instant?
    public var overrideReason: String?
    public var lateReason: String?
    public var note: String?
    public var entries: [Entry]

    public init(
        by: String, channel: ContactChannel, result: String, respondent: String? = nil, occurred: Instant? = nil, callBackAt: Instant? = nil,
        overrideReason: String? = nil, lateReason: String? = nil, note: String? = nil, entries: [Entry]
    ) {
        (self.by, self.channel, self.result, self.respondent, self.occurred) = (by, channel, result, respondent, occurred)
        (self.callBackAt, self.overrideReason, self.lateReason, self.note, self.entries) = (callBackAt, overrideReason, lateReason, note, entries)
    }
}

/// A visit is arranged: a contact that agrees on its time.
public struct ArrangeAct: Sendable, Hashable {
    public var followUp: FollowUpSelector
    public var by: String
    public var channel: ContactChannel
    public var visitAt: Instant

    public init(followUp: FollowUpSelector, by: String, channel: ContactChannel, visitAt: Instant) {
        (self.followUp, self.by, self.channel, self.visitAt) = (followUp, by, channel, visitAt)
    }
}

/// A review of the latest record of a follow-up, or of a duty.
public struct ReviewAct: Sendable, Hashable {
    public enum Subject: Sendable, Hashable {
        case record(FollowUpSelector)
        case duty(id: String, of: String?)
    }

    public enum Verdict: String, Sendable, Hashable, CaseIterable { case signedOff, returned }

    public var subject: Subject
    public var by: String
    public var verdict: Verdict
    public var comment: String?

    public init(subject: Subject, by: String, verdict: Verdict, comment: String? = nil) {
        (self.subject, self.by, self.verdict, self.comment) = (subject, by, verdict, comment)
    }
}

/// What people do beside the lot.
public struct DrawAct: Sendable, Hashable {
    public var of: String
    public var rule: String
    public var by: String
    public var reason: String

    public init(of: String, rule: String, by: String, reason: String) { (self.of, self.rule, self.by, self.reason) = (of, rule, by, reason) }
}

/// The open case that an event led to is closed.
public struct CloseAct: Sendable, Hashable {
    public var of: String
    public var kind: String?
    public var by: String
    public var cause: String
    public var measure: String
    /// `yes`, `no` or `unclear`.
    public var proven: String?
    /// When the person was answered, where no step says so.
    public var repliedAt: Instant?
    /// Name of the closing event for later steps.
    public var name: String?

    public init(
        of: String, kind: String? = nil, by: String, cause: String, measure: String, proven: String? = nil, repliedAt: Instant? = nil, name: String? = nil
    ) {
        (self.of, self.kind, self.by, self.cause, self.measure) = (of, kind, by, cause, measure)
        (self.proven, self.repliedAt, self.name) = (proven, repliedAt, name)
    }
}

/// The product of a duty is handed in.
public struct DutyAct: Sendable, Hashable {
    public var id: String
    public var of: String?
    public var by: String
    public var text: String

    public init(id: String, of: String? = nil, by: String, text: String) { (self.id, self.of, self.by, self.text) = (id, of, by, text) }
}

public struct DecideAct: Sendable, Hashable {
    public var question: String
    /// Nil for what a period brings.
    public var of: String?
    public var unit: String?
    public var staff: String?
    public var by: String
    public var option: String
    public var reason: String?

    public init(question: String, of: String?, unit: String? = nil, staff: String? = nil, by: String, option: String, reason: String? = nil) {
        (self.question, self.of, self.unit, self.staff, self.by, self.option, self.reason) = (question, of, unit, staff, by, option, reason)
    }
}

/// A step of an assessment before or after its decision.
public struct AssessAct: Sendable, Hashable {
    public enum Step: String, Sendable, Hashable, CaseIterable { case tell, accept, object, uphold, dismiss, correct }

    public var question: String
    public var unit: String?
    /// Whom it is about, where persons are assessed.
    public var staff: String?
    /// By its first month; nil = the latest.
    public var period: String?
    public var by: String
    public var step: Step
    public var reason: String

    public init(question: String, unit: String?, staff: String?, period: String?, by: String, step: Step, reason: String) {
        (self.question, self.unit, self.staff, self.period) = (question, unit, staff, period)
        (self.by, self.step, self.reason) = (by, step, reason)
    }
}

/// A dated setting of the organisation.
public enum SettingAct: Sendable, Hashable {
    case leave(staff: String, from: LocalDay, until: LocalDay, standIn: String?)
    case post(staff: String, role: String, unit: String?, from: LocalDay, until: LocalDay?)
    /// The organisation's own days.
    case days(off: [LocalDay], worked: [LocalDay])
    /// The statutory schedule of a year is loaded.
    case schedule(year: Int, off: [LocalDay], worked: [LocalDay])
}
