import SQLCore

/// A SQLite database.
///
/// In a file: WAL, `synchronous = FULL` checked at opening, foreign keys on; several readers, one writer thread
/// that commits what waits together. In memory: one connection, for rehearsals and tests.
public final class SQLiteDatabase: Database {
    let engine: any Engine

    init(_ engine: any Engine) {
        self.engine = engine
    }

    /// Opens the file, or creates it (readable by its owner only) in a folder that exists.
    public convenience init(path: String, options: SQLiteOptions = SQLiteOptions()) throws {
        self.init(try FileEngine(path: path, options: options))
    }

    deinit {
        engine.close()
    }

    public var dialect: SQLDialect { .sqlite }

    public func read<T: Sendable>(_ body: @Sendable (any SQLReading) throws -> T) throws -> T {
        try engine.read(body)
    }

    @discardableResult
    public func write<T: Sendable>(_ body: @Sendable (any SQLWriting) throws -> T) throws -> T {
        try engine.write(body)
    }

    public func read<T: Sendable>(_ body: @escaping @Sendable (any SQLReading) throws -> T) async throws -> T {
        try await engine.read(body)
    }

    @discardableResult
    public func write<T: Sendable>(_ body: @escaping @Sendable (any SQLWriting) throws -> T) async throws -> T {
        try await engine.write(body)
    }

    public func close() {
        engine.close()
    }
}
