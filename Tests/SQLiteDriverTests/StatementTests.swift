import SQLCore
import Testing

@testable import SQLiteDriver

@Suite struct StatementTests {
    @Test func manyTextsAndAChangedSchemaKeepTheCacheRight() throws {
        let database = try SQLiteDatabase.inMemory()
        try database.write { session in
            try session.execute("CREATE TABLE t (x INTEGER)")
            try session.execute("INSERT INTO t VALUES (1)")
            for number in 0..<1_500 {
                #expect(try session.first("SELECT x + \(raw: "\(number)") FROM t") { $0.int(0) } == Int64(number + 1))
            }
            #expect(try session.first("SELECT * FROM t") { $0.count } == 1)
            try session.execute("ALTER TABLE t ADD COLUMN y TEXT")
            #expect(try session.first("SELECT * FROM t") { $0.count } == 2)
        }
    }

    /// SQLite quotes the query in its own words; ours must not.
    @Test func aFullTextQueryIsNotInTheError() throws {
        let database = try SQLiteDatabase.inMemory()
        try database.write { try $0.execute("CREATE VIRTUAL TABLE words USING fts5 (word)") }
        let error = #expect(throws: SQLError.self) {
            try database.read { try $0.forEach("SELECT * FROM words WHERE words MATCH \("secret ^ * secret")") { _ in } }
        }
        #expect(error.map { !"\($0)".contains("secret") } == true)
    }

    @Test func aTriggersRefusalIsACheck() throws {
        let database = try SQLiteDatabase.inMemory()
        try database.write {
            try $0.execute("CREATE TABLE t (x INTEGER)")
            try $0.execute("CREATE TRIGGER t_keep BEFORE DELETE ON t BEGIN SELECT RAISE(ABORT, 'rows of t are kept'); END")
            try $0.execute("INSERT INTO t VALUES (1)")
        }
        let error = #expect(throws: SQLError.self) { try database.write { _ = try $0.execute("DELETE FROM t") } }
        #expect(error?.kind == .check)
        #expect(error?.message == "rows of t are kept")
    }

    #if DEBUG
        @Test func aWrongColumnTypeStopsADebugBuild() async {
            await #expect(processExitsWith: .failure) {
                let database = try SQLiteDatabase.inMemory()
                _ = try database.read { try $0.first("SELECT 'text'") { $0.int(0) } }
            }
        }
    #else
        @Test func aWrongColumnTypeFailsTheQuery() throws {
            let database = try SQLiteDatabase.inMemory()
            let error = #expect(throws: SQLError.self) { try database.read { try $0.first("SELECT 'text' AS name") { $0.int(0) } } }
            #expect(error?.message == "column 0 (name) is a text, not an integer")
        }
    #endif
}
