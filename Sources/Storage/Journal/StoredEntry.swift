import Domain
import SQLCore

/// An entry as it is read back: its hash, and its payload as long as that has not been erased.
public struct StoredEntry: Sendable {
    /// Its `payload` is empty text once erased.
    public var entry: JournalEntry
    public var payloadHash: [UInt8]
    /// Nil once the payload has been erased.
    public var salt: [UInt8]?
    /// Name of the member of staff who acted; nil for the engine, and where the names were not asked for.
    public var actorName: String?
    /// Its link in the chain; nil while it is not sealed, and where links were not asked for.
    public var link: ChainRows.Head?

    /// Whether the payload, when it is still there, is the one that was hashed.
    public var isPayloadTrue: Bool {
        salt.map { JournalRows.payloadHash(salt: $0, payload: entry.payload) == payloadHash } ?? true
    }

    var encoded: [UInt8] { JournalEncoding.bytes(entry, payloadHash: payloadHash) }

    static let columns = """
        j.id, j.organisation, j.actor, j.occurred_at, j.recorded_at, j.act, j.unit, j.follow_up, j.event, j.party, j.adoption, j.other, j.why, j.clause,
        j.payload_hash, p.salt, p.payload
        """

    static let payload = "LEFT JOIN journal_payload p ON p.organisation = j.organisation AND p.entry = j.id"

    static func decode(_ row: any SQLRow) -> StoredEntry {
        let entry = JournalEntry(
            id: row.int(0), organisation: row.id(1), actor: row.id(2), occurredAt: row.instant(3), recordedAt: row.instant(4), act: row.text(5),
            unit: row.optionalID(6), followUp: row.optionalID(7), event: row.optionalID(8), party: row.optionalID(9), adoption: row.optionalID(10),
            other: row.optionalInt(11), why: row.optionalText(12), clause: row.optionalText(13), payload: row.optionalText(16) ?? "")
        return StoredEntry(entry: entry, payloadHash: row.blob(14), salt: row.optionalBlob(15))
    }
}
