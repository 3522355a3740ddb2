import Domain

/// Events that a case raises: about the same party and matter, with attributes set and copied.
extension CaseClocks {
    /// - Returns: kind of the registry and attributes; an alias is resolved and its values are among the attributes.
    /// - Throws: `RuleError` for an event or attribute that is unknown, or a value that does not fit.
    public func raised(_ raise: Raise, _ facts: CaseFacts, rule: String) throws(RuleError) -> (kind: String, attributes: [String: AttributeValue]) {
        guard let (kind, fixed) = evaluator.registry.resolve(raise.event) else { throw RuleError(rule: rule, .eventUnknown, ["event": raise.event]) }
        var attributes: [String: AttributeValue] = [:]
        for name in raise.copy { attributes[name] = facts.event.attributes[name] }
        for (name, text) in raise.set.merging(fixed, uniquingKeysWith: { _, fixed in fixed }) {
            guard let definition = kind.attribute(name) else { throw RuleError(rule: rule, .attributeUndeclared, ["attribute": name, "event": kind.name]) }
            guard let value = AttributeValue(text, as: definition.kind) else {
                throw RuleError(rule: rule, .attributeUnfit, ["attribute": name, "wanted": definition.kind.rawValue])
            }
            attributes[name] = value
        }
        return (kind.name, attributes)
    }

    /// The past events that the conditions of a consequence count.
    public func queries(_ consequence: CaseConsequence, event: Event, now: Instant) -> [HistoryQuery] {
        evaluator.queries([(rule: consequence.id, condition: consequence.condition)], event: event, now: now)
    }

    /// When something is due that follows from a step.
    public func due(_ within: Figure<Period>?, from moment: Instant, rule: String, calendar: WorkingCalendar) throws(RuleError) -> Instant? {
        guard let within else { return nil }
        let time = edition.regulation.time
        let period = try evaluator.figures.period(within, rule: rule)
        return Deadlines(calendar: calendar, zone: zone).deadline(from: moment, period, LimitReading(lastDay: time.lastDay, closeOfBusiness: time.closeOfBusiness)).at
    }
}

extension AttributeValue {
    /// A value that a regulation writes out; nil when it does not fit the kind.
    fileprivate init?(_ text: String, as kind: AttributeDefinition.Kind) {
        switch kind {
        case .number: guard let number = Double(text) else { return nil }; self = .number(number)
        case .flag: guard text == "true" || text == "false" else { return nil }; self = .flag(text == "true")
        case .day: guard let day = LocalDay(iso: text) else { return nil }; self = .day(day)
        case .instant: return nil
        case .list: self = .list([text])
        case .text, .code, .staff, .unit, .phone, .address: self = .text(text)
        }
    }
}
