import Domain

/// Tests of one value: an attribute of the event, or an answer of the record.
extension ConditionEvaluator {
    func attribute(_ name: String, _ test: Condition.Test, _ asking: Asking) throws(RuleError) -> Truth {
        let event = asking.context.event
        guard let value = event.attributes[name] else { return try missing(name, test, asking) }
        switch test {
        case .known(let wanted): return Truth(wanted)
        case .oneOf(let codes): return Truth(codes.contains { value.reads(as: $0) })
        case .isTrue(let wanted):
            guard let flag = value.flag else { throw unfit(name, "flag", asking) }
            return Truth(flag == wanted)
        case .compare(let comparison, let figure):
            guard let number = value.measure else { throw unfit(name, "number", asking) }
            return Truth(comparison.compare(number, try figures.number(figure, rule: asking.rule)))
        }
    }

    /// Declared as optional: a flag is not set, anything else unknown. Not declared, or required: an error of the rule, or of the event.
    private func missing(_ name: String, _ test: Condition.Test, _ asking: Asking) throws(RuleError) -> Truth {
        let kind = asking.context.event.kind
        guard let definition = registry.kinds[kind]?.attribute(name) else {
            throw asking.error(.attributeUndeclared, ["attribute": name, "event": kind])
        }
        if case .known(let wanted) = test { return Truth(!wanted) }
        guard !definition.isRequired else { throw asking.error(.attributeUnknown, ["attribute": name, "event": kind]) }
        guard definition.kind == .flag else { return .unknown(attribute: name) }
        return unset(test)
    }

    private func unset(_ test: Condition.Test) -> Truth {
        switch test {
        case .isTrue(let wanted): Truth(!wanted)
        case .oneOf(let codes): Truth(codes.contains("false"))
        case .compare, .known: .fails
        }
    }

    func answer(_ field: String, _ test: Condition.Test, _ asking: Asking) throws(RuleError) -> Truth {
        let answer = try asking.record("answer").answers[field]
        if case .known(let wanted) = test { return Truth((answer != nil) == wanted) }
        guard let answer else { return try unanswered(field, asking) }
        switch test {
        case .known: return .holds
        case .oneOf(let codes): return Truth(answer.codes.contains { codes.contains($0) })
        case .isTrue(let wanted):
            guard case .flag(let flag) = answer else { throw unfit(field, "flag", asking) }
            return Truth(flag == wanted)
        case .compare(let comparison, let figure):
            guard case .number(let number) = answer else { throw unfit(field, "number", asking) }
            return Truth(comparison.compare(number, try figures.number(figure, rule: asking.rule)))
        }
    }

    /// A question that the rule's form has and nobody answered is unknown; one that no form has is an error of the rule.
    private func unanswered(_ field: String, _ asking: Asking) throws(RuleError) -> Truth {
        let isAsked = regulation.forms.contains { $0.field(field) != nil }
        guard isAsked else { throw asking.error(.attributeUndeclared, ["attribute": field, "event": asking.context.event.kind]) }
        return .unknown(attribute: field)
    }

    private func unfit(_ name: String, _ wanted: String, _ asking: Asking) -> RuleError {
        asking.error(.attributeUnfit, ["attribute": name, "wanted": wanted])
    }
}

extension AttributeValue {
    /// The number to compare: itself, or how many a list holds.
    var measure: Double? {
        switch self {
        case .number(let value): value
        case .list(let values): Double(values.count)
        default: nil
        }
    }
}

extension Answer {
    /// What a test by codes looks at.
    var codes: [String] {
        switch self {
        case .code(let code): [code]
        case .codes(let codes): codes
        case .flag(let value): [value ? "true" : "false"]
        case .text(let text): [text]
        case .number(let number): [number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)]
        case .day(let day): [day.iso]
        case .instant(let instant): [String(instant.milliseconds)]
        }
    }
}
