import Foundation
import SQLCore

/// The one thread that writes. It drains its line into one transaction, a savepoint for each request, and answers
/// every caller only after COMMIT has returned: one sync of the disk serves them all.
///
/// `connection` is touched by the writer thread alone, which closes it at its end. It gathers no statistics then: ways through the indexes are proven
/// without any, and those of some tables without the others lead elsewhere.
final class Writer: @unchecked Sendable {
    private let requests = JobQueue<any WriteRequest>()
    private var connection: Connection?
    private let thread = WorkerThread()
    /// Bounds how long the first caller of a batch waits for the last.
    private let largestBatch = 256

    init(_ connection: Connection) {
        self.connection = connection
        thread.start(named: "huiyin-writer") { [self] in work() }
    }

    var isCurrent: Bool { thread.isCurrent }

    /// Runs `body` in the line and waits until it is durable.
    func write<T: Sendable>(_ body: @Sendable (any SQLWriting) throws -> T) throws -> T {
        if thread.isCurrent { throw SQLError.nested }
        return try withoutActuallyEscaping(body) { lent in
            let answer = Answer<T>()
            submit(PendingWrite(lent) { answer.put($0) })
            return try answer.wait()
        }
    }

    func submit(_ request: any WriteRequest) {
        if !requests.add(request) { request.answer(SQLError.closed) }
    }

    /// Answers what is in line, then ends the thread.
    func close() {
        requests.close()
        thread.waitForEnd()
    }

    private func work() {
        guard let connection else { return }
        while case let batch = requests.next(atMost: largestBatch), !batch.isEmpty {
            commit(batch[...], on: connection)
        }
        self.connection = nil
    }

    private func commit(_ batch: ArraySlice<any WriteRequest>, on connection: Connection) {
        do {
            try connection.execute("BEGIN IMMEDIATE")
        } catch {
            return batch.forEach { $0.answer(error) }
        }
        if let only = batch.first, batch.count == 1 { return commit(alone: only, on: connection) }
        var failures: [(any Error)?] = []
        for request in batch {
            failures.append(perform(request, on: connection))
            if !connection.isInTransaction { return startAgain(batch, after: failures, on: connection) }
        }
        finish(batch, failures, on: connection)
    }

    /// A request without company needs no savepoint: what undoes it is the transaction. Savepoints of its own are then the outermost, and
    /// SQLite forgets their old pages at each release; within another they pile up and are walked through at every statement.
    private func commit(alone request: any WriteRequest, on connection: Connection) {
        do {
            try perform(request, in: connection)
            try connection.commit()
            request.answer(nil)
        } catch {
            connection.rollBack()
            request.answer(error)
        }
    }

    private func perform(_ request: any WriteRequest, on connection: Connection) -> (any Error)? {
        do {
            try connection.savepoint { try perform(request, in: connection) }
            return nil
        } catch {
            return error
        }
    }

    private func perform(_ request: any WriteRequest, in connection: Connection) throws {
        try request.perform(in: WriteSession(connection: connection))
        if connection.hasOpenForeignKeys { throw SQLError(.foreignKey, "FOREIGN KEY constraint failed") }
    }

    private func finish(_ batch: ArraySlice<any WriteRequest>, _ failures: [(any Error)?], on connection: Connection) {
        do {
            try connection.commit()
            for (request, failure) in zip(batch, failures) { request.answer(failure) }
        } catch {
            connection.rollBack()
            batch.forEach { $0.answer(error) }
        }
    }

    /// The engine rolled the whole transaction back (disk full, input or output error): what ran is lost and says
    /// so; the rest is tried in a transaction of its own.
    private func startAgain(_ batch: ArraySlice<any WriteRequest>, after failures: [(any Error)?], on connection: Connection) {
        let cause = failures.last.flatMap { $0 } ?? SQLError(.misuse, "the closure ended the transaction itself")
        for (request, failure) in zip(batch, failures) { request.answer(failure ?? cause) }
        let rest = batch.dropFirst(failures.count)
        if !rest.isEmpty { commit(rest, on: connection) }
    }
}
