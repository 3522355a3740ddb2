import Foundation
import SQLCore
import Testing

@testable import SQLiteDriver

@Suite struct MaintenanceTests {
    @Test func aBackupIsOneFileWithEverythingCommitted() throws {
        try withFile { database, path in
            try fill(database, rows: 1_000)
            try database.backup(to: path + ".copy")
            try database.write { try $0.execute("DELETE FROM t") }
            let names = try FileManager.default.contentsOfDirectory(atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path)
            #expect(names.filter { $0.contains("copy") } == ["test.sqlite.copy"])
            #expect(try FileManager.default.attributesOfItem(atPath: path + ".copy")[.posixPermissions] as? Int == 0o600)
            let copy = try SQLiteDatabase(path: path + ".copy")
            defer { copy.close() }
            #expect(try count(in: copy) == 1_000)
            #expect(try copy.integrityCheck() == [])
        }
    }

    @Test func aBackupNeverOverwrites() throws {
        try withFile { database, path in
            try "kept".write(toFile: path + ".copy", atomically: true, encoding: .utf8)
            #expect(refusal { try database.backup(to: path + ".copy") } == .misuse)
            #expect(try String(contentsOfFile: path + ".copy", encoding: .utf8) == "kept")
        }
    }

    @Test func aDatabaseInMemoryCanBeBackedUpToo() throws {
        try withFolder { folder in
            let database = try SQLiteDatabase.inMemory()
            try fill(database, rows: 10)
            try database.backup(to: folder + "/copy.sqlite")
            #expect(try Connection(path: folder + "/copy.sqlite").number("SELECT count(*) FROM t") == 10)
        }
    }

    @Test func damageIsFound() throws {
        try withFolder { folder in
            let path = folder + "/a.sqlite"
            let database = try SQLiteDatabase(path: path)
            try fill(database, rows: 2_000)
            #expect(try database.integrityCheck() == [])
            database.close()
            try overwrite(path, at: 5 * 4_096, with: Data(repeating: 0xff, count: 2_000))
            let damaged = try SQLiteDatabase(path: path)
            defer { damaged.close() }
            #expect(try !damaged.integrityCheck().isEmpty)
        }
    }

    @Test func orphansAreFound() throws {
        try withFile { database, path in
            try database.write {
                try $0.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
                try $0.execute("CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parent (id))")
            }
            let careless = try Connection(path: path)
            try careless.execute("PRAGMA foreign_keys = off")
            try careless.execute("INSERT INTO child VALUES (1, 7)")
            #expect(try database.integrityCheck() == ["a row of child refers to a missing row of parent"])
        }
    }

    @Test func thePlanNamesTheIndex() throws {
        try withFile { database, _ in
            try fill(database, rows: 1)
            try database.write { try $0.execute("CREATE INDEX t_y ON t (y)") }
            #expect(try database.explain("SELECT x FROM t WHERE y = \("a")") == ["SEARCH t USING COVERING INDEX t_y (y=?)"])
            #expect(try database.explain("SELECT x FROM t WHERE y LIKE \("%a")").allSatisfy { $0.hasPrefix("SCAN") })
        }
    }

    private func fill(_ database: SQLiteDatabase, rows: Int) throws {
        try database.write { session in
            try session.execute("CREATE TABLE t (x INTEGER PRIMARY KEY, y TEXT NOT NULL) STRICT")
            for number in 0..<rows { try session.execute("INSERT INTO t VALUES (\(number), \("row number \(number)"))") }
        }
    }

    private func count(in database: SQLiteDatabase) throws -> Int64? {
        try database.read { try $0.first("SELECT count(*) FROM t") { $0.int(0) } }
    }

    private func overwrite(_ path: String, at offset: UInt64, with bytes: Data) throws {
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.seek(toOffset: offset)
        try file.write(contentsOf: bytes)
        try file.close()
    }
}

extension Connection {
    fileprivate func number(_ sql: SQL) throws -> Int64? {
        try ReadSession(connection: self).first(sql) { $0.int(0) }
    }
}
