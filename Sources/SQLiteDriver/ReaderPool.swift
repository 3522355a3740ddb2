import Foundation
import SQLCore

/// Connections for reading, lent one at a time. Everything mutable is touched under the condition's lock.
final class ReaderPool: @unchecked Sendable {
    private let condition = NSCondition()
    private var idle: [Connection]
    private var borrowers: Set<ObjectIdentifier> = []
    private var isClosed = false

    init(_ connections: [Connection]) {
        idle = connections
    }

    /// Lends a connection to the calling thread; waits for one when all are lent.
    func lend<T>(_ body: (Connection) throws -> T) throws -> T {
        let connection = try borrow()
        defer { giveBack(connection) }
        return try body(connection)
    }

    /// Whether the calling thread has a connection.
    var isLentHere: Bool {
        condition.lock()
        defer { condition.unlock() }
        return borrowers.contains(current)
    }

    /// Waits until other threads have given back what they borrowed.
    func close() {
        condition.lock()
        defer { condition.unlock() }
        isClosed = true
        condition.broadcast()
        while !borrowers.subtracting([current]).isEmpty { condition.wait() }
        idle.removeAll()
    }

    private func borrow() throws -> Connection {
        condition.lock()
        defer { condition.unlock() }
        if borrowers.contains(current) { throw SQLError.nested }
        while idle.isEmpty, !isClosed { condition.wait() }
        guard !isClosed, let connection = idle.popLast() else { throw SQLError.closed }
        borrowers.insert(current)
        return connection
    }

    private func giveBack(_ connection: Connection) {
        condition.lock()
        defer { condition.unlock() }
        borrowers.remove(current)
        if !isClosed { idle.append(connection) }
        condition.broadcast()
    }

    private var current: ObjectIdentifier { ObjectIdentifier(Thread.current) }
}

extension SQLError {
    static let nested = SQLError(.misuse, "a session of this database is open on this thread; hand the session down instead of opening another")
    static let closed = SQLError(.misuse, "the database is closed")
}
