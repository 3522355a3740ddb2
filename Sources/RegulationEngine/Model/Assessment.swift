import Domain

/// What a figure of a period brings a department: a proposal with its evidence, on which a person decides. Nothing is paid or withheld by the program.
public struct AssessmentRule: Sendable, Hashable {
    public var id: String
    public var title: LocalizedText
    public var every: NamedPeriod
    /// A measure of the statistics floor that counts what went wrong: `notMadeShare`.
    public var measure: String
    public var of: [String]
    /// Share up to which nothing is proposed, in parts of ten thousand; nil = none.
    public var tolerance: Figure<Int>?
    public var reductions: [Reduction]
    /// Who decides.
    public var by: AssigneeSource
    /// Day of the month after the period by which it is decided, that day included.
    public var dueDay: Figure<Int>?
    public var basis: Basis

    /// Something that is cut by the share beyond the tolerance, or by a part of it.
    public struct Reduction: Sendable, Hashable {
        public var id: String
        public var title: LocalizedText
        public var factor: TermShare.Fraction

        public init(id: String, title: LocalizedText, factor: TermShare.Fraction) { (self.id, self.title, self.factor) = (id, title, factor) }
    }

    public init(
        id: String, title: LocalizedText, every: NamedPeriod, measure: String, of: [String], tolerance: Figure<Int>? = nil, reductions: [Reduction],
        by: AssigneeSource, dueDay: Figure<Int>? = nil, basis: Basis = Basis()
    ) {
        (self.id, self.title, self.every, self.measure, self.of, self.tolerance) = (id, title, every, measure, of, tolerance)
        (self.reductions, self.by, self.dueDay, self.basis) = (reductions, by, dueDay, basis)
    }

    /// The answers that whoever decides has.
    public static let options = ["asProposed", "otherwise", "none"]

    /// The work of deciding, once a department and period.
    public var duty: DutyRule {
        DutyRule(id: id, kind: "decide", title: title, every: .stated(every.rawValue), by: by, dueDay: dueDay, basis: basis)
    }
}
