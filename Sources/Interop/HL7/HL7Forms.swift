import Domain

/// Which places of a message fill which columns of an event; the columns are those of a table, so that a fact by message and by table is one.
struct HL7Form: Sendable {
    struct Column: Sendable {
        var target: TableMapping.Target
        var fields: [HL7Field]
        /// What is written → what is meant.
        var codes: [String: String]

        /// The field as findings name it.
        var label: String { fields.lazy.compactMap(\.label).first ?? "" }

        /// Phone numbers of all places; of anything else the first place that says something.
        func value(in message: HL7Message) -> String {
            guard fields.first?.form != .phones else { return fields.map { $0.value(in: message) }.filter { !$0.isEmpty }.joined(separator: ";") }
            let value = fields.lazy.map { $0.value(in: message) }.first { !$0.isEmpty } ?? ""
            return codes[value] ?? value
        }
    }

    let kind: EventKind
    let columns: [Column]

    func column(_ target: TableMapping.Target) -> Column? { columns.first { $0.target == target } }

    /// The number of the stay, or whatever names the fact; nil when the kind has no such column.
    var key: Column? { kind.naturalKey.first.flatMap { column(.attribute($0)) } }
}

/// The forms of a table, by the names that its rules use.
struct HL7Forms: Sendable {
    let table: HL7Table
    private let forms: [String: HL7Form]

    init(_ table: HL7Table, _ registry: EventRegistry) {
        self.table = table
        var forms: [String: HL7Form] = [:]
        for rule in table.rules.values.joined() { forms[Self.name(rule)] = Self.form(rule, table, registry) }
        self.forms = forms
    }

    var all: [String: HL7Form] { forms }

    func form(_ rule: HL7Table.Rule) -> HL7Form? { forms[Self.name(rule)] }

    /// A withdrawal names the kind that it withdraws.
    static func name(_ rule: HL7Table.Rule) -> String { rule.verb == .withdraws ? WithdrawnEventNaming.kind + ":" + rule.form : rule.form }

    private static func form(_ rule: HL7Table.Rule, _ table: HL7Table, _ registry: EventRegistry) -> HL7Form? {
        guard let kind = registry.kinds[kind(of: rule)] else { return nil }
        var columns = (table.fields[source(of: rule)] ?? [:]).sorted { $0.key < $1.key }.filter { !$0.value.isEmpty }.map { name, fields in
            HL7Form.Column(target: target(name, kind, registry), fields: fields, codes: table.codes[name] ?? [:])
        }
        if rule.verb == .withdraws, let withdrawn = HL7Field("= " + rule.form) {
            columns.append(HL7Form.Column(target: .attribute("kind"), fields: [withdrawn], codes: [:]))
        }
        return HL7Form(kind: kind, columns: columns)
    }

    static func kind(of rule: HL7Table.Rule) -> String {
        rule.verb == .withdraws ? WithdrawnEventNaming.kind : String(rule.form.prefix { $0 != "/" })
    }

    /// Under which name the table lists the fields.
    static func source(of rule: HL7Table.Rule) -> String { rule.verb == .withdraws ? WithdrawnEventNaming.kind : rule.form }

    private static func target(_ name: String, _ kind: EventKind, _ registry: EventRegistry) -> TableMapping.Target {
        if name == "occurredAt" { return .occurredAt }
        return kind.attribute(name) == nil && registry.envelope.contains { $0.name == name } ? .envelope(name) : .attribute(name)
    }
}
