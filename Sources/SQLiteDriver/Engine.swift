import SQLCore

/// Where a database lives: in a file with many connections, or in memory with one.
protocol Engine: Sendable {
    /// Lends a connection outside any transaction.
    func withConnection<T>(_ body: (Connection) throws -> T) throws -> T
    func write<T: Sendable>(_ body: @Sendable (any SQLWriting) throws -> T) throws -> T
    func read<T: Sendable>(_ body: @escaping @Sendable (any SQLReading) throws -> T) async throws -> T
    func write<T: Sendable>(_ body: @escaping @Sendable (any SQLWriting) throws -> T) async throws -> T
    func close()
}

extension Engine {
    func read<T>(_ body: (any SQLReading) throws -> T) throws -> T {
        try withConnection { connection in
            try connection.snapshot { try body(ReadSession(connection: connection)) }
        }
    }
}
