import Domain

/// A mapping read by its section of the grammar: unknown keys, doubled and missing ones are reported once, here.
package struct DocumentSection {
    package let place: DocumentValue
    private let values: [String: DocumentValue]

    package init?(_ value: DocumentValue, as section: Section, alsoKnown: Set<String> = []) {
        guard value.isMapping else {
            value.report("notMapping", ["section": section.name])
            return nil
        }
        var values: [String: DocumentValue] = [:]
        for (name, entry) in value.pairs() {
            if section.key(name) == nil, !alsoKnown.contains(name) {
                let nearest = Nearest.name(to: name, in: section.keys.map(\.name) + alsoKnown.sorted())
                entry.report("unknownKey", ["key": name, "section": section.name, "nearest": nearest ?? "", "value": ""])
            }
            values[name] = entry
        }
        for key in section.keys where key.need == .required && values[key.name] == nil {
            value.report("missingKey", ["key": key.name, "section": section.name])
        }
        (self.place, self.values) = (value, values)
    }

    package subscript(key: String) -> DocumentValue? { values[key] }
    package var keys: Set<String> { Set(values.keys) }

    package func items(_ key: String) -> [DocumentValue] { values[key]?.items ?? [] }
    package func texts(_ key: String) -> [String] { items(key).compactMap { $0.text() } }
    package func text(_ key: String) -> String? { values[key]?.text() }
    package func wording(_ key: String) -> LocalizedText? { values[key].flatMap { $0.wording() } }
    package func flag(_ key: String) -> Bool { values[key]?.flag() ?? false }
    package func period(_ key: String) -> Period? { values[key]?.period() }
}
