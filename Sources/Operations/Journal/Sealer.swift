import Domain
import SQLCore
import Storage

/// Chains what has been committed. It runs at least once a second; writers never wait for it.
public struct Sealer: Sendable {
    private let premises: Premises
    /// Entries in one transaction, so that nobody waits long behind it.
    private static let chunk = 1_000

    public init(_ premises: Premises) { self.premises = premises }

    /// Seals the tail of every organisation; returns how many entries.
    @discardableResult
    public func seal(at now: Instant) throws -> Int {
        try organisationsWithTail().reduce(0) { try $0 + seal(of: $1, at: now) }
    }

    private func organisationsWithTail() throws -> [OrganisationID] {
        try premises.database.read { session in
            try DirectoryRows.organisations(in: session).map(\.id).filter { try JournalRows.hasTail(of: $0, in: session) }
        }
    }

    private func seal(of organisation: OrganisationID, at now: Instant) throws -> Int {
        var total = 0
        while true {
            let sealed = try premises.database.write { try ChainRows.seal(atMost: Self.chunk, of: organisation, at: now, in: $0) }
            total += sealed
            if sealed < Self.chunk { return total }
        }
    }
}
