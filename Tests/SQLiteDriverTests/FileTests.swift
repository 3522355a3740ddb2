import Foundation
import SQLCore
import Testing

@testable import SQLiteDriver

/// How a database file is opened, shared and refused.
@Suite struct FileTests {
    @Test func everyConnectionHasItsSettings() throws {
        try withFile { (database, _) throws in
            #expect(try database.write { try $0.first("PRAGMA journal_mode") { $0.text(0) } } == "wal")
            let settings = ["synchronous": "2", "foreign_keys": "1", "temp_store": "2", "application_id": "1213548889"]
            for (name, value) in settings {
                #expect(try database.read { try $0.first("PRAGMA \(raw: name)") { Self.word($0.value(0)) } } == value, "reader: \(name)")
                #expect(try database.write { try $0.first("PRAGMA \(raw: name)") { Self.word($0.value(0)) } } == value, "writer: \(name)")
            }
        }
    }

    @Test func aSettingThatDoesNotTakeIsARefusal() throws {
        let connection = try Connection.memory()
        let error = #expect(throws: SQLError.self) { try connection.set("journal_mode", to: "wal") }
        #expect(error?.message.contains("journal_mode") == true)
    }

    @Test func onlyTheOwnerCanReadTheFiles() throws {
        try withFile { database, path in
            try database.write { try $0.execute("CREATE TABLE t (x INTEGER)") }
            for file in [path, path + "-wal", path + "-shm"] {
                #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600, "\(file)")
            }
        }
    }

    @Test func closingLeavesOneFile() throws {
        try withFolder { folder in
            let database = try SQLiteDatabase(path: folder + "/a.sqlite")
            try database.write { try $0.execute("CREATE TABLE t (x INTEGER)") }
            database.close()
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.sqlite"])
        }
    }

    @Test func aForgottenDatabaseClosesItself() throws {
        try withFolder { folder in
            try SQLiteDatabase(path: folder + "/a.sqlite").write { try $0.execute("CREATE TABLE t (x INTEGER)") }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.sqlite"])
        }
    }

    @Test func anotherProgramsFileIsRefused() throws {
        for statement in ["PRAGMA application_id = 5", "CREATE TABLE theirs (x INTEGER)"] as [SQL] {
            try withFolder { folder in
                try Connection(path: folder + "/a.sqlite").execute(statement)
                #expect(refusal { _ = try SQLiteDatabase(path: folder + "/a.sqlite") } == .misuse)
            }
        }
    }

    @Test func whatIsNoDatabaseIsRefused() throws {
        try withFolder { folder in
            try String(repeating: "no database\n", count: 100).write(toFile: folder + "/a.sqlite", atomically: true, encoding: .utf8)
            #expect(refusal { _ = try SQLiteDatabase(path: folder + "/a.sqlite") } == .corrupt)
        }
    }

    @Test func aMissingFolderIsSaid() {
        let error = #expect(throws: SQLError.self) { try SQLiteDatabase(path: "/nonexistent/folder/a.sqlite") }
        #expect(error?.message.contains("check that its folder exists") == true)
    }

    @Test func anotherProcessThatWritesMakesUsWaitAndThenSayBusy() throws {
        try withFolder { folder in
            let ours = try SQLiteDatabase(path: folder + "/a.sqlite", options: SQLiteOptions(readers: 1, busyTimeout: 1))
            let theirs = try Connection.writer(path: folder + "/a.sqlite", options: SQLiteOptions())
            try theirs.execute("BEGIN IMMEDIATE")
            #expect(refusal { try ours.write { _ in } } == .busy)
            try theirs.execute("CREATE TABLE t (x INTEGER)")
            try theirs.execute("COMMIT")
            #expect(try ours.write { try $0.execute("INSERT INTO t VALUES (1)") } == 1)
            ours.close()
        }
    }

    @Test func aFullDatabaseSaysSoAndGoesOn() throws {
        try withFile { database, _ in
            try database.write { try $0.execute("CREATE TABLE t (x BLOB)") }
            try database.write { try $0.forEach("PRAGMA max_page_count = 20") { _ in } }
            #expect(refusal { try database.write { _ = try $0.execute("INSERT INTO t VALUES (zeroblob(200000))") } } == .full)
            #expect(try database.write { try $0.execute("INSERT INTO t VALUES (x'01')") } == 1)
            #expect(try database.integrityCheck() == [])
        }
    }

    @Test func moreReadersThanConnectionsWaitTheirTurn() async throws {
        let folder = try newFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let database = try SQLiteDatabase(path: folder + "/a.sqlite", options: SQLiteOptions(readers: 2))
        defer { database.close() }
        let sum = try await withThrowingTaskGroup(of: Int64.self) { group in
            for number in 1...100 { group.addTask { try await database.read { try $0.first("SELECT \(number)") { $0.int(0) } } ?? 0 } }
            return try await group.reduce(0, +)
        }
        #expect(sum == 5_050)
    }

    /// Ways through the indexes are proven without statistics: a restart must not bring any.
    @Test func closingGathersNoStatistics() throws {
        try withFolder { folder in
            let database = try SQLiteDatabase(path: folder + "/a.sqlite")
            try database.write { session in
                try session.execute("CREATE TABLE t (a INTEGER NOT NULL, b INTEGER NOT NULL)")
                try session.execute("CREATE INDEX t_a ON t (a)")
                try session.execute("CREATE INDEX t_b ON t (b)")
                for number in 1...500 { try session.execute("INSERT INTO t (a, b) VALUES (\(number % 3), \(number))") }
                #expect(try session.first("SELECT COUNT(*) FROM t WHERE a = \(1) AND b > \(7)") { $0.int(0) } == 164)
            }
            database.close()
            let again = try SQLiteDatabase(path: folder + "/a.sqlite")
            defer { again.close() }
            #expect(try again.read { try $0.first("SELECT COUNT(*) FROM sqlite_schema WHERE name = 'sqlite_stat1'") { $0.int(0) } } == 0)
        }
    }

    private static func word(_ value: SQLValue) -> String {
        switch value {
        case .integer(let number): "\(number)"
        case .text(let text): text
        default: "\(value)"
        }
    }
}

func withFile<T>(_ body: (SQLiteDatabase, String) throws -> T) throws -> T {
    try withFolder { folder in
        let database = try SQLiteDatabase(path: folder + "/test.sqlite")
        defer { database.close() }
        return try body(database, folder + "/test.sqlite")
    }
}
