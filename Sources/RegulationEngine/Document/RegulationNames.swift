/// The names that a regulation defines, gathered before anything is read, so that sections may refer to one another in any order.
struct RegulationNames {
    let roles: [String]
    let parameters: [String: String]
    let populations: [String]
    /// Population → the events that it selects from, as written.
    let populationEvents: [String: [String]]
    let rules: [String]
    /// Rules that use a section not run yet: known to references, made by nobody.
    let laterRules: Set<String>
    /// Rules with steps → the rules that their steps become.
    let steps: [String: [String]]
    let forms: [String]
    /// Fields of any form.
    let fields: [String]
    let scales: [String]
    let guidance: [String]
    let cases: [String]
    private let starts: [String: [String]]
    private let written: [String: [String: String]]
    private let defaultForm: String?

    init(_ document: DocumentSection) {
        roles = Self.keys(document["roles"])
        parameters = Dictionary(Self.pairs(document["parameters"]).map { ($0.name, Self.scalar($0.value, "type") ?? "") }, uniquingKeysWith: { a, _ in a })
        populations = Self.keys(document["populations"])
        populationEvents = Dictionary(Self.pairs(document["populations"]).map { ($0.name, Self.list($0.value, "of")) }, uniquingKeysWith: { a, _ in a })
        rules = Self.keys(document["followUps"])
        laterRules = Set(Self.pairs(document["followUps"]).filter { Self.isLater($0.value) }.map(\.name))
        steps = Dictionary(Self.pairs(document["followUps"]).compactMap { Self.steps($0.name, $0.value) }, uniquingKeysWith: { a, _ in a })
        forms = Self.keys(document["forms"])
        fields = Self.pairs(document["forms"]).flatMap { form in Self.pairs(form.value).filter { $0.name == "fields" }.flatMap { Self.keys($0.value) } }
        scales = Self.keys(document["scales"])
        guidance = Self.keys(document["guidance"])
        cases = Self.keys(document["cases"])
        written = Dictionary(Self.pairs(document["followUps"]).map { ($0.name, Self.scalars($0.value)) }, uniquingKeysWith: { a, _ in a })
        defaultForm = document["contact"].flatMap { Self.scalar($0, "form") }
        starts = Dictionary(Self.pairs(document["followUps"]).map { ($0.name, Self.events($0.value)) }, uniquingKeysWith: { a, _ in a })
    }

    /// Events as written that start the rule, or the rule that it follows or is like.
    func events(of rule: String) -> [String] {
        var (found, next, seen): ([String], [String], Set<String>) = ([], [Self.whole(rule)], [])
        while let name = next.popLast() {
            if let written = starts[name], seen.insert(name).inserted { next += written } else if starts[name] == nil { found.append(name) }
        }
        return found
    }

    /// The form as written for the rule, for the one that it is like, or for all.
    func form(of rule: String) -> String? {
        var (next, seen): (String?, Set<String>) = (Self.whole(rule), [])
        while let name = next, seen.insert(name).inserted {
            if let form = written[name]?["form"] { return form }
            next = written[name]?["like"]
        }
        return defaultForm
    }

    private static func steps(_ name: String, _ rule: DocumentValue) -> (String, [String])? {
        pairs(rule).first { $0.name == "steps" }.map { (name, pairs($0.value).map { name + "." + $0.name }) }
    }

    /// The rule of which this is a step, or itself.
    private static func whole(_ rule: String) -> String { rule.split(separator: ".").first.map(String.init) ?? rule }

    private static func scalars(_ rule: DocumentValue) -> [String: String] {
        Dictionary(pairs(rule).compactMap { pair in pair.value.scalar.map { (pair.name, $0) } }, uniquingKeysWith: { a, _ in a })
    }

    /// What a rule's `after` and `like` name: events, or other rules.
    private static func events(_ rule: DocumentValue) -> [String] {
        let keys = Dictionary(pairs(rule).map { ($0.name, $0.value) }, uniquingKeysWith: { a, _ in a })
        if keys["each"] != nil { return [RoundRule.kind] }
        guard let after = keys["after"] else { return keys["like"]?.scalar.map { [$0] } ?? [] }
        guard after.isMapping else { return after.items.compactMap(\.scalar) }
        return after.pairs().filter { $0.name == "event" || $0.name == "rule" }.flatMap { $0.value.items.compactMap(\.scalar) }
    }

    private static func keys(_ value: DocumentValue?) -> [String] { pairs(value).map(\.name) }

    private static func pairs(_ value: DocumentValue?) -> [(name: String, value: DocumentValue)] {
        guard let value, value.isMapping else { return [] }
        return value.pairs()
    }

    private static func scalar(_ value: DocumentValue, _ key: String) -> String? {
        pairs(value).first { $0.name == key }?.value.scalar
    }

    private static func list(_ value: DocumentValue, _ key: String) -> [String] {
        pairs(value).first { $0.name == key }?.value.items.compactMap(\.scalar) ?? []
    }

    private static func isLater(_ value: DocumentValue) -> Bool {
        pairs(value).contains { RegulationGrammar.followUp.key($0.name)?.need == .later }
    }
}
