import SQLCore
import SQLiteDriver
import Testing

@Suite struct InMemoryTests {
    @Test func clonesHaveWhatTheTemplateHasAndGoTheirOwnWays() throws {
        let template = try SQLiteDatabase.inMemory()
        try prepare(template)
        let first = try SQLiteDatabase.inMemory(cloneOf: template)
        let second = try SQLiteDatabase.inMemory(cloneOf: template)
        try first.write { try $0.execute("INSERT INTO t VALUES (2, 'first')") }
        try template.write { try $0.execute("INSERT INTO t VALUES (3, 'template')") }
        #expect(try names(in: first) == ["both", "first"])
        #expect(try names(in: second) == ["both"])
        #expect(try names(in: SQLiteDatabase.inMemory(cloneOf: first)) == ["both", "first"])
        #expect(refusal { try second.write { _ = try $0.execute("INSERT INTO child VALUES (1, 9)") } } == .foreignKey)
    }

    @Test func aFileCanBeTheTemplate() throws {
        try withFile { file, _ in
            try prepare(file)
            let clone = try SQLiteDatabase.inMemory(cloneOf: file)
            try clone.write { try $0.execute("INSERT INTO t VALUES (2, 'clone')") }
            #expect(try names(in: clone) == ["both", "clone"])
            #expect(try names(in: file) == ["both"])
        }
    }

    @Test func aCloneGrows() throws {
        let template = try SQLiteDatabase.inMemory()
        try prepare(template)
        let clone = try SQLiteDatabase.inMemory(cloneOf: template)
        try clone.write { session in
            for number in 2...3_000 { try session.execute("INSERT INTO t VALUES (\(number), \(String(repeating: "x", count: 1_000)))") }
        }
        #expect(try clone.read { try $0.first("SELECT sum(length(name)) FROM t") { $0.int(0) } } == 2_999_004)
        #expect(try clone.integrityCheck() == [])
    }

    @Test func anEmptyTemplateIsAnEmptyDatabase() throws {
        let clone = try SQLiteDatabase.inMemory(cloneOf: SQLiteDatabase.inMemory())
        try prepare(clone)
        #expect(try names(in: clone) == ["both"])
    }

    private func prepare(_ database: SQLiteDatabase) throws {
        try database.write { session in
            try session.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT")
            try session.execute("CREATE TABLE child (id INTEGER PRIMARY KEY, t INTEGER NOT NULL REFERENCES t (id)) STRICT")
            try session.execute("INSERT INTO t VALUES (1, 'both')")
        }
    }

    private func names(in database: SQLiteDatabase) throws -> [String] {
        try database.read { try $0.query("SELECT name FROM t ORDER BY id") { $0.text(0) } }
    }
}
