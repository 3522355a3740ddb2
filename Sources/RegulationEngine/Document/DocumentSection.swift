import Domain

/// A mapping read by its section of the grammar: unknown keys, doubled and missing ones are reported once, here.
package struct DocumentSection {
    package let place: DocumentValue
    private var values: [String: DocumentValue]
    private let section: Section

    /// - Parameter complete: false when missing keys may still come from elsewhere; `requireAll` then reports them.
    package init?(_ value: DocumentValue, as section: Section, complete: Bool = true) {
        guard value.isMapping else {
            value.report("notMapping", ["section": section.name])
            return nil
        }
        var values: [String: DocumentValue] = [:]
        for (name, entry) in value.pairs() {
            if section.key(name) == nil, !section.isOpen {
                let nearest = Nearest.name(to: name, in: section.keys.map(\.name))
                entry.report("unknownKey", ["key": name, "section": section.name, "nearest": nearest ?? "", "value": ""])
            }
            values[name] = entry
        }
        (self.place, self.values, self.section) = (value, values, section)
        if complete { requireAll() }
    }

    package func requireAll() {
        for key in section.keys where key.need == .required && values[key.name] == nil {
            place.report("missingKey", ["key": key.name, "section": section.name])
        }
    }

    /// Takes over what `other` says and this section does not.
    package mutating func inherit(from other: DocumentSection, except own: Set<String> = []) {
        for (name, value) in other.values where values[name] == nil && !own.contains(name) { values[name] = value }
    }

    /// Keys of sections that are read but not run yet, in the order of the grammar.
    package var laterKeys: [String] { section.keys.filter { $0.need == .later && values[$0.name] != nil }.map(\.name) }

    /// Keys of an open section beside those of the grammar, by name.
    package var others: [(name: String, value: DocumentValue)] {
        values.filter { section.key($0.key) == nil }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
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
