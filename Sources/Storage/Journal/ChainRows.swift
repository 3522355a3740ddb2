import Domain
import SQLCore
import Secrets

/// The chain over an organisation's committed entries: hash n = SHA-256(hash n−1 ‖ position ‖ sealed at ‖ entry n).
public enum ChainRows {
    /// The last link: print it or keep it elsewhere, and nobody can rebuild the chain unnoticed.
    public struct Head: Sendable, Hashable {
        /// 0 = nothing is sealed yet.
        public var position: Int64
        public var hash: [UInt8]

        public init(position: Int64, hash: [UInt8]) { (self.position, self.hash) = (position, hash) }

        public static let root = Head(position: 0, hash: JournalEncoding.root)

        func next(_ entry: StoredEntry, at moment: Instant) -> Head {
            let link = JournalEncoding.link(position: position + 1, sealedAt: moment, entry: entry.encoded)
            return Head(position: position + 1, hash: SHA256.digest(of: hash + link))
        }
    }

    /// A link and what it ought to be.
    public struct Link: Sendable {
        public var head: Head
        public var entry: Int64
        public var sealedAt: Instant
        /// Nil when the entry itself is gone.
        public var stored: StoredEntry?

        /// Whether this link follows from the one before and from its entry as it now stands.
        public func follows(_ before: Head) -> Bool {
            stored.map { before.next($0, at: sealedAt) == head } ?? false
        }
    }

    public static func head(of organisation: OrganisationID, in session: any SQLReading) throws -> Head {
        try session.first(
            "SELECT position, hash FROM journal_chain WHERE organisation = \(organisation) ORDER BY position DESC LIMIT 1"
        ) { Head(position: $0.int(0), hash: $0.blob(1)) } ?? .root
    }

    /// Chains up to `limit` entries of the tail, oldest first; returns how many.
    public static func seal(atMost limit: Int, of organisation: OrganisationID, at now: Instant, in session: any SQLWriting) throws -> Int {
        let entries = try tail(limit: limit, of: organisation, in: session)
        guard !entries.isEmpty else { return 0 }
        let first = try head(of: organisation, in: session)
        var last = first
        for entry in entries {
            last = last.next(entry, at: now)
            try session.execute(
                """
                INSERT INTO journal_chain (organisation, position, entry, hash, sealed_at)
                VALUES (\(organisation), \(last.position), \(entry.entry.id), \(last.hash), \(now))
                """)
        }
        try clearTail(after: first, of: organisation, in: session)
        return entries.count
    }

    private static func tail(limit: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> [StoredEntry] {
        try session.query(
            """
            SELECT \(raw: StoredEntry.columns) FROM journal_tail t JOIN journal j ON j.organisation = t.organisation AND j.id = t.entry
            \(raw: StoredEntry.payload) WHERE t.organisation = \(organisation) ORDER BY t.entry LIMIT \(limit)
            """, StoredEntry.decode)
    }

    /// Only what was just chained leaves the tail: an older entry that was committed meanwhile stays for the next time.
    private static func clearTail(after first: Head, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            DELETE FROM journal_tail WHERE organisation = \(organisation)
              AND entry IN (SELECT entry FROM journal_chain WHERE organisation = \(organisation) AND position > \(first.position))
            """)
    }

    /// Every link in order, with its entry and payload.
    public static func forEach(of organisation: OrganisationID, in session: any SQLReading, _ body: (Link) throws -> Void) throws {
        try session.forEach(
            """
            SELECT \(raw: StoredEntry.columns), c.position, c.hash, c.entry, c.sealed_at FROM journal_chain c
            LEFT JOIN journal j ON j.organisation = c.organisation AND j.id = c.entry \(raw: StoredEntry.payload)
            WHERE c.organisation = \(organisation) ORDER BY c.position
            """
        ) { row in
            let stored = row.optionalInt(0) == nil ? nil : StoredEntry.decode(row)
            try body(Link(head: Head(position: row.int(17), hash: row.blob(18)), entry: row.int(19), sealedAt: row.instant(20), stored: stored))
        }
    }

    /// The entries not yet sealed whose payload can be checked all the same.
    public static func forEachInTail(of organisation: OrganisationID, in session: any SQLReading, _ body: (StoredEntry) throws -> Void) throws {
        try session.forEach(
            """
            SELECT \(raw: StoredEntry.columns) FROM journal_tail t JOIN journal j ON j.organisation = t.organisation AND j.id = t.entry
            \(raw: StoredEntry.payload) WHERE t.organisation = \(organisation) ORDER BY t.entry
            """
        ) { try body(StoredEntry.decode($0)) }
    }

    /// Entries that are neither chained nor waiting to be: somebody took them out of the tail, or wrote them past it.
    public static func unaccounted(of organisation: OrganisationID, in session: any SQLReading) throws -> Int {
        try session.first(
            """
            SELECT COUNT(*) FROM journal j WHERE j.organisation = \(organisation)
              AND NOT EXISTS (SELECT 1 FROM journal_chain c WHERE c.organisation = j.organisation AND c.entry = j.id)
              AND NOT EXISTS (SELECT 1 FROM journal_tail t WHERE t.organisation = j.organisation AND t.entry = j.id)
            """) { Int($0.int(0)) } ?? 0
    }

    /// Places in the tail whose entry is gone.
    public static func tailWithoutEntry(of organisation: OrganisationID, in session: any SQLReading) throws -> Int {
        try session.first(
            """
            SELECT COUNT(*) FROM journal_tail t WHERE t.organisation = \(organisation)
              AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.organisation = t.organisation AND j.id = t.entry)
            """) { Int($0.int(0)) } ?? 0
    }

    public static func unsealed(of organisation: OrganisationID, in session: any SQLReading) throws -> Int {
        try session.first("SELECT COUNT(*) FROM journal_tail WHERE organisation = \(organisation)") { Int($0.int(0)) } ?? 0
    }
}
