import NIOPosix
import Synchronization

/// A bounded number of threads for work that blocks: use cases (their transactions are synchronous), password hashes, writes to
/// the spool. The threads that serve connections never wait for any of it.
///
/// Bounded twice: so many run at once, so many more may wait; what comes on top is refused instead of piling up.
public final class BlockingWork: Sendable {
    struct Overloaded: Error {}

    private let pool: NIOThreadPool
    private let limit: Int
    private let pending = Mutex(0)

    public init(threads: Int, waiting limit: Int) {
        pool = NIOThreadPool(numberOfThreads: threads)
        pool.start()
        self.limit = threads + limit
    }

    /// How many run or wait.
    public var depth: Int { pending.withLock { $0 } }

    /// Runs `body` on one of the threads.
    /// - Throws: what `body` throws, or ``Overloaded`` when too much waits already.
    public func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try enter()
        defer { pending.withLock { $0 -= 1 } }
        return try await pool.runIfActive(body)
    }

    private func enter() throws {
        let entered = pending.withLock { pending in
            guard pending < limit else { return false }
            pending += 1
            return true
        }
        if !entered { throw Overloaded() }
    }

    /// Ends the threads when what runs has ended.
    public func shutDown() async { try? await pool.shutdownGracefully() }
}
