import SQLCore

/// A database file: several connections that read, one thread that writes.
final class FileEngine: Engine {
    private let readers: ReaderPool
    private let writer: Writer
    private let reads = JobQueue<@Sendable () -> Void>()
    private let threads: [WorkerThread]

    init(path: String, options: SQLiteOptions) throws {
        let connection = try Connection.writer(path: path, options: options)
        let connections = try (0..<max(1, options.readers)).map { _ in try Connection.reader(path: path, options: options) }
        threads = connections.map { _ in WorkerThread() }
        readers = ReaderPool(connections)
        writer = Writer(connection)
        startReading()
    }

    func withConnection<T>(_ body: (Connection) throws -> T) throws -> T {
        if writer.isCurrent { throw SQLError.nested }
        return try readers.lend(body)
    }

    func write<T: Sendable>(_ body: @Sendable (any SQLWriting) throws -> T) throws -> T {
        if readers.isLentHere { throw SQLError.nested }
        return try writer.write(body)
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (any SQLReading) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let job: @Sendable () -> Void = { continuation.resume(with: Result { try self.read(body) }) }
            if !reads.add(job) { continuation.resume(throwing: SQLError.closed) }
        }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (any SQLWriting) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            writer.submit(PendingWrite(body) { continuation.resume(with: $0) })
        }
    }

    func close() {
        reads.close()
        threads.forEach { $0.waitForEnd() }
        writer.close()
        readers.close()
    }

    private func startReading() {
        for (number, thread) in threads.enumerated() {
            thread.start(named: "huiyin-reader-\(number + 1)") { [reads] in
                while case let jobs = reads.next(atMost: 1), !jobs.isEmpty { jobs.forEach { $0() } }
            }
        }
    }
}
