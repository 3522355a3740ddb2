import Domain

/// Two adopted regulations that can hardly be met together.
public enum RegulationConflicts {
    public struct Adopted: Sendable {
        public var regulation: Regulation
        public var values: [String: String]
        public init(_ regulation: Regulation, values: [String: String] = [:]) { (self.regulation, self.values) = (regulation, values) }
    }

    /// For every pair of rules of different regulations that the same event starts.
    ///
    /// | finding | wrong |
    /// |---|---|
    /// | `conflictingWindows` | one may only begin when the other has ended, such as within 1 month and not before 1 month |
    /// | `sameEventTwice` | both make a follow-up of the same event: note |
    /// - Parameter registry: to know that two names mean the same kind of event.
    public static func findings(_ adopted: [Adopted], registry: EventRegistry) -> [Finding] {
        adopted.indices.flatMap { first in
            adopted.indices.dropFirst(first + 1).flatMap { second in pairs(adopted[first], adopted[second], registry) }
        }
    }

    private static func pairs(_ a: Adopted, _ b: Adopted, _ registry: EventRegistry) -> [Finding] {
        a.regulation.followUps.flatMap { rule in
            b.regulation.followUps.filter { meet(rule, $0, registry) }.flatMap { compare(a, rule, b, $0) }
        }
    }

    private static func meet(_ a: FollowUpRule, _ b: FollowUpRule, _ registry: EventRegistry) -> Bool {
        guard case .after(let first) = a.trigger, case .after(let second) = b.trigger, a.window.anchor == b.window.anchor, a.window.term == nil, b.window.term == nil, a.recurrence == nil, b.recurrence == nil else { return false }
        return first.contains { name in second.contains { same(name, $0, registry) } }
    }

    private static func same(_ a: String, _ b: String, _ registry: EventRegistry) -> Bool {
        guard let first = registry.resolve(a), let second = registry.resolve(b), first.kind.name == second.kind.name else { return a == b }
        return first.fixed.allSatisfy { (second.fixed[$0.key] ?? $0.value) == $0.value }
    }

    private static func compare(_ a: Adopted, _ first: FollowUpRule, _ b: Adopted, _ second: FollowUpRule) -> [Finding] {
        let (one, other) = (Span(first, a), Span(second, b))
        let arguments = ["first": "\(a.regulation.id).\(first.id)", "second": "\(b.regulation.id).\(second.id)"]
        if one.endsBefore(other) || other.endsBefore(one) {
            return [Finding(.warning, "conflictingWindows", arguments.merging(["ends": one.endsBefore(other) ? one.text : other.text]) { a, _ in a })]
        }
        return [Finding(.note, "sameEventTwice", arguments)]
    }

    private struct Span {
        var opens: Period?
        var ends: Period?

        init(_ rule: FollowUpRule, _ adopted: Adopted) {
            let values = CheckedValues(adopted.regulation, adopted.values)
            (opens, ends) = (values.period(rule.window.notBefore) ?? values.period(rule.window.after), values.period(rule.window.within))
        }

        /// Ends when the other has just begun or not yet: the same period is enough to conflict.
        func endsBefore(_ other: Span) -> Bool {
            guard let ends, let opens = other.opens else { return false }
            return ends == opens || PeriodLength.most(ends) <= PeriodLength.least(opens)
        }

        var text: String { ends?.text ?? "" }
    }
}

extension Finding {
    fileprivate init(_ severity: Severity, _ code: String, _ arguments: [String: String]) { self.init(severity, code, at: Place(), arguments) }
}
