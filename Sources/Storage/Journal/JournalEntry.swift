import Domain

/// An entry of the journal before it is written.
public struct JournalEntry: Sendable {
    public var id: Int64
    public var organisation: OrganisationID
    /// 0 = the engine.
    public var actor: StaffID
    public var occurredAt: Instant
    public var recordedAt: Instant
    /// `followUp.planned`, `contact.recorded`, `phone.revealed` …
    public var act: String
    public var unit: UnitID?
    public var followUp: FollowUpID?
    public var event: EventID?
    public var party: PartyID?
    public var adoption: AdoptionID?
    public var other: Int64?
    public var why: String?
    public var clause: String?
    /// Canonical JSON. It lies beside the entry and may later be erased by law.
    public var payload: String

    public init(
        id: Int64, organisation: OrganisationID, actor: StaffID, occurredAt: Instant, recordedAt: Instant, act: String, unit: UnitID? = nil,
        followUp: FollowUpID? = nil, event: EventID? = nil, party: PartyID? = nil, adoption: AdoptionID? = nil, other: Int64? = nil,
        why: String? = nil, clause: String? = nil, payload: String = "{}"
    ) {
        (self.id, self.organisation, self.actor, self.occurredAt, self.recordedAt) = (id, organisation, actor, occurredAt, recordedAt)
        (self.act, self.unit, self.followUp, self.event, self.party) = (act, unit, followUp, event, party)
        (self.adoption, self.other, self.why, self.clause, self.payload) = (adoption, other, why, clause, payload)
    }
}
