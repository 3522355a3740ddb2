import Domain
import RegulationEngine
import Storage

/// An event as people read it.
public struct EventFacts: Sendable {
    public struct Attribute: Sendable {
        public var name: String
        public var title: LocalizedText
        public var kind: AttributeDefinition.Kind
        public var value: AttributeValue
        /// The wording of a code, or the name of the person or unit; nil where the value says it itself.
        public var words: LocalizedText?
    }

    /// Another event, as a link.
    public struct Link: Sendable, Hashable {
        public var id: EventID
        public var title: LocalizedText
        public var naturalKey: String
        public var occurredAt: Instant
    }

    public var event: Event
    public var title: LocalizedText
    public var state: EventRows.State
    public var unit: String
    public var party: String?
    public var matterNumber: String?
    /// In the order of the registry; what it does not know comes last.
    public var attributes: [Attribute]
    /// The event whose consequence this one is, when the reader may see it.
    public var causedBy: Link?
}

/// Puts names to what an event says. Phones and addresses stay masked.
struct EventFactsReading {
    let desk: ExplainingDesk
    let registry: EventRegistry

    func facts(_ event: Event) throws -> EventFacts {
        EventFacts(
            event: event, title: title(event.kind), state: try EventRows.state(of: event.id, desk.organisation, in: desk.session) ?? .current,
            unit: desk.directory.units[event.unit]?.name ?? "",
            party: try event.party.flatMap { try PartyRows.party($0, of: desk.organisation, in: desk.session)?.name },
            matterNumber: try event.matter.flatMap { try EventRows.matterNumber($0, of: desk.organisation, in: desk.session) },
            attributes: attributes(event), causedBy: try event.causedBy.flatMap(link))
    }

    func link(_ id: EventID) throws -> EventFacts.Link? {
        guard let event = try EventRows.event(id, of: desk.organisation, in: desk.session) else { return nil }
        return link(event)
    }

    /// Nil for what the reader may not see.
    func link(_ event: Event) -> EventFacts.Link? {
        guard desk.sees(event.unit) else { return nil }
        return EventFacts.Link(id: event.id, title: title(event.kind), naturalKey: event.naturalKey, occurredAt: event.occurredAt)
    }

    private func title(_ kind: String) -> LocalizedText { registry.kinds[kind]?.title ?? LocalizedText(simplified: kind) }

    private func attributes(_ event: Event) -> [EventFacts.Attribute] {
        let silent = event.kind == RoundRule.kind ? RoundRule.bookkeeping : []
        let known = (registry.kinds[event.kind]?.attributes ?? []).filter { !silent.contains($0.name) }
        let told = known.compactMap { definition in event.attributes[definition.name].map { attribute(definition, $0) } }
        let unknown = event.attributes.keys.filter { name in !silent.contains(name) && !known.contains { $0.name == name } }.sorted()
        return told + unknown.map { name in
            EventFacts.Attribute(
                name: name, title: LocalizedText(simplified: name), kind: .text, value: event.attributes[name] ?? .text(""), words: nil)
        }
    }

    private func attribute(_ definition: AttributeDefinition, _ value: AttributeValue) -> EventFacts.Attribute {
        EventFacts.Attribute(
            name: definition.name, title: definition.title, kind: definition.kind, value: masked(value, definition.kind), words: words(definition, value))
    }

    private func masked(_ value: AttributeValue, _ kind: AttributeDefinition.Kind) -> AttributeValue {
        switch (kind, value) {
        case (.phone, .text(let number)): .text(ContactPoint.mask(phone: number))
        case (.address, .text(let address)): .text(String(address.prefix(6)) + "***")
        default: value
        }
    }

    private func words(_ definition: AttributeDefinition, _ value: AttributeValue) -> LocalizedText? {
        guard let text = value.text else { return nil }
        switch definition.kind {
        case .code: return definition.codes.first { $0.code == text }?.title
        case .staff: return desk.directory.staff.values.first { $0.code == text }.map { LocalizedText(simplified: $0.name) }
        case .unit: return desk.directory.units.values.first { $0.code == text }.map { LocalizedText(simplified: $0.name) }
        default: return nil
        }
    }
}
