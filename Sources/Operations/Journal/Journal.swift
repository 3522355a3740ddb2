import Domain
import SQLCore
import Secrets
import Storage

/// Appends to the journal, in the transaction of the change it tells of.
///
/// The payload lies beside the entry with its salt and may be erased by law; the entry keeps SHA-256(salt ‖ payload), which without
/// the salt tells nothing. The sealer chains the entry later, so no writer waits for the head of a chain.
public enum Journal {
    /// - Parameters:
    ///   - act: what was done: `contact.recorded`, `account.created`.
    ///   - occurredAt: when it happened, where that is not now.
    ///   - other: the id of what has no column of its own: record, duty, account, report …
    ///   - payload: particulars, without secrets: no password, token or full phone number.
    public static func append(
        _ act: String, _ context: Context, occurredAt: Instant? = nil, unit: UnitID? = nil, followUp: FollowUpID? = nil, event: EventID? = nil,
        party: PartyID? = nil, adoption: AdoptionID? = nil, other: Int64? = nil, why: String? = nil, clause: String? = nil,
        payload: [String: String] = [:], premises: Premises, in session: any SQLWriting
    ) throws {
        try append(
            act, context, occurredAt: occurredAt, unit: unit, followUp: followUp, event: event, party: party, adoption: adoption, other: other,
            why: why, clause: clause, payload: JSONText.object(payload), premises: premises, in: session)
    }

    /// The same with a payload that is canonical JSON already.
    public static func append(
        _ act: String, _ context: Context, occurredAt: Instant? = nil, unit: UnitID? = nil, followUp: FollowUpID? = nil, event: EventID? = nil,
        party: PartyID? = nil, adoption: AdoptionID? = nil, other: Int64? = nil, why: String? = nil, clause: String? = nil,
        payload: String, premises: Premises, in session: any SQLWriting
    ) throws {
        let entry = JournalEntry(
            id: premises.identifiers.next(at: context.now), organisation: context.organisation, actor: context.actor.staff,
            occurredAt: occurredAt ?? context.now, recordedAt: context.now, act: act, unit: unit, followUp: followUp, event: event,
            party: party, adoption: adoption, other: other, why: why, clause: clause, payload: payload)
        try JournalRows.append(entry, salt: RandomSource.bytes(16), in: session)
    }

    /// A follow-up has another state without a contact of its own: a rule or a decision said so.
    static func append(_ row: FollowUpRow, became state: FollowUp.State, _ context: Context, premises: Premises, in session: any SQLWriting) throws {
        let f = row.followUp
        try append(
            "followUp.settled", context, unit: f.unit, followUp: f.id, event: f.event, party: f.party, adoption: f.adoption,
            payload: ["state": state.rawValue], premises: premises, in: session)
    }
}
