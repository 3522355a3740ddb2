/// JSON Schema (2020-12) of a document, made from its grammar, for editors and other programs.
package enum GrammarSchema {
    /// - Parameters:
    ///   - sections: the first is the document's own.
    package static func text(of sections: [Section], title: String, id: String) -> String {
        let defined = sections.dropFirst().map { ($0.name, object($0)) }
        let top: [(String, SchemaText)] = [
            ("$schema", .text("https://json-schema.org/draft/2020-12/schema")), ("$id", .text(id)), ("title", .text(title)), ("$ref", .text("#/$defs/" + sections[0].name)),
            ("$defs", .object([(sections[0].name, object(sections[0]))] + defined)),
        ]
        return SchemaText.object(top).written(indent: 0) + "\n"
    }

    private static func object(_ section: Section) -> SchemaText {
        let required = section.keys.filter { $0.need == .required }.map { SchemaText.text($0.name) }
        var parts: [(String, SchemaText)] = [("description", .text(section.meaning)), ("type", .text("object")), ("properties", .object(section.keys.map(property)))]
        if !required.isEmpty { parts.append(("required", .list(required))) }
        parts.append(("additionalProperties", .flag(section.isOpen)))
        return .object(parts)
    }

    private static func property(_ key: Key) -> (String, SchemaText) {
        let told = key.need == .later ? key.meaning + " (read, not run yet)" : key.meaning
        guard case .object(let parts) = shape(key.shape) else { return (key.name, .object([("description", .text(told))])) }
        return (key.name, .object([("description", .text(told))] + parts))
    }

    /// Scalars are read as texts, so a number or a flag may stand for one as a parser gives it.
    private static func shape(_ shape: Shape) -> SchemaText {
        switch shape {
        case .text, .name: types(["string", "number", "boolean"])
        case .wording: either([types(["string"]), reference("wording")])
        case .integer: either([types(["integer"]), pattern("^-?[0-9]+$")])
        case .decimal: either([types(["number"]), pattern("^-?[0-9.]+$")])
        case .percent: pattern("^[0-9]+(\\.[0-9]{1,2})?%$")
        case .period: pattern("^([0-9]+ (minute|hour|day|workday|week|month|year)s?|half year)$")
        case .flag: .object([("enum", .list([.flag(true), .flag(false), .text("true"), .text("false")]))])
        case .timeOfDay: pattern("^[0-9]{1,2}:[0-9]{2}$")
        case .timeSpan: pattern("^[0-9]{1,2}:[0-9]{2}-[0-9]{1,2}:[0-9]{2}$")
        case .day: pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
        case .moment: pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}.*)?$")
        case .word(let words): .object([("enum", .list(words.map { .text($0) }))])
        case .condition: reference("condition")
        case .figure(let inner): either([self.shape(inner), pattern("^\\$[A-Za-z][A-Za-z0-9]*$")])
        case .list(let inner): .object([("type", .text("array")), ("items", self.shape(inner))])
        case .oneOrMany(let inner): either([self.shape(inner), .object([("type", .text("array")), ("items", self.shape(inner))])])
        case .section(let name): reference(name)
        case .named(let inner): .object([("type", .text("object")), ("additionalProperties", self.shape(inner))])
        case .either(let shapes): either(shapes.map { self.shape($0) })
        case .anything: .object([])
        }
    }

    private static func types(_ names: [String]) -> SchemaText { .object([("type", names.count == 1 ? .text(names[0]) : .list(names.map { .text($0) }))]) }
    private static func pattern(_ text: String) -> SchemaText { .object([("type", .text("string")), ("pattern", .text(text))]) }
    private static func reference(_ name: String) -> SchemaText { .object([("$ref", .text("#/$defs/" + name))]) }
    private static func either(_ parts: [SchemaText]) -> SchemaText { .object([("anyOf", .list(parts))]) }
}

/// JSON that keeps the order in which it was made.
indirect enum SchemaText {
    case text(String)
    case flag(Bool)
    case list([SchemaText])
    case object([(String, SchemaText)])

    func written(indent: Int) -> String {
        switch self {
        case .text(let text): JSONQuoting.quoted(text)
        case .flag(let flag): flag ? "true" : "false"
        case .list(let items): "[" + items.map { $0.written(indent: indent) }.joined(separator: ", ") + "]"
        case .object(let pairs): object(pairs, indent)
        }
    }

    private func object(_ pairs: [(String, SchemaText)], _ indent: Int) -> String {
        guard !pairs.isEmpty else { return "{}" }
        let pad = String(repeating: "  ", count: indent + 1)
        let lines = pairs.map { pad + JSONQuoting.quoted($0.0) + ": " + $0.1.written(indent: indent + 1) }
        return "{\n" + lines.joined(separator: ",\n") + "\n" + String(repeating: "  ", count: indent) + "}"
    }
}
