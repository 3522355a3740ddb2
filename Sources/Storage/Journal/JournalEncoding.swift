import Domain

/// The bytes of an entry that the chain is computed over. `docs/journal.md` gives them to the public, so they never change;
/// a further column would begin with another version byte.
public enum JournalEncoding {
    /// The first byte of every entry.
    public static let version: UInt8 = 1
    /// What stands before the first hash of a chain.
    public static let root = [UInt8](repeating: 0, count: 32)

    /// Version, then the columns in the order of the table: id, organisation, actor, occurred_at, recorded_at, act, unit, follow_up, event,
    /// party, adoption, other, why, clause, payload_hash.
    public static func bytes(_ entry: JournalEntry, payloadHash: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = [version]
        bytes.reserveCapacity(256)
        for number in [entry.id, entry.organisation.rawValue, entry.actor.rawValue, entry.occurredAt.milliseconds, entry.recordedAt.milliseconds] {
            append(number, to: &bytes)
        }
        append(entry.act, to: &bytes)
        let references = [
            entry.unit?.rawValue, entry.followUp?.rawValue, entry.event?.rawValue, entry.party?.rawValue, entry.adoption?.rawValue, entry.other,
        ]
        for reference in references { append(reference, to: &bytes) }
        append(entry.why, to: &bytes)
        append(entry.clause, to: &bytes)
        append(blob: payloadHash, to: &bytes)
        return bytes
    }

    /// What is hashed after the hash before it: position and moment of sealing, then the entry.
    public static func link(position: Int64, sealedAt: Instant, entry bytes: [UInt8]) -> [UInt8] {
        bigEndian(position) + bigEndian(sealedAt.milliseconds) + bytes
    }

    private static func append(_ number: Int64?, to bytes: inout [UInt8]) {
        guard let number else { return bytes.append(0) }
        bytes.append(1)
        bytes += bigEndian(number)
    }

    private static func append(_ text: String?, to bytes: inout [UInt8]) {
        guard let text else { return bytes.append(0) }
        bytes.append(2)
        bytes += bigEndian(UInt32(text.utf8.count))
        bytes += Array(text.utf8)
    }

    private static func append(blob: [UInt8], to bytes: inout [UInt8]) {
        bytes.append(3)
        bytes += bigEndian(UInt32(blob.count))
        bytes += blob
    }

    private static func bigEndian(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}
