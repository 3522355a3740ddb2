/// A fact that came in: kind, when it happened, when it was recorded, about whom and what. Append-only.
public struct Event: Sendable, Hashable {
    public enum Sender: String, Sendable, Hashable, Codable { case source, form, person, engine }

    public var id: EventID
    /// Kind of the registry, aliases already resolved: `repairCompleted`.
    public var kind: String
    /// Natural key declared per kind, e.g. the order number; unique in the organisation and kind.
    public var naturalKey: String
    public var occurredAt: Instant
    public var recordedAt: Instant
    public var unit: UnitID
    public var party: PartyID?
    public var matter: MatterID?
    public var sender: Sender
    /// The event whose consequence this one is, with the depth of the chain (0 = came from outside).
    public var causedBy: EventID?
    public var depth: Int
    /// 1 for the first delivery; each correction counts up.
    public var version: Int
    public var attributes: [String: AttributeValue]

    public init(
        id: EventID, kind: String, naturalKey: String, occurredAt: Instant, recordedAt: Instant, unit: UnitID,
        party: PartyID? = nil, matter: MatterID? = nil, sender: Sender = .source, causedBy: EventID? = nil, depth: Int = 0,
        version: Int = 1, attributes: [String: AttributeValue] = [:]
    ) {
        (self.id, self.kind, self.naturalKey, self.occurredAt, self.recordedAt) = (id, kind, naturalKey, occurredAt, recordedAt)
        (self.unit, self.party, self.matter, self.sender, self.causedBy) = (unit, party, matter, sender, causedBy)
        (self.depth, self.version, self.attributes) = (depth, version, attributes)
    }
}
