import Domain

/// How a complaint, a repair request or another report is handled until it is settled: who answers for it, its steps, its clocks, what follows.
public struct CaseRule: Sendable, Hashable {
    public var id: String
    public var title: LocalizedText
    /// Events (kind or alias) that open such a case. Of several rules of a regulation the first that fits opens it.
    public var opens: [String]
    /// Which of them.
    public var condition: Condition
    /// 首问负责: whoever received it answers for it until somebody else has accepted it.
    public var staysWithReceiver: Bool
    /// Whether somebody who does not give a name may report.
    public var acceptsAnonymous: Bool
    /// Who is to handle it; the first line that fits wins.
    public var assign: [AssignLine]
    /// Steps of the regulation's own, beside the common ones of `caseAdvanced`.
    public var steps: [CodeDefinition]
    public var decisions: [CaseDecision]
    public var clocks: [CaseClock]
    /// What must be filled in before it can be closed.
    public var closing: ClosingRule
    /// Nil: every report is a case of its own.
    public var merging: MergingRule?
    /// What follows when a step is reached.
    public var consequences: [CaseConsequence]
    /// Printed forms of it, to take along.
    public var forms: [String]
    /// It handles nothing: what follows from it comes beside whatever rule handles the case, also of another regulation.
    public var isBeside: Bool
    public var basis: Basis

    public init(
        id: String, title: LocalizedText, opens: [String], condition: Condition = .always, staysWithReceiver: Bool = false, acceptsAnonymous: Bool = true, assign: [AssignLine] = [],
        steps: [CodeDefinition] = [], decisions: [CaseDecision] = [], clocks: [CaseClock] = [], closing: ClosingRule = ClosingRule(),
        merging: MergingRule? = nil, consequences: [CaseConsequence] = [], forms: [String] = [], isBeside: Bool = false, basis: Basis = Basis()
    ) {
        (self.id, self.title, self.opens, self.condition) = (id, title, opens, condition)
        (self.staysWithReceiver, self.assign, self.steps, self.decisions) = (staysWithReceiver, assign, steps, decisions)
        (self.acceptsAnonymous, self.clocks, self.closing, self.merging) = (acceptsAnonymous, clocks, closing, merging)
        (self.consequences, self.forms, self.isBeside, self.basis) = (consequences, forms, isBeside, basis)
    }

    public func clock(_ id: String) -> CaseClock? { clocks.first { $0.id == id } }
    public func decision(_ id: String) -> CaseDecision? { decisions.first { $0.id == id } }
}

/// Something that is decided on a case by a named role and bears on its clocks: ordinary or complex.
public struct CaseDecision: Sendable, Hashable {
    public var id: String
    public var title: LocalizedText
    public var options: [CodeDefinition]
    /// What holds while nobody has decided.
    public var initially: String?
    public var by: AssigneeSource
    public var basis: Basis

    public init(id: String, title: LocalizedText, options: [CodeDefinition], initially: String? = nil, by: AssigneeSource, basis: Basis = Basis()) {
        (self.id, self.title, self.options) = (id, title, options)
        (self.initially, self.by, self.basis) = (initially, by, basis)
    }
}

/// What closing a case needs.
public struct ClosingRule: Sendable, Hashable {
    public enum Need: String, Sendable, Hashable, CaseIterable {
        /// Why it came to this; what was done; that the person was answered; the signature of every department that was asked; whether it is proven.
        case cause, measure, reply, departments, proven
    }

    public var needs: [Need]
    /// Role that closes; nil = whoever handles it.
    public var by: AssigneeSource?
    public var basis: Basis

    public init(needs: [Need] = [.measure], by: AssigneeSource? = nil, basis: Basis = Basis(isOurs: true)) {
        (self.needs, self.by, self.basis) = (needs, by, basis)
    }
}

/// When a report that comes in is the same matter as a case that is open already.
public struct MergingRule: Sendable, Hashable {
    /// `party`, `category`, or attributes of the event.
    public var same: [String]
    public var within: Figure<Period>
    public var basis: Basis

    public init(same: [String], within: Figure<Period>, basis: Basis = Basis()) { (self.same, self.within, self.basis) = (same, within, basis) }
}

/// `follows: {after: replied, when: …, then: …}`.
public struct CaseConsequence: Sendable, Hashable {
    public var id: String
    public var steps: [String]
    public var condition: Condition
    public var then: [OutcomeAction]
    public var basis: Basis

    public init(id: String, steps: [String], condition: Condition = .always, then: [OutcomeAction], basis: Basis = Basis()) {
        (self.id, self.steps, self.condition, self.then, self.basis) = (id, steps, condition, then, basis)
    }
}
