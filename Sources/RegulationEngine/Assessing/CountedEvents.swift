import Domain

/// The events that an assessment counts: kinds, or aliases with what they fix. A value that is not known does not count.
public struct CountedEvents: Sendable {
    private let meanings: [EventMeaning]

    /// - Parameter own: kinds and aliases of the regulation's own.
    public init(_ names: [String], common: EventRegistry, own: EventRegistry) {
        let all = EventMeanings(common, own: own)
        meanings = names.compactMap { all[$0] }
    }

    /// Kinds under which the events are kept, each once.
    public var kinds: [String] { Set(meanings.map(\.kind)).sorted() }

    public func counts(_ event: Event) -> Bool { meanings.contains { $0.kind == event.kind && $0.truth(for: event) == .holds } }

    /// Whether an attribute of the event names somebody or something by this code, alone or among others.
    public static func names(_ code: String, in attribute: String, of event: Event) -> Bool { event.attributes[attribute]?.names.contains(code) ?? false }

    /// The first of several names: of units, the one that leads.
    public static func leading(in attribute: String, of event: Event) -> String? { event.attributes[attribute]?.names.first }
}
