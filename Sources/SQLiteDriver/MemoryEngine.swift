import Foundation
import SQLCore

/// A database in memory: one connection, one session at a time. Everything mutable is touched under the lock.
///
/// Nothing in it waits for a disk, so asynchronous callers run on the thread they are on.
final class MemoryEngine: Engine, @unchecked Sendable {
    private let lock = NSRecursiveLock()
    private var connection: Connection?
    private var isInSession = false

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// The recursive lock lets only the thread that already has a session come here a second time: to be refused.
    func withConnection<T>(_ body: (Connection) throws -> T) throws -> T {
        lock.lock()
        defer { lock.unlock() }
        if isInSession { throw SQLError.nested }
        guard let connection else { throw SQLError.closed }
        isInSession = true
        defer { isInSession = false }
        return try body(connection)
    }

    func write<T: Sendable>(_ body: @Sendable (any SQLWriting) throws -> T) throws -> T {
        try withConnection { connection in
            try connection.transaction { try body(WriteSession(connection: connection)) }
        }
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (any SQLReading) throws -> T) async throws -> T {
        try blocking { try self.read(body) }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (any SQLWriting) throws -> T) async throws -> T {
        try blocking { try self.write(body) }
    }

    func close() {
        lock.lock()
        defer { lock.unlock() }
        connection = nil
    }

    /// In a synchronous closure the synchronous overload is meant.
    private func blocking<T>(_ body: () throws -> T) throws -> T {
        try body()
    }
}
