import Domain

/// A limit on a case with its own start, stop and pauses: reply within 24 hours, report up within 2.
public struct CaseClock: Sendable, Hashable {
    /// When the limit is.
    public enum Length: Sendable, Hashable {
        case budget(Figure<Period>)
        /// The moment, or the end of the day, that this attribute of the event names.
        case dated(String)
    }

    public var id: String
    public var title: LocalizedText
    /// Steps that start it; the first of them does.
    public var start: [String]
    /// Steps that stop it; the closing of the case always does.
    public var stop: [String]
    public var length: Length
    /// Hours and minutes run only while the organisation works.
    public var isWorkingTime: Bool
    /// Steps at which it stands until the case goes on.
    public var pausedIn: [String]
    /// Only for cases like this, now.
    public var condition: Condition
    /// Clocks that do not run while this one applies.
    public var overrides: [String]
    /// After each stop it starts anew with this budget.
    public var again: Figure<Period>?
    /// Until one of these steps.
    public var againUntil: [String]
    public var lastDay: TimeRules.LastDay?
    public var before: [ClockAction]
    /// In order; each waits for the one before it.
    public var atDeadline: [ClockAction]
    public var basis: Basis

    public init(
        id: String, title: LocalizedText, start: [String] = [CaseStep.received], stop: [String], length: Length, isWorkingTime: Bool = false,
        pausedIn: [String] = [], condition: Condition = .always, overrides: [String] = [], again: Figure<Period>? = nil, againUntil: [String] = [],
        lastDay: TimeRules.LastDay? = nil, before: [ClockAction] = [], atDeadline: [ClockAction] = [], basis: Basis = Basis()
    ) {
        (self.id, self.title, self.start, self.stop, self.length) = (id, title, start, stop, length)
        (self.isWorkingTime, self.pausedIn, self.condition, self.overrides) = (isWorkingTime, pausedIn, condition, overrides)
        (self.again, self.againUntil, self.lastDay) = (again, againUntil, lastDay)
        (self.before, self.atDeadline, self.basis) = (before, atDeadline, basis)
    }
}

/// What a clock makes happen before its limit or when it is reached. To remind, to inform and to transfer are different things.
public struct ClockAction: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Whoever is responsible is told what they owe.
        case remind
        /// Somebody else is told; nothing changes hands.
        case inform
        /// Somebody else answers for the case from now on, and is told.
        case transfer
    }

    public enum Recipient: Sendable, Hashable {
        /// Whoever answers for the case.
        case owner
        case source(AssigneeSource)
    }

    public var kind: Kind
    public var to: Recipient
    /// Before the limit: so long before. At the limit: so long after it, or after the action before this one was done; nil = at once.
    public var period: Figure<Period>?
    public var basis: Basis

    public init(kind: Kind, to: Recipient, period: Figure<Period>? = nil, basis: Basis = Basis()) {
        (self.kind, self.to, self.period, self.basis) = (kind, to, period, basis)
    }
}
