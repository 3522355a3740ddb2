import Domain

/// Which messages tell which events, and which of their fields say what: read from the tables of `Share/import` and a site's own.
public struct HL7Table: Sendable {
    enum Verb: String, Sendable { case tells, corrects, withdraws, merges }

    /// What one kind of message does under some conditions.
    struct Rule: Sendable {
        var verb: Verb
        /// Kind of event, and which of several ways to tell it: `subjectChanged/deceased`.
        var form: String
        var conditions: [Condition]
        var line: Int
    }

    struct Condition: Sendable {
        var field: HL7Field
        var test: HL7Choice.Test

        func holds(_ message: HL7Message) -> Bool { HL7Test.holds(test, field.value(in: message)) }
    }

    /// By message: `ADT^A01`.
    private(set) var rules: [String: [Rule]] = [:]
    /// By form, then by column: places in the order in which they are looked at.
    private(set) var fields: [String: [String: [HL7Field]]] = [:]
    /// By column: what is written → what is meant.
    private(set) var codes: [String: [String: String]] = [:]

    /// A table that says nothing: no message is used.
    public init() {}

    public static let messagesName = "hl7-messages.csv"
    public static let fieldsName = "hl7-fields.csv"
    public static let codesName = "hl7-codes.csv"

    /// Types of messages of which at least one is used: `ADT`.
    func knows(type: String) -> Bool { rules.keys.contains { $0.hasPrefix(type + "^") || $0 == type } }

    // MARK: Taking in

    /// The three tables of one place, each only if it is there; what they say stands in the place of what was said before.
    ///
    /// - Parameter file: the content of a file; nil when there is none of that name.
    public mutating func take(_ file: (String) throws -> [UInt8]?, onFinding: (Finding) -> Void) rethrows {
        if let bytes = try file(Self.messagesName) { takeMessages(bytes, name: Self.messagesName, onFinding) }
        if let bytes = try file(Self.fieldsName) { takeFields(bytes, name: Self.fieldsName, onFinding) }
        if let bytes = try file(Self.codesName) { takeCodes(bytes, name: Self.codesName, onFinding) }
    }

    /// Rows of another table of rules: what it says of a message replaces what stood for that message.
    public mutating func takeMessages(_ bytes: [UInt8], name: String, _ onFinding: (Finding) -> Void) {
        var new: [String: [Rule]] = [:]
        HL7TableRows(columns: ["message", "does", "event", "when"], name: name).read(bytes, onFinding) { row in
            guard let verb = Verb(rawValue: row["does"]) else { return row.fault("hl7table.unknownVerb", "does", onFinding) }
            let conditions = row["when"].split(separator: "&").map { Self.condition(String($0)) }
            guard !conditions.contains(where: { $0 == nil }) else { return row.fault("hl7table.conditionUnreadable", "when", onFinding) }
            new[row["message"], default: []].append(Rule(verb: verb, form: row["event"], conditions: conditions.compactMap { $0 }, line: row.line))
        }
        rules.merge(new) { _, new in new }
    }

    private static func condition(_ written: String) -> Condition? {
        guard let (subject, test) = HL7Test.read(written.split(separator: " ").map(String.init)), let field = HL7Field(subject) else { return nil }
        return Condition(field: field, test: test)
    }

    /// The same for fields: what it says of a column of an event replaces what stood there; an empty field leaves the column out.
    public mutating func takeFields(_ bytes: [UInt8], name: String, _ onFinding: (Finding) -> Void) {
        var new: [String: [String: [HL7Field]]] = [:]
        HL7TableRows(columns: ["event", "column", "field"], name: name).read(bytes, onFinding) { row in
            var places = new[row["event"], default: [:]][row["column"], default: []]
            if !row["field"].isEmpty {
                guard let field = HL7Field(row["field"]) else { return row.fault("hl7table.fieldUnreadable", "field", onFinding) }
                places.append(field)
            }
            new[row["event"], default: [:]][row["column"]] = places
        }
        for (event, columns) in new { fields[event, default: [:]].merge(columns) { _, new in new } }
    }

    public mutating func takeCodes(_ bytes: [UInt8], name: String, _ onFinding: (Finding) -> Void) {
        HL7TableRows(columns: ["column", "written", "meant"], name: name).read(bytes, onFinding) { row in
            codes[row["column"], default: [:]][row["written"]] = row["meant"]
        }
    }
}

/// Rows of one of the tables by the names of their columns.
struct HL7TableRows {
    let columns: [String]
    let name: String

    struct Row {
        let line: Int
        let name: String
        let cells: [String: String]

        subscript(_ column: String) -> String { cells[column] ?? "" }

        func fault(_ code: String, _ column: String, _ onFinding: (Finding) -> Void) {
            onFinding(Finding(.error, code, at: Place(source: name, line: line, path: column), ["value": String(self[column].prefix(120))]))
        }
    }

    func read(_ bytes: [UInt8], _ onFinding: (Finding) -> Void, _ onRow: (Row) -> Void) {
        let (header, rows) = CSVReader(name: name).read(bytes, onFinding: onFinding)
        guard let header else { return }
        let named = NamedColumns(header, headings: Dictionary(uniqueKeysWithValues: columns.map { ($0, [$0]) }), required: columns, name: name)
        named.findings.forEach(onFinding)
        guard named.isUsable else { return }
        for row in rows where !(row.fields.first ?? "").hasPrefix("#") {
            onRow(Row(line: row.line, name: name, cells: columns.reduce(into: [:]) { $0[$1] = named.cell($1, row)?.text ?? "" }))
        }
    }
}
