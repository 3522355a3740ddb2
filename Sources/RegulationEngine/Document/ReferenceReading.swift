import Domain

/// Names that refer to something defined elsewhere in the regulation or the registry.
extension RegulationReader {
    func role(_ value: DocumentValue) -> String? { value.name(in: names.roles, kind: "role") }
    func rule(_ value: DocumentValue) -> String? { value.name(in: names.rules, kind: "rule") }
    func event(_ value: DocumentValue) -> String? { value.name(in: eventNames, kind: "event") }

    /// Rules that the engine runs; names of rules that wait for a later section are accepted and left out.
    func runningRules(_ values: [DocumentValue]) -> [String] {
        values.compactMap { rule($0) }.filter { !names.laterRules.contains($0) }.flatMap { names.steps[$0] ?? [$0] }
    }

    var eventNames: [String] { registry.kinds.keys.sorted() + registry.aliases.keys.sorted() }

    func attributes(of events: [String]) -> [String: AttributeDefinition] {
        let all = events.compactMap { registry.resolve($0)?.kind }.flatMap(\.attributes)
        return Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { a, _ in a })
    }

    /// A role, or a mapping that says where the person comes from.
    func source(_ value: DocumentValue, events: [String] = [], fields: [FormField] = []) -> AssigneeSource? {
        if value.scalar != nil { return role(value).map { .role($0) } }
        guard let section = DocumentSection(value, as: RegulationGrammar.source) else { return nil }
        return sourceKey(section, events, fields)
    }

    func sourceKey(_ section: DocumentSection, _ events: [String], _ fields: [FormField]) -> AssigneeSource? {
        let known = attributes(of: events.isEmpty ? eventNames : events).keys.sorted()
        if let staff = section["staff"] { return staff.name(in: known, kind: "attribute").map { .eventStaff($0) } }
        if let unit = section["headOf"] {
            guard let attribute = unit.name(in: known, kind: "attribute") else { return nil }
            guard let role = section["role"].flatMap({ self.role($0) }) else { return section.place.reject("headOfNeedsRole") }
            return .headOf(attribute: attribute, role: role)
        }
        if let rule = section["whoDid"] { return self.rule(rule).map { .whoDid(rule: $0) } }
        if let field = section["namedIn"] { return field.name(in: fields.map(\.id), kind: "field").map { .namedIn(field: $0) } }
        return section.place.reject("sourceEmpty")
    }

    // MARK: figures

    func periodFigure(_ value: DocumentValue?) -> Figure<Period>? { figure(value, of: ["period"]) { $0.period() } }
    func integerFigure(_ value: DocumentValue?) -> Figure<Int>? { figure(value, of: ["number", "day"]) { $0.integer() } }
    func percentFigure(_ value: DocumentValue?) -> Figure<Int>? { figure(value, of: ["percent"]) { $0.percent() } }

    func figure<T>(_ value: DocumentValue?, of kinds: [String], _ read: (DocumentValue) -> T?) -> Figure<T>? {
        guard let value, let figure = value.figure(read) else { return nil }
        guard case .parameter(let name) = figure else { return figure }
        guard let kind = names.parameters[name] else {
            return value.rejectName(name, kind: "parameter", among: names.parameters.keys.sorted())
        }
        guard kinds.contains(kind) else { return value.reject("parameterOfOtherKind", ["name": name, "is": kind, "expected": kinds[0]]) }
        return figure
    }
}
