import Domain

/// What a condition may speak of at its place.
struct ConditionScope {
    var events: [String]
    var attributes: [String: AttributeDefinition]
    /// Fields by id; the same id in several forms must mean the same.
    var fields: [String: FormField] = [:]

    var names: [String] { attributes.keys.sorted() + fields.keys.sorted() }
}

/// Conditions: structured, checked against registry and forms, never an expression language.
extension RegulationReader {
    func scope(events: [String], forms used: [String] = []) -> ConditionScope {
        let fields = used.compactMap { id in forms.first { $0.id == id } }.flatMap(\.fields)
        return ConditionScope(events: events, attributes: attributes(of: events), fields: Dictionary(fields.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a }))
    }

    /// What the records of these rules may be asked, as far as it is written: a slip elsewhere in a rule makes no second one here.
    func scope(of rules: [String]) -> ConditionScope {
        scope(events: rules.flatMap { events(of: $0) }, forms: rules.compactMap { names.form(of: $0) })
    }

    /// All lines of a mapping must hold; a list means that all of its conditions must.
    func condition(_ value: DocumentValue?, in scope: ConditionScope) -> Condition {
        guard let value else { return .always }
        guard value.isMapping else {
            value.report("notMapping", ["section": "condition"])
            return .always
        }
        let parts = value.pairs().compactMap { line($0.name, $0.value, scope) }
        return parts.count == 1 ? parts[0] : .allOf(parts)
    }

    private func line(_ name: String, _ value: DocumentValue, _ scope: ConditionScope) -> Condition? {
        switch name {
        case "result": .result(value.items.compactMap { $0.text() })
        case "channel": .channel(value.items.compactMap { $0.word(ContactChannel.self) })
        case "event": .event(value.items.compactMap { event($0) })
        case "population": value.name(in: names.populations, kind: "population").map { .population($0) }
        case "flag": flags(value, scope)
        case "nth": nth(value)
        case "count": count(value)
        case "decision": decided(value)
        case "not": .not(condition(value, in: scope))
        case "allOf": .allOf(value.items.map { condition($0, in: scope) })
        case "anyOf": .anyOf(value.items.map { condition($0, in: scope) })
        default: named(name, value, scope)
        }
    }

    /// A flag is a field of kind flag, so that what the worker ticks is kept with the answers.
    private func flags(_ value: DocumentValue, _ scope: ConditionScope) -> Condition? {
        let known = scope.fields.values.filter { $0.kind == .flag }.map(\.id).sorted()
        let flags = value.items.compactMap { $0.name(in: known, kind: "flag") }.map { Condition.answer(field: $0, .isTrue(true)) }
        return flags.count == 1 ? flags[0] : .allOf(flags)
    }

    private func named(_ name: String, _ value: DocumentValue, _ scope: ConditionScope) -> Condition? {
        if let field = scope.fields[name] { return fieldTest(field, value).map { .answer(field: name, $0) } }
        if let attribute = scope.attributes[name] { return attributeTest(attribute, value).map { .attribute(name, $0) } }
        let keys = ConditionGrammar.condition.keys.map(\.name)
        return value.rejectName(name, kind: "condition", among: scope.names + keys)
    }

    private func nth(_ value: DocumentValue) -> Condition? {
        guard let text = value.text() else { return nil }
        guard let (comparison, rest) = Comparing.split(text) else { return integerFigure(value).map { .nth(.equal, $0) } }
        guard let number = Int(rest) else { return value.reject("notInteger") }
        return .nth(comparison, .stated(number))
    }

    private func decided(_ value: DocumentValue) -> Condition? {
        guard let section = DocumentSection(value, as: ConditionGrammar.decision), let question = section.text("question"), let option = section.text("option") else { return nil }
        return .decision(question: question, option: option)
    }

    private func count(_ value: DocumentValue) -> Condition? {
        guard let section = DocumentSection(value, as: ConditionGrammar.count), let of = section["of"].flatMap({ event($0) }) else { return nil }
        let known = ["party", "unit"] + attributes(of: [of]).keys.sorted()
        let same = section.items("same").flatMap { item in
            item.scalar == "issue" ? ["party", "category"] : [item.name(in: known, kind: "attribute")].compactMap { $0 }
        }
        guard let atLeast = integerFigure(section["atLeast"]), let within = periodFigure(section["within"]) else { return nil }
        return .count(HistoryCount(of: of, same: same, inARow: section.flag("inARow"), atLeast: atLeast, within: within))
    }

    // MARK: tests of a value

    private func attributeTest(_ attribute: AttributeDefinition, _ value: DocumentValue) -> Condition.Test? {
        switch attribute.kind {
        case .code: test(value, words: attribute.codes.map(\.code))
        case .flag: value.flag().map { .isTrue($0) }
        case .number: comparison(value)
        case .day, .instant, .phone, .address: known(value)
        case .text, .staff, .unit, .list: test(value, words: nil)
        }
    }

    private func fieldTest(_ field: FormField, _ value: DocumentValue) -> Condition.Test? {
        switch field.kind {
        case .choice, .several, .satisfaction: test(value, words: field.options.map(\.code))
        case .flag, .given: value.flag().map { .isTrue($0) }
        case .number, .quantity, .scale: comparison(value)
        case .date, .dateTime, .promise, .staff: known(value)
        case .text, .longText: test(value, words: nil)
        }
    }

    private func test(_ value: DocumentValue, words: [String]?) -> Condition.Test? {
        if value.scalar == "known" || value.scalar == "unknown" { return known(value) }
        let codes = value.items.compactMap { item in words.map { item.word(in: $0) } ?? item.text() }
        return codes.isEmpty ? nil : .oneOf(codes)
    }

    private func known(_ value: DocumentValue) -> Condition.Test? {
        value.word(in: ["known", "unknown"]).map { .known($0 == "known") }
    }

    private func comparison(_ value: DocumentValue) -> Condition.Test? {
        if value.scalar == "known" || value.scalar == "unknown" { return known(value) }
        guard let text = value.text() else { return nil }
        let (comparison, rest) = Comparing.split(text) ?? (.equal, text)
        guard let number = Double(rest), number.isFinite else { return value.reject("notComparison") }
        return .compare(comparison, .stated(number))
    }
}

/// `>=60` → at least, 60.
enum Comparing {
    static func split(_ text: String) -> (Condition.Comparison, String)? {
        for sign in [Condition.Comparison.atLeast, .atMost, .more, .less, .equal] where text.hasPrefix(sign.rawValue) {
            return (sign, String(text.dropFirst(sign.rawValue.count).drop { $0 == " " }))
        }
        return nil
    }
}
