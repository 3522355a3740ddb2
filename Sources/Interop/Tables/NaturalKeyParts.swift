import Domain

extension NaturalKey {
    /// Name of the attribute that counts the facts of one matter: the nth discharge, the nth closing. Not given, it is the first.
    static let ordinal = "nth"

    /// The key that a kind declares, from the attributes of an event: `ZY2026001/1`.
    public static func of(_ kind: EventKind, _ attributes: [String: AttributeValue], party: PartyDraft? = nil) -> String {
        join(
            kind.naturalKey.map { name in
                if name == EventKind.partyKey { return party?.number ?? party?.name ?? "" }
                return attributes[name]?.keyText ?? (name == ordinal ? "1" : "")
            })
    }

    /// The declared key, or all that is told where the kind declares none.
    static func of(_ kind: EventKind, _ attributes: [String: AttributeValue], at moment: Instant, unit: String, party: PartyDraft?) -> NaturalKey {
        guard kind.naturalKey.isEmpty else { return .declared(of(kind, attributes, party: party)) }
        let named = attributes.sorted { $0.key < $1.key }.map { $0.key + "=" + ($0.value.keyText ?? "") }
        return .columns(join([String(moment.milliseconds), unit, party?.number ?? "", party?.name ?? ""] + named))
    }

    /// The key for a matter's number alone: `ZY2026001` is the first discharge of that stay, `ZY2026001/1`. A whole key comes back as it is.
    public static func completed(_ key: String, of kind: EventKind) -> String {
        guard kind.naturalKey.count == 2, kind.naturalKey.last == ordinal, !key.contains("/") else { return key }
        return key + "/1"
    }
}

extension AttributeValue {
    /// The value as it stands in a key: whole numbers without a point, days and moments in numbers.
    var keyText: String? {
        switch self {
        case .text(let text): text
        case .number(let number): number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
        case .flag(let flag): flag ? "true" : "false"
        case .day(let day): day.iso
        case .instant(let instant): String(instant.milliseconds)
        case .list(let items): NaturalKey.join(items)
        }
    }
}

/// A table of withdrawals names kinds by their titles and events by the matter's number; intake looks for the registry's name and the whole key.
struct WithdrawnEventNaming: Sendable {
    static let kind = "eventWithdrawn"
    private let byTitle: [String: EventKind]

    init(_ registry: EventRegistry) {
        var byTitle: [String: EventKind] = [:]
        func add(_ name: String, _ title: LocalizedText, _ kind: EventKind) {
            for text in [name, title.simplified, title.traditional, title.english].compactMap(\.self) where byTitle[text.folded] == nil {
                byTitle[text.folded] = kind
            }
        }
        for kind in registry.kinds.values.sorted(by: { $0.name < $1.name }) { add(kind.name, kind.title, kind) }
        for alias in registry.aliases.values.sorted(by: { $0.name < $1.name }) {
            if let kind = registry.kinds[alias.kind] { add(alias.name, alias.title, kind) }
        }
        self.byTitle = byTitle
    }

    func complete(_ attributes: inout [String: AttributeValue]) {
        guard let kind = attributes["kind"]?.text.flatMap({ byTitle[$0.folded] }) else { return }
        attributes["kind"] = .text(kind.name)
        if let key = attributes["event"]?.text { attributes["event"] = .text(NaturalKey.completed(key, of: kind)) }
    }
}
