import Domain
import SQLCore
import Secrets

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

    public static func hasTail(of organisation: OrganisationID, in session: any SQLReading) throws -> Bool {
        try session.first("SELECT 1 FROM journal_tail WHERE organisation = \(organisation) LIMIT 1") { _ in true } ?? false
    }
}
