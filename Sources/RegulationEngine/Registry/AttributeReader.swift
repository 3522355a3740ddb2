import Domain

/// Reads the typed attributes of an event kind.
enum AttributeReader {
    static func attributes(_ value: DocumentValue?) -> [AttributeDefinition] {
        value?.pairs().compactMap { attribute(named: $0.name, $0.value) } ?? []
    }

    private static func attribute(named name: String, _ value: DocumentValue) -> AttributeDefinition? {
        guard let section = DocumentSection(value, as: RegistryGrammar.attribute) else { return nil }
        guard let written = section["type"]?.word(in: kinds), let kind = AttributeDefinition.Kind(rawValue: written) else { return nil }
        let codes = codes(section["codes"])
        if kind == .code && codes.isEmpty { value.report("codeWithoutCodes") }
        if kind != .code && !codes.isEmpty { value.report("codesOfNoCode") }
        let isAnchor = section.flag("anchor")
        if isAnchor && kind != .day && kind != .instant { value.report("anchorNoTime") }
        return AttributeDefinition(
            name: name, title: section.languages() ?? LocalizedText(simplified: name), kind: kind, codes: codes, isRequired: section.flag("required"),
            isAnchor: isAnchor, headings: section.texts("headings"))
    }

    static func codes(_ value: DocumentValue?) -> [CodeDefinition] {
        value?.pairs().compactMap { name, value in
            guard let section = DocumentSection(value, as: RegistryGrammar.code) else { return nil }
            return CodeDefinition(code: name, title: section.languages() ?? LocalizedText(simplified: name), spellings: section.texts("spellings"))
        } ?? []
    }

    private static let kinds = ["text", "code", "number", "flag", "day", "instant", "staff", "unit", "list", "phone", "address"]
}
