import Foundation
import SQLCore

/// A database that stops after so many transactions, as when the power goes: what was committed stays, the next one fails.
final class InterruptedDatabase: Database, @unchecked Sendable {
    struct Interruption: Error {}

    private let base: any Database
    private let lock = NSLock()
    private var left: Int

    init(_ base: any Database, after writes: Int) { (self.base, left) = (base, writes) }

    var dialect: SQLDialect { base.dialect }
    func close() { base.close() }

    private func pass() throws {
        let mayPass = lock.withLock {
            left -= 1
            return left >= 0
        }
        guard mayPass else { throw Interruption() }
    }

    func read<T: Sendable>(_ body: @Sendable (any SQLReading) throws -> T) throws -> T { try base.read(body) }

    func write<T: Sendable>(_ body: @Sendable (any SQLWriting) throws -> T) throws -> T {
        try pass()
        return try base.write(body)
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (any SQLReading) throws -> T) async throws -> T { try await base.read(body) }

    func write<T: Sendable>(_ body: @escaping @Sendable (any SQLWriting) throws -> T) async throws -> T {
        try pass()
        return try await base.write(body)
    }
}
