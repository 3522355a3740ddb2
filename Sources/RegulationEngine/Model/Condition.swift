import Domain

/// A structured condition: no free expression language. Checked against the event registry and forms, explainable, translatable.
public indirect enum Condition: Sendable, Hashable {
    case always
    /// An attribute of the event (`severity: major`, `age: ">=60"`).
    case attribute(String, Test)
    /// An answer of the record (`satisfaction: dissatisfied`).
    case answer(field: String, Test)
    /// A flag that the worker sets on the record (`needsHomeVisit`, `unresolved`).
    case flag(String)
    /// The contact's result code, or `unreachable` (the ladder is used up).
    case result([String])
    case channel([ContactChannel])
    /// The nth follow-up of the same event and rule.
    case nth(Comparison, Figure<Int>)
    case population(String)
    case event([String])
    case count(HistoryCount)
    /// A decision's option: `decision: {question, option}`.
    case decision(question: String, option: String)
    case not(Condition)
    case allOf([Condition])
    case anyOf([Condition])

    /// A test of one value.
    public enum Test: Sendable, Hashable {
        case oneOf([String])
        case compare(Comparison, Figure<Double>)
        case isTrue(Bool)
        case known(Bool)
    }

    public enum Comparison: String, Sendable, Hashable, Codable {
        case atLeast = ">=", atMost = "<=", more = ">", less = "<", equal = "="
    }
}

/// `count: complaintClosed, same: issue, inARow: true, atLeast: 2, within: 12 months`.
public struct HistoryCount: Sendable, Hashable {
    /// Event name (kind or alias) to count.
    public var of: String
    /// Attributes that must be the same, `party` and `unit` included: `[party, category]`.
    public var same: [String]
    public var inARow: Bool
    public var atLeast: Figure<Int>
    public var within: Figure<Period>

    public init(of: String, same: [String], inARow: Bool = false, atLeast: Figure<Int>, within: Figure<Period>) {
        (self.of, self.same, self.inARow, self.atLeast, self.within) = (of, same, inARow, atLeast, within)
    }
}
