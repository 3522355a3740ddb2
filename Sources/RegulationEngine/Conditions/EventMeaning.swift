import Domain

/// What an event name of a regulation means: a kind of the registry, with the values that an alias fixes.
struct EventMeaning: Sendable {
    let kind: String
    let fixed: [(attribute: String, value: String)]

    /// Whether an event of this kind is what the name means. A flag that is not given is not set; any other value not given is unknown.
    func truth(for event: Event) -> Truth {
        for condition in fixed {
            let truth = Self.truth(of: event.attributes[condition.attribute], condition)
            if truth != .holds { return truth }
        }
        return .holds
    }

    private static func truth(of value: AttributeValue?, _ condition: (attribute: String, value: String)) -> Truth {
        switch (value, condition.value) {
        case (let value?, let wanted): Truth(value.reads(as: wanted))
        case (nil, "true"): .fails
        case (nil, "false"): .holds
        case (nil, _): .unknown(attribute: condition.attribute)
        }
    }
}

/// The registry with a regulation's own kinds, every name resolved once.
struct EventMeanings: Sendable {
    let registry: EventRegistry
    private let meanings: [String: EventMeaning]

    init(_ common: EventRegistry, own: EventRegistry) {
        let registry = common.adding(own)
        self.registry = registry
        let names = Array(registry.kinds.keys) + Array(registry.aliases.keys)
        meanings = Dictionary(names.compactMap { name in Self.meaning(name, registry).map { (name, $0) } }, uniquingKeysWith: { a, _ in a })
    }

    subscript(name: String) -> EventMeaning? { meanings[name] }

    private static func meaning(_ name: String, _ registry: EventRegistry) -> EventMeaning? {
        registry.resolve(name).map { resolved in
            EventMeaning(kind: resolved.kind.name, fixed: resolved.fixed.sorted { $0.key < $1.key }.map { (attribute: $0.key, value: $0.value) })
        }
    }
}

extension EventRegistry {
    /// With the kinds and aliases of a regulation's own; a common name keeps its meaning.
    func adding(_ own: EventRegistry) -> EventRegistry {
        var registry = self
        registry.kinds.merge(own.kinds) { common, _ in common }
        registry.aliases.merge(own.aliases) { common, _ in common }
        return registry
    }
}
