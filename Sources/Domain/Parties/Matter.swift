/// What a follow-up is about (事由): a stay, a repair, a contract, a delivery, a complaint. Unique by source and number.
public struct Matter: Sendable, Hashable {
    public var id: MatterID
    /// Event family that made it: `admission`, `repair`, `contract`, `complaint`, `service` …
    public var kind: String
    public var number: String
    public var party: PartyID?
    public var unit: UnitID
    public var attributes: [String: AttributeValue]

    public init(id: MatterID, kind: String, number: String, party: PartyID?, unit: UnitID, attributes: [String: AttributeValue]) {
        (self.id, self.kind, self.number, self.party) = (id, kind, number, party)
        (self.unit, self.attributes) = (unit, attributes)
    }
}
