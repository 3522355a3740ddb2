import SQLCore
import Testing

@Suite struct ConstraintConformanceTests {
    private static let tables = [
        "CREATE TABLE unit (id {int} NOT NULL PRIMARY KEY, code {text} NOT NULL, parent {int} REFERENCES unit (id), "
            + "beds {int} CHECK (beds >= 0), closed {int}) {strict}",
        "CREATE UNIQUE INDEX unit_code ON unit (code)",
        "CREATE UNIQUE INDEX unit_open ON unit (parent) WHERE closed IS NULL",
        "CREATE TABLE later (id {int} NOT NULL PRIMARY KEY, unit {int} REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED) {strict}",
    ]

    private static let refused: [(SQL, SQLError.Kind)] = [
        ("INSERT INTO unit (id, code) VALUES (\(1), \("other secret"))", .uniqueViolation),
        ("INSERT INTO unit (id, code) VALUES (\(2), \("secret"))", .uniqueViolation),
        ("INSERT INTO unit (id, code, parent) VALUES (\(3), \("c secret"), \(1)), (\(4), \("d secret"), \(1))", .uniqueViolation),
        ("INSERT INTO unit (id, code, parent) VALUES (\(5), \("e secret"), \(99))", .foreignKey),
        ("INSERT INTO unit (id, code, beds) VALUES (\(6), \("f secret"), \(-1))", .check),
        ("INSERT INTO unit (id, code) VALUES (\(7), \(SQLValue.null))", .notNull),
        ("INSERT INTO unit (id, code, beds) VALUES (\(8), \("g secret"), \("secret"))", .check),
        ("INSERT INTO nowhere VALUES (\("secret"))", .other),
        ("SELEC \("secret")", .other),
    ]

    @Test(arguments: TestEngine.allCases)
    func eachRefusalHasItsKindAndNoValue(engine: TestEngine) throws {
        try withTables(engine) { (database) throws in
            for (statement, kind) in Self.refused {
                let error = #expect(throws: SQLError.self) { try database.write { try $0.execute(statement) } }
                #expect(error?.kind == kind, "\(statement.text)")
                #expect(error.map { !"\($0)".contains("secret") } == true)
                #expect(error?.sqlExcerpt == statement.text)
            }
            #expect(try database.read { try $0.first("SELECT count(*) FROM unit") { $0.int(0) } } == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func deletingAReferencedRowIsRefused(engine: TestEngine) throws {
        try withTables(engine) { database in
            try database.write { try $0.execute("INSERT INTO unit (id, code, parent) VALUES (2, 'ward', 1)") }
            #expect(refusal { try database.write { _ = try $0.execute("DELETE FROM unit WHERE id = 1") } } == .foreignKey)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func aDeferredReferenceIsCheckedAtTheEndAndHarmsNobodyElse(engine: TestEngine) async throws {
        try await engine.withAsyncDatabase { database in
            try await database.write { try Self.create(in: $0) }
            async let good: Void = database.write { session in
                try session.execute("INSERT INTO later VALUES (1, 50)")
                try session.execute("INSERT INTO unit (id, code) VALUES (50, 'late')")
            }
            async let bad: Void = database.write { _ = try $0.execute("INSERT INTO later VALUES (2, 99)") }
            try await good
            do {
                try await bad
                Issue.record("a reference to nothing was committed")
            } catch let error as SQLError {
                #expect(error.kind == .foreignKey)
            }
            #expect(try await database.read { try $0.query("SELECT id FROM later") { $0.int(0) } } == [1])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func onConflictNamesAPartialIndex(engine: TestEngine) throws {
        try withTables(engine) { database in
            let insert = { @Sendable (id: Int, code: String) -> SQL in
                "INSERT INTO unit (id, code, parent) VALUES (\(id), \(code), 1) ON CONFLICT (parent) WHERE closed IS NULL DO NOTHING"
            }
            let counts = try database.write { session in
                [try session.execute(insert(2, "a")), try session.execute(insert(3, "b"))]
            }
            #expect(counts == [1, 0])
            let updated = try database.write {
                try $0.first(
                    "INSERT INTO unit (id, code, beds) VALUES (9, 'secret', 4) ON CONFLICT (code) DO UPDATE SET beds = excluded.beds RETURNING id, beds"
                ) {
                    [$0.int(0), $0.int(1)]
                }
            }
            #expect(updated == [1, 4])
        }
    }

    private func withTables(_ engine: TestEngine, _ body: (any Database) throws -> Void) throws {
        try engine.withDatabase { database in
            try database.write { try Self.create(in: $0) }
            try body(database)
        }
    }

    private static func create(in session: any SQLWriting) throws {
        for table in tables { try session.execute(SQL(text: session.dialect.expand(table))) }
        try session.execute("INSERT INTO unit (id, code) VALUES (1, 'secret')")
    }
}
