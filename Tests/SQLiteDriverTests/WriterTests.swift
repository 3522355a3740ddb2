import CSQLite
import Dispatch
import Foundation
import SQLCore
import Testing

@testable import SQLiteDriver

/// What the writer promises about a batch. Batches are made on purpose: the first request waits at a gate, those
/// that queue meanwhile become the second batch.
@Suite struct WriterTests {
    @Test func aBatchIsOneCommitAndIsAnsweredAfterIt() throws {
        let journal = Journal()
        try withWriter(journal) { writer in
            let batch = queueBehindAGate(writer, journal, (1...10).map { number in { _ = try $0.execute("INSERT INTO t VALUES (\(number))") } })
            batch.openGateAndWait()
            #expect(journal.entries == ["commit", "gate done"] + ["commit"] + (1...10).map { "\($0) done" })
        }
    }

    @Test func aFailingRequestLosesOnlyItself() throws {
        let journal = Journal()
        try withWriter(journal) { writer in
            let batch = queueBehindAGate(
                writer, journal,
                [
                    { _ = try $0.execute("INSERT INTO t VALUES (1)") },
                    { _ = try ($0.execute("INSERT INTO t VALUES (2)"), $0.execute("INSERT INTO t VALUES (1)")) },
                    { _ = try $0.execute("INSERT INTO t VALUES (3)") },
                ])
            batch.openGateAndWait()
            #expect(journal.entries.dropFirst(2) == ["commit", "1 done", "2 uniqueViolation", "3 done"])
        } then: {
            #expect($0 == [1, 3])
        }
    }

    @Test func aFailingCommitFailsAll() throws {
        let journal = Journal()
        try withWriter(journal) { writer in
            let batch = queueBehindAGate(writer, journal, (1...3).map { number in { _ = try $0.execute("INSERT INTO t VALUES (\(number))") } })
            journal.refuseCommits(after: 1)
            batch.openGateAndWait()
            #expect(journal.entries.dropFirst(2) == ["refused", "1 other", "2 other", "3 other"])
            journal.refuseCommits(after: .max)
            try writer.write { _ = try $0.execute("INSERT INTO t VALUES (9)") }
        } then: {
            #expect($0 == [9])
        }
    }

    /// SQLite ends the whole transaction on some failures; `OR ROLLBACK` is the one that can be asked for.
    @Test func whatTheEngineRolledBackIsNotAcknowledged() throws {
        let journal = Journal()
        try withWriter(journal) { writer in
            let batch = queueBehindAGate(
                writer, journal,
                [
                    { _ = try $0.execute("INSERT INTO t VALUES (1)") },
                    { _ = try $0.execute("INSERT OR ROLLBACK INTO t VALUES (1)") },
                    { _ = try $0.execute("INSERT INTO t VALUES (3)") },
                ])
            batch.openGateAndWait()
            #expect(journal.entries.dropFirst(2) == ["1 uniqueViolation", "2 uniqueViolation", "commit", "3 done"])
        } then: {
            #expect($0 == [3])
        }
    }

    @Test func closingAnswersWhatIsQueued() throws {
        let journal = Journal()
        try withWriter(journal) { writer in
            let batch = queueBehindAGate(writer, journal, (1...5).map { number in { _ = try $0.execute("INSERT INTO t VALUES (\(number))") } })
            Thread.detachNewThread { writer.close() }
            batch.openGateAndWait()
            writer.close()
            #expect(throws: SQLError.closed) { try writer.write { _ in } }
        } then: {
            #expect($0 == [1, 2, 3, 4, 5])
        }
    }

    private func withWriter(
        _ journal: Journal, _ body: (Writer) throws -> Void, then check: ([Int64]) throws -> Void = { _ in }
    ) throws {
        try withFolder { folder in
            let connection = try Connection.writer(path: folder + "/test.sqlite", options: SQLiteOptions())
            try connection.execute("CREATE TABLE t (x INTEGER PRIMARY KEY)")
            journal.watch(connection)
            let writer = Writer(connection)
            defer { writer.close() }
            try body(writer)
            writer.close()
            try check(ReadSession(connection: connection).query("SELECT x FROM t ORDER BY x") { $0.int(0) })
        }
    }

    private func queueBehindAGate(
        _ writer: Writer, _ journal: Journal, _ bodies: [@Sendable (any SQLWriting) throws -> Void]
    ) -> Batch {
        let batch = Batch()
        batch.submit(to: writer, "gate", journal) { _ in
            batch.isAtGate.signal()
            batch.gate.wait()
        }
        batch.isAtGate.wait()
        for (position, body) in bodies.enumerated() { batch.submit(to: writer, "\(position + 1)", journal, body) }
        return batch
    }
}

/// Requests whose first holds the writer until the gate opens.
private struct Batch: Sendable {
    let gate = DispatchSemaphore(value: 0)
    let isAtGate = DispatchSemaphore(value: 0)
    private let answered = DispatchGroup()

    func submit(to writer: Writer, _ name: String, _ journal: Journal, _ body: @escaping @Sendable (any SQLWriting) throws -> Void) {
        answered.enter()
        writer.submit(
            PendingWrite(body) { result in
                switch result {
                case .success: journal.note("\(name) done")
                case .failure(let error): journal.note("\(name) \((error as? SQLError)?.kind.rawValue ?? "\(error)")")
                }
                answered.leave()
            })
    }

    func openGateAndWait() {
        gate.signal()
        answered.wait()
    }
}

/// What happened in which order: commits, as SQLite's hook sees them, and answers. Touched under the lock.
private final class Journal: @unchecked Sendable {
    private let lock = NSLock()
    private var noted: [String] = []
    private var allowed = Int.max

    var entries: [String] { lock.withLock { noted } }

    func note(_ entry: String) {
        lock.withLock { noted.append(entry) }
    }

    func refuseCommits(after count: Int) {
        lock.withLock { allowed = count }
    }

    func watch(_ connection: Connection) {
        let hook: @convention(c) (UnsafeMutableRawPointer?) -> Int32 = { journal in
            journal.map { Unmanaged<Journal>.fromOpaque($0).takeUnretainedValue().commit() } ?? 0
        }
        sqlite3_commit_hook(connection.handle, hook, Unmanaged.passUnretained(self).toOpaque())
    }

    private func commit() -> Int32 {
        lock.withLock {
            noted.append(allowed > 0 ? "commit" : "refused")
            allowed -= 1
            return allowed >= 0 ? 0 : 1
        }
    }
}
