import Domain

/// `raise`: an event about the same party and matter, with attributes set, copied and filled.
extension ActionReading {
    func raised(_ raise: Raise, _ path: String) throws(RuleError) -> RaisedEvent {
        guard let name = rules.evaluator.registry.resolve(raise.event) else {
            throw RuleError(rule: outcome.id, .eventUnknown, ["event": raise.event])
        }
        var attributes: [String: AttributeValue] = [:]
        for attribute in raise.copy { attributes[attribute] = record.event.attributes[attribute] }
        for (attribute, field) in raise.fill {
            guard let answer = record.answers[field], !answer.isBlank else { continue }
            attributes[attribute] = try value(of: answer, for: attribute, name.kind)
        }
        for (attribute, text) in raise.set.merging(name.fixed, uniquingKeysWith: { _, fixed in fixed }) {
            attributes[attribute] = try value(of: .text(text), for: attribute, name.kind)
        }
        return RaisedEvent(
            kind: name.kind.name, attributes: attributes, naturalKey: record.source + "/" + outcome.id + "/" + path, occurredAt: record.occurredAt)
    }

    /// The answer as the registry types the attribute.
    private func value(of answer: Answer, for attribute: String, _ kind: EventKind) throws(RuleError) -> AttributeValue {
        guard let definition = kind.attribute(attribute) else {
            throw RuleError(rule: outcome.id, .attributeUndeclared, ["attribute": attribute, "event": kind.name])
        }
        if let value = answer.value(as: definition.kind) { return value }
        throw RuleError(rule: outcome.id, .attributeUnfit, ["attribute": attribute, "wanted": definition.kind.rawValue])
    }
}

extension Answer {
    /// nil when the answer does not fit the kind.
    fileprivate func value(as kind: AttributeDefinition.Kind) -> AttributeValue? {
        switch (kind, self) {
        case (.number, .number(let number)): .number(number)
        case (.number, _): codes.first.flatMap(Double.init).map(AttributeValue.number)
        case (.flag, _): codes.first.flatMap { $0 == "true" ? .flag(true) : $0 == "false" ? .flag(false) : nil }
        case (.day, .day(let day)): .day(day)
        case (.day, _): codes.first.flatMap { LocalDay(iso: $0) }.map(AttributeValue.day)
        case (.instant, .instant(let moment)): .instant(moment)
        case (.instant, _): nil
        case (.list, _): .list(codes)
        default: .text(codes.joined(separator: ", "))
        }
    }
}
