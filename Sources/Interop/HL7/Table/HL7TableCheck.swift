import Domain

extension HL7Table {
    /// What in the tables cannot work: events and columns that do not exist, columns that an event needs and nothing fills.
    public func findings(_ registry: EventRegistry) -> [Finding] {
        let forms = HL7Forms(self, registry)
        var findings: [Finding] = []
        var seen: Set<String> = []
        for (message, rules) in rules.sorted(by: { $0.key < $1.key }) {
            for rule in rules {
                let place = Place(source: Self.messagesName, line: rule.line, path: message)
                if rule.verb == .withdraws, registry.kinds[rule.form] == nil {
                    findings.append(Finding(.error, "hl7table.unknownEvent", at: place, ["value": rule.form]))
                } else if let form = forms.form(rule) {
                    if seen.insert(HL7Forms.name(rule)).inserted { findings += faults(form, HL7Forms.source(of: rule), registry) }
                } else {
                    findings.append(Finding(.error, "hl7table.unknownEvent", at: place, ["value": rule.form]))
                }
            }
        }
        return findings
    }

    private func faults(_ form: HL7Form, _ name: String, _ registry: EventRegistry) -> [Finding] {
        let place = Place(source: Self.fieldsName, path: name)
        let unknown = (fields[name] ?? [:]).keys.sorted().filter { column in
            column != "occurredAt" && form.kind.attribute(column) == nil && !registry.envelope.contains { $0.name == column }
        }
        let used = Set(form.columns.map(\.target))
        let missing = TableNeeds(kind: form.kind, fixed: [:], needsUnit: true).missing(in: used).compactMap(\.first).map(Self.name)
        return unknown.map { Finding(.error, "hl7table.unknownColumn", at: place, ["value": $0, "event": form.kind.name]) }
            + missing.map { Finding(.error, "hl7table.missingColumn", at: place, ["value": $0, "event": form.kind.name]) }
    }

    private static func name(_ target: TableMapping.Target) -> String {
        switch target {
        case .occurredAt: "occurredAt"
        case .envelope(let name), .attribute(let name): name
        }
    }
}
