import Dispatch
import Foundation
import SQLCore
import Testing

@Suite struct TransactionConformanceTests {
    private struct Stop: Error {}

    @Test(arguments: TestEngine.allCases)
    func aThrowingWriteLeavesNothing(engine: TestEngine) throws {
        try engine.withDatabase { database in
            try database.write { try $0.execute("CREATE TABLE t (x INTEGER NOT NULL)") }
            #expect(throws: Stop.self) {
                try database.write { session in
                    try session.execute("INSERT INTO t VALUES (1)")
                    throw Stop()
                }
            }
            #expect(try rows(of: database) == [])
            try database.write { try $0.execute("INSERT INTO t VALUES (2)") }
            #expect(try rows(of: database) == [2])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func aSavepointUndoesOnlyItself(engine: TestEngine) throws {
        try engine.withDatabase { database in
            try database.write { session in
                try session.execute("CREATE TABLE t (x INTEGER NOT NULL PRIMARY KEY)")
                try session.execute("INSERT INTO t VALUES (1)")
                #expect(throws: Stop.self) {
                    try session.savepoint {
                        try session.execute("INSERT INTO t VALUES (2)")
                        try session.savepoint { try session.execute("INSERT INTO t VALUES (3)") }
                        throw Stop()
                    }
                }
                #expect(refusal { try session.savepoint { _ = try session.execute("INSERT INTO t VALUES (1)") } } == .uniqueViolation)
                let kept = try session.savepoint {
                    try session.execute("INSERT INTO t VALUES (4)")
                    #expect(throws: Stop.self) {
                        try session.savepoint {
                            try session.execute("INSERT INTO t VALUES (5)")
                            throw Stop()
                        }
                    }
                    return "kept"
                }
                #expect(kept == "kept")
            }
            #expect(try rows(of: database) == [1, 4])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func aReadSeesOneSnapshot(engine: TestEngine) throws {
        try engine.withDatabase { database in
            try database.write {
                try $0.execute("CREATE TABLE t (x INTEGER NOT NULL)")
                try $0.execute("INSERT INTO t VALUES (1)")
            }
            let isWritten = DispatchSemaphore(value: 0)
            let counts = try database.read { session in
                let before = try session.first("SELECT count(*) FROM t") { $0.int(0) }
                Thread.detachNewThread {
                    #expect(throws: Never.self) { try database.write { try $0.execute("INSERT INTO t VALUES (2)") } }
                    isWritten.signal()
                }
                if engine.writesBesideReads { isWritten.wait() }
                return [before, try session.first("SELECT count(*) FROM t") { $0.int(0) }]
            }
            #expect(counts == [1, 1])
            if !engine.writesBesideReads { isWritten.wait() }
            #expect(try rows(of: database) == [1, 2])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func manyWritersOneOfThemFailing(engine: TestEngine) async throws {
        try await engine.withAsyncDatabase { database in
            try await database.write { try $0.execute("CREATE TABLE t (x INTEGER NOT NULL PRIMARY KEY)") }
            let outcomes = await withTaskGroup(of: (Int, Bool).self) { group in
                for number in 0..<200 {
                    group.addTask { (number, await writes(number, into: database)) }
                }
                return await group.reduce(into: [Int: Bool]()) { $0[$1.0] = $1.1 }
            }
            let acknowledged = outcomes.filter(\.value).keys.sorted()
            #expect(acknowledged == (0..<200).filter { !$0.isMultiple(of: 7) })
            let kept = try await database.read { try $0.query("SELECT x FROM t ORDER BY x") { Int($0.int(0)) } }
            #expect(kept == acknowledged)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func readersAndWritersTogether(engine: TestEngine) async throws {
        try await engine.withAsyncDatabase { database in
            try await database.write { try $0.execute("CREATE TABLE t (x INTEGER NOT NULL)") }
            // Rows come in pairs: whoever sees an odd number has seen half a transaction.
            let sawHalf = try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<60 {
                    group.addTask {
                        try await database.write {
                            try $0.execute("INSERT INTO t VALUES (\(number))")
                            try $0.execute("INSERT INTO t VALUES (\(number))")
                        }
                        return false
                    }
                    group.addTask {
                        let count = try await database.read { try $0.first("SELECT count(*) FROM t") { $0.int(0) } }
                        return count.map { !$0.isMultiple(of: 2) } ?? true
                    }
                }
                return try await group.contains(true)
            }
            #expect(!sawHalf)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func anErrorInALoopEndsTheStatement(engine: TestEngine) throws {
        try engine.withDatabase { database in
            try database.write { session in
                try session.execute("CREATE TABLE t (x INTEGER NOT NULL)")
                try session.execute("INSERT INTO t VALUES (1), (2)")
                #expect(throws: Stop.self) { try session.forEach("SELECT x FROM t") { _ in throw Stop() } }
                try session.execute("DROP TABLE t")
            }
        }
    }

    /// A task that fails on every seventh number after having written.
    private func writes(_ number: Int, into database: any Database) async -> Bool {
        do {
            try await database.write { session in
                try session.execute("INSERT INTO t VALUES (\(number))")
                if number.isMultiple(of: 7) { try session.execute("INSERT INTO t VALUES (\(number))") }
            }
            return true
        } catch {
            return false
        }
    }

    private func rows(of database: any Database) throws -> [Int64] {
        try database.read { try $0.query("SELECT x FROM t ORDER BY x") { $0.int(0) } }
    }
}
