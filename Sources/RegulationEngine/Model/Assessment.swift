import Domain

/// What a figure of a period brings a department or a person: a proposal with its evidence, on which a person decides. Nothing is paid or withheld
/// by the program.
public struct AssessmentRule: Sendable, Hashable {
    /// What is measured. The first are measures of the statistics floor, the others are counts.
    public enum Measured: String, Sendable, Hashable, CaseIterable {
        case notMadeShare, followedUpRate, inTimeRate, satisfactionRate, handlingRate
        /// Checks with that verdict.
        case perfunctory, falsified
        /// Events of the kinds that `events` names: complaints of a year.
        case eventCount

        public var isShare: Bool { self == .notMadeShare }
        public var isCount: Bool { [.perfunctory, .falsified, .eventCount].contains(self) }
        public var isRate: Bool { !isShare && !isCount }
    }

    public var id: String
    public var title: LocalizedText
    public var every: NamedPeriod
    /// Each holder of this role is assessed; nil = each department.
    public var each: String?
    public var measure: Measured
    /// Over the follow-ups of these rules.
    public var of: [String]
    /// Kinds or aliases of events that are counted.
    public var events: [String]
    /// Whose work a check or an event is, where persons are assessed: who made the follow-up by a rule, or whom an attribute names. Nil = whose hand it was.
    public var whose: AssigneeSource?
    public var adjust: Adjustment?
    /// Share up to which nothing is proposed, in parts of ten thousand; nil = none.
    public var tolerance: Figure<Int>?
    /// Rate to reach, in parts of ten thousand.
    public var target: Figure<Int>?
    public var reductions: [Reduction]
    public var points: [Points]
    public var measures: [Consequence]
    /// Who decides.
    public var by: AssigneeSource
    /// Day of the month after the period by which it is decided, that day included.
    public var dueDay: Figure<Int>?
    /// Role whose holder is told for the department before it is decided. A person is told in person. Nil = nobody, and it is decided at once.
    public var tell: String?
    /// How long whoever was told may object; needed where persons are told.
    public var objectWithin: Figure<Period>?
    /// Role that decides on an objection: another person than who told, and than who objected.
    public var heardBy: String?
    public var basis: Basis

    /// Findings of checks that each take points of the rate: `-10` for a perfunctory follow-up.
    public struct Adjustment: Sendable, Hashable {
        public var verdicts: [String]
        public var of: [String]
        /// Parts of ten thousand.
        public var points: Figure<Int>

        public init(verdicts: [String], of: [String], points: Figure<Int>) { (self.verdicts, self.of, self.points) = (verdicts, of, points) }
    }

    /// Something that is cut by what is beyond the tolerance or short of the target, or by a part of it.
    public struct Reduction: Sendable, Hashable {
        public var id: String
        public var title: LocalizedText
        public var factor: TermShare.Fraction
        /// By the missing share of the target, not by points: 65 of 70 is cut by 5/70.
        public var isOfTarget: Bool

        public init(id: String, title: LocalizedText, factor: TermShare.Fraction, isOfTarget: Bool = false) {
            (self.id, self.title, self.factor, self.isOfTarget) = (id, title, factor, isOfTarget)
        }
    }

    /// Points for each percent that is missing.
    public struct Points: Sendable, Hashable {
        public var id: String
        public var title: LocalizedText
        public var each: Figure<Int>
        /// A percent that is begun counts as a whole one.
        public var countsBegun: Bool

        public init(id: String, title: LocalizedText, each: Figure<Int>, countsBegun: Bool) {
            (self.id, self.title, self.each, self.countsBegun) = (id, title, each, countsBegun)
        }
    }

    /// Something that happens or does not: no awards this year, a commendation.
    public struct Consequence: Sendable, Hashable {
        public enum Kind: String, Sendable, Hashable, CaseIterable {
            /// Kept from awards, excellence or promotion.
            case bar
            case commend
            /// Anything else that the regulation threatens: a talk, a notice of criticism.
            case measure
        }

        public enum When: Sendable, Hashable {
            case missed, met
            case atLeast(Figure<Int>)
            case atMost(Figure<Int>)
        }

        public var id: String
        public var kind: Kind
        public var title: LocalizedText
        public var when: When

        public init(id: String, kind: Kind, title: LocalizedText, when: When) { (self.id, self.kind, self.title, self.when) = (id, kind, title, when) }
    }

    public init(
        id: String, title: LocalizedText, every: NamedPeriod, each: String? = nil, measure: Measured, of: [String] = [], events: [String] = [],
        whose: AssigneeSource? = nil, adjust: Adjustment? = nil, tolerance: Figure<Int>? = nil, target: Figure<Int>? = nil, reductions: [Reduction] = [],
        points: [Points] = [], measures: [Consequence] = [], by: AssigneeSource, dueDay: Figure<Int>? = nil, tell: String? = nil,
        objectWithin: Figure<Period>? = nil, heardBy: String? = nil, basis: Basis = Basis()
    ) {
        (self.id, self.title, self.every, self.each, self.measure, self.of, self.events) = (id, title, every, each, measure, of, events)
        (self.whose, self.adjust, self.tolerance, self.target, self.reductions) = (whose, adjust, tolerance, target, reductions)
        (self.points, self.measures, self.by, self.dueDay, self.tell) = (points, measures, by, dueDay, tell)
        (self.objectWithin, self.heardBy, self.basis) = (objectWithin, heardBy, basis)
    }

    /// The answers that whoever decides has.
    public static let options = ["asProposed", "otherwise", "none"]

    /// Whoever is assessed is told and may object before it is decided.
    public var isTold: Bool { tell != nil || objectWithin != nil }

    /// The work of deciding, once a department or person and period.
    public var duty: DutyRule {
        DutyRule(id: id, kind: "decide", title: title, every: .stated(every.rawValue), by: by, dueDay: dueDay, basis: basis)
    }
}
