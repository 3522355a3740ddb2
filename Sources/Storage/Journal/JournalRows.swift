import Domain
import SQLCore
import Secrets

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

/// The journal as it is written: entry, payload beside it, and the tail that the sealer takes up.
public enum JournalRows {
    /// Writes the entry with SHA-256(salt ‖ payload), its payload with the salt, and its place in the tail.
    public static func append(_ entry: JournalEntry, salt: [UInt8], in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO journal (id, organisation, actor, occurred_at, recorded_at, act, unit, follow_up, event, party, adoption, other, why, clause, payload_hash)
            VALUES (\(entry.id), \(entry.organisation), \(entry.actor), \(entry.occurredAt), \(entry.recordedAt), \(entry.act), \(entry.unit), \(entry.followUp),
                    \(entry.event), \(entry.party), \(entry.adoption), \(entry.other), \(entry.why), \(entry.clause),
                    \(payloadHash(salt: salt, payload: entry.payload)))
            """)
        try session.execute(
            "INSERT INTO journal_payload (organisation, entry, salt, payload) VALUES (\(entry.organisation), \(entry.id), \(salt), \(entry.payload))")
        try session.execute("INSERT INTO journal_tail (organisation, entry) VALUES (\(entry.organisation), \(entry.id))")
    }

    public static func payloadHash(salt: [UInt8], payload: String) -> [UInt8] {
        SHA256.digest(of: salt + Array(payload.utf8))
    }
}
