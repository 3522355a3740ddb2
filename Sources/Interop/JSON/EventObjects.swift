import Domain

/// The door for events that programs send as JSON: the kinds and attributes of the registry, under their own names.
public struct EventObjects {
    private let registry: EventRegistry
    private let zone: CivilZone
    private let sexes: CodeSpellings
    private let naming: WithdrawnEventNaming

    /// - Parameter zone: in which moments are meant that say no offset.
    public init(registry: EventRegistry, zone: CivilZone = .shanghai) {
        (self.registry, self.zone) = (registry, zone)
        sexes = CodeSpellings(registry.envelope.first { $0.name == "sex" }?.codes ?? [])
        naming = WithdrawnEventNaming(registry)
    }

    /// The event, or why it is none.
    ///
    /// - Parameters:
    ///   - path: where the value stands in its document.
    ///   - number: its place among those that came with it, from 1.
    public func read(_ value: JSONValue, at path: String, number: Int) -> (event: IncomingEvent?, findings: [Finding]) {
        let findings = JSONFindings()
        guard let fields = JSONFields(value, at: path, findings) else { return (nil, findings.all) }
        let event = event(fields, number, findings)
        return (findings.hasErrors ? nil : event, findings.all)
    }

    private static let names: Set = ["kind", "occurredAt", "unit", "party", "attributes"]

    private func event(_ fields: JSONFields, _ number: Int, _ findings: JSONFindings) -> IncomingEvent? {
        fields.refuse(otherThan: Self.names)
        let moment = moment(fields, findings)
        let unit = fields.text("unit", atMost: 100)
        guard let name = fields.text("kind", isRequired: true, atMost: 100) else { return nil }
        guard let (kind, fixed) = registry.resolve(name) else {
            findings.tell("event.unknownKind", at: fields.place("kind"), ["kind": String(name.prefix(60))])
            return nil
        }
        if unit == nil, kind.matter != nil { findings.tell("json.required", at: fields.place("unit")) }
        let party = fields.fields("party").flatMap { self.party($0, kind, findings) }
        var attributes = self.attributes(fields, kind, fixed, findings)
        if kind.name == WithdrawnEventNaming.kind { naming.complete(&attributes) }
        guard let moment else { return nil }
        return IncomingEvent(
            kind: kind.name, occurredAt: moment.at, isTimeKnown: moment.isTimeKnown, unitCode: unit ?? "", party: party,
            matterNumber: kind.matterNumber.flatMap { attributes[$0]?.keyText },
            naturalKey: .of(kind, attributes, at: moment.at, unit: unit ?? "", party: party), attributes: attributes, line: number)
    }

    /// A day alone is 00:00 of that day, its time not known.
    private func moment(_ fields: JSONFields, _ findings: JSONFindings) -> (at: Instant, isTimeKnown: Bool)? {
        guard let text = fields.text("occurredAt", isRequired: true, atMost: 40) else { return nil }
        if let day = LocalDay(iso: text) { return (zone.instant(day), false) }
        if let moment = zone.instant(iso: text) { return (moment, true) }
        findings.tell("json.momentUnreadable", at: fields.place("occurredAt"))
        return nil
    }

    // MARK: Attributes

    private func attributes(_ fields: JSONFields, _ kind: EventKind, _ fixed: [String: String], _ findings: JSONFindings) -> [String: AttributeValue]
    {
        let given = fields.fields("attributes")
        given?.refuse(otherThan: Set(kind.attributes.map(\.name)))
        var values: [String: AttributeValue] = [:]
        for definition in kind.attributes {
            let value = given.flatMap { self.value(definition, kind, $0, findings) }
            if let text = fixed[definition.name] {
                let stated = AttributeValue.of(text, definition)
                if let value, value != stated { findings.tell("json.otherKind", at: given?.place(definition.name) ?? fields.path) }
                values[definition.name] = stated
            } else if let value {
                values[definition.name] = value
            } else if definition.isRequired || definition.name == kind.naturalKey.first, given?.given(definition.name) == nil {
                findings.tell("json.required", at: fields.place("attributes") + "/" + definition.name)
            }
        }
        return values
    }

    private func value(_ definition: AttributeDefinition, _ kind: EventKind, _ given: JSONFields, _ findings: JSONFindings) -> AttributeValue? {
        let name = definition.name
        switch definition.kind {
        case .text, .staff, .unit, .address:
            let isKey = kind.naturalKey.contains(name) || kind.matterNumber == name
            return given.text(name, atMost: isKey ? 100 : 2000).map { .text($0) }
        case .code: return code(name, CodeSpellings(definition.codes), given, findings).map { .text($0) }
        case .number: return given.number(name).map { .number($0) }
        case .flag: return given.flag(name).map { .flag($0) }
        case .day: return given.day(name).map { .day($0) }
        case .instant: return given.moment(name, in: zone).map { .instant($0) }
        case .list: return given.texts(name).map { .list($0) }
        case .phone: return given.text(name, atMost: 100).flatMap { phone($0, at: given.place(name), findings) }.map { .text($0) }
        }
    }

    private func code(_ name: String, _ codes: CodeSpellings, _ given: JSONFields, _ findings: JSONFindings) -> String? {
        guard let text = given.text(name, atMost: 100) else { return nil }
        if let code = codes.code(for: text) { return code }
        findings.tell("json.codeUnknown", at: given.place(name), ["value": String(text.prefix(60)), "accepted": codes.known])
        return nil
    }

    /// A number that is none does not keep the fact out: the follow-up is needed all the same, and the number can be added.
    private func phone(_ text: String, at path: String, _ findings: JSONFindings) -> String? {
        if let number = WrittenPhones.plain(text) { return number }
        findings.tell("json.phoneUnreadable", as: .warning, at: path)
        return nil
    }

    // MARK: The party

    private static let partyNames: Set = ["name", "number", "phones", "address", "sex", "bornOn"]

    private func party(_ fields: JSONFields, _ kind: EventKind, _ findings: JSONFindings) -> PartyDraft? {
        fields.refuse(otherThan: Self.partyNames)
        let (name, number) = (fields.text("name", atMost: 100), fields.text("number", atMost: 100))
        guard let shown = name ?? number else {
            findings.tell("json.required", at: fields.place("name"))
            return nil
        }
        return PartyDraft(
            name: shown, number: number, kind: kind.partyKind ?? .person, phones: phones(fields, findings),
            address: fields.text("address", atMost: 300),
            sex: code("sex", sexes, fields, findings), bornOn: fields.day("bornOn"))
    }

    private static let relations: Set = ["self", "family", "guardian", "owner", "tenant", "contact", "other"]

    private func phones(_ fields: JSONFields, _ findings: JSONFindings) -> [PhoneDraft] {
        (fields.list("phones", atMost: 20) ?? []).compactMap { one in
            one.refuse(otherThan: ["number", "relation"])
            let relation = one.text("relation", atMost: 50) ?? "self"
            if !Self.relations.contains(relation) {
                let accepted = Self.relations.sorted().joined(separator: ", ")
                findings.tell("json.codeUnknown", at: one.place("relation"), ["value": relation, "accepted": accepted])
            }
            guard let text = one.text("number", isRequired: true, atMost: 100), let number = phone(text, at: one.place("number"), findings) else {
                return nil
            }
            return PhoneDraft(number: number, relation: relation)
        }
    }
}

extension AttributeValue {
    /// A value that an alias states as text.
    static func of(_ text: String, _ definition: AttributeDefinition) -> AttributeValue {
        definition.kind == .flag ? .flag(text == "true") : .text(text)
    }
}
