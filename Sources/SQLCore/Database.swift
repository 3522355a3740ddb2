/// A database, through synchronous sessions: a transaction is a closure, and nothing in it can wait for anything else.
///
/// Sessions do not nest: calling `read` or `write` of the same database from inside one of its closures throws
/// ``SQLError/Kind/misuse``. Hand the session down instead.
///
/// In asynchronous code the overloads with `await` are chosen by themselves; they run on the driver's threads.
public protocol Database: Sendable {
    var dialect: SQLDialect { get }

    /// Runs `body` on the calling thread against one consistent snapshot: what commits meanwhile is not seen.
    func read<T: Sendable>(_ body: @Sendable (any SQLReading) throws -> T) throws -> T

    /// Runs `body` as one transaction and returns when it is durable. When `body` throws, nothing of it remains.
    @discardableResult
    func write<T: Sendable>(_ body: @Sendable (any SQLWriting) throws -> T) throws -> T

    func read<T: Sendable>(_ body: @escaping @Sendable (any SQLReading) throws -> T) async throws -> T

    @discardableResult
    func write<T: Sendable>(_ body: @escaping @Sendable (any SQLWriting) throws -> T) async throws -> T

    /// Answers what is queued, then closes. Later calls throw. Closing again does nothing.
    func close()
}
