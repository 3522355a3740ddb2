import Domain

/// Reads `Regulations/common/events.yaml`: the kinds of event that regulations may speak of.
public enum EventRegistryDocument {
    /// - Parameter source: the file's name for findings.
    public static func read(yaml: String, source: String) -> Reading<EventRegistry> {
        let log = FindingLog(source: source)
        guard let top = DocumentText.open(yaml, log: log), let section = DocumentSection(top, as: RegistryGrammar.document) else {
            return Reading(value: nil, findings: log.findings)
        }
        let kinds = EventKindReader.kinds(section["kinds"])
        let registry = EventRegistry(
            kinds: kinds, aliases: EventKindReader.aliases(section["aliases"], known: kinds), envelope: AttributeReader.attributes(section["envelope"]))
        return Reading(value: registry, findings: log.findings)
    }
}

/// Reads the `kinds` and `aliases` of a registry or of a regulation's own `events`.
enum EventKindReader {
    static func kinds(_ value: DocumentValue?) -> [EventKind] {
        value?.pairs().compactMap { kind(named: $0.name, $0.value) } ?? []
    }

    private static func kind(named name: String, _ value: DocumentValue) -> EventKind? {
        guard let section = DocumentSection(value, as: RegistryGrammar.event) else { return nil }
        let attributes = AttributeReader.attributes(section["attributes"])
        let matter = section["matter"].flatMap { DocumentSection($0, as: RegistryGrammar.matter) }
        let known = attributes.map(\.name)
        return EventKind(
            name: name, title: section.languages() ?? LocalizedText(simplified: name), partyKind: section["party"]?.word(in: ["person", "household", "organisation"]).flatMap(Party.Kind.init(rawValue:)),
            subject: section.text("subject") ?? "", matter: matter?.text("kind"), naturalKey: section.items("key").compactMap { $0.name(in: known + [EventKind.partyKey], kind: "attribute") },
            attributes: attributes, matterNumber: matter?["number"]?.name(in: known, kind: "attribute"),
            occurredHeadings: section["occurred"].flatMap { DocumentSection($0, as: RegistryGrammar.occurred) }?.texts("headings") ?? [])
    }

    static func aliases(_ value: DocumentValue?, known kinds: [EventKind]) -> [EventAlias] {
        let byName = Dictionary(kinds.map { ($0.name, $0) }, uniquingKeysWith: { a, _ in a })
        return value?.pairs().compactMap { alias(named: $0.name, $0.value, byName) } ?? []
    }

    private static func alias(named name: String, _ value: DocumentValue, _ kinds: [String: EventKind]) -> EventAlias? {
        guard let section = DocumentSection(value, as: RegistryGrammar.alias) else { return nil }
        if kinds[name] != nil { value.report("aliasIsKind", ["name": name]) }
        guard let of = section["of"]?.name(in: kinds.keys.sorted(), kind: "event"), let kind = kinds[of] else { return nil }
        return EventAlias(name: name, title: section.languages() ?? LocalizedText(simplified: name), kind: of, fixed: fixed(section["fixed"], kind))
    }

    private static func fixed(_ value: DocumentValue?, _ kind: EventKind) -> [String: String] {
        let pairs = value?.pairs().compactMap { pair -> (String, String)? in
            guard let attribute = kind.attribute(pair.name) else {
                return pair.value.rejectName(pair.name, kind: "attribute", among: kind.attributes.map(\.name))
            }
            let text = attribute.kind == .code ? pair.value.word(in: attribute.codes.map(\.code)) : pair.value.text()
            return text.map { (pair.name, $0) }
        }
        return Dictionary(pairs ?? [], uniquingKeysWith: { a, _ in a })
    }
}

extension DocumentValue {
    /// A name defined elsewhere; an unknown one is a finding with the nearest known.
    package func name(in known: some Collection<String>, kind: String) -> String? {
        guard let name = text() else { return nil }
        guard known.contains(name) else {
            return rejectName(name, kind: kind, among: known)
        }
        return name
    }
}
