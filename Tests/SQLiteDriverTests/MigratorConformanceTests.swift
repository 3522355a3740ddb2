import SQLCore
import Testing

@Suite struct MigratorConformanceTests {
    private let first = Migration(
        name: "0001-first",
        statements: [
            "CREATE TABLE a (id {id}, organisation {int} NOT NULL, name {text} NOT NULL{key}) {strict}",
            "CREATE INDEX a_name ON a (organisation, name)",
        ])
    private let second = Migration(name: "0002-second") { dialect in
        ["INSERT INTO a VALUES (1, 1, '\(dialect.rawValue)')"]
    }

    @Test(arguments: TestEngine.allCases)
    func eachMigrationRunsOnce(engine: TestEngine) throws {
        try engine.withDatabase { (database) throws in
            #expect(try Migrator([first, second]).pending(on: database).map(\.name) == ["0001-first", "0002-second"])
            #expect(try Migrator([first]).run(on: database) == ["0001-first"])
            #expect(try Migrator([first, second]).pending(on: database).map(\.name) == ["0002-second"])
            #expect(try Migrator([first, second]).run(on: database) == ["0002-second"])
            #expect(try Migrator([first, second]).run(on: database) == [])
            #expect(try database.read { try $0.query("SELECT name FROM a") { $0.text(0) } } == [database.dialect.rawValue])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func aChangedMigrationIsRefused(engine: TestEngine) throws {
        try engine.withDatabase { database in
            try Migrator([first]).run(on: database)
            let changed = Migration(name: "0001-first", statements: ["CREATE TABLE a (id {id}) {strict}"])
            let error = #expect(throws: SQLError.self) { try Migrator([changed, second]).run(on: database) }
            #expect(error?.message.contains("0001-first has changed") == true)
            #expect(try database.read { try $0.first("SELECT count(*) FROM a") { $0.int(0) } } == 0, "nothing ran")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func aNewerDatabaseIsRefused(engine: TestEngine) throws {
        try engine.withDatabase { database in
            try Migrator([first, second]).run(on: database)
            let error = #expect(throws: SQLError.self) { try Migrator([first]).run(on: database) }
            #expect(error?.message.contains("0002-second") == true)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func anotherOrderAndAnotherOfTheSameNameAreRefused(engine: TestEngine) throws {
        try engine.withDatabase { database in
            try Migrator([first, second]).run(on: database)
            #expect(refusal { try Migrator([second, first]).run(on: database) } == .misuse)
            #expect(refusal { try Migrator([first, first]).run(on: database) } == .misuse)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func aFailingMigrationLeavesNothingOfItself(engine: TestEngine) throws {
        try engine.withDatabase { (database) throws in
            let failing = Migration(name: "0002-failing", statements: ["CREATE TABLE b (x {int}) {strict}", "CREATE TABLE b (x {int}) {strict}"])
            #expect(refusal { try Migrator([first, failing]).run(on: database) } == .other)
            #expect(try Migrator([first, failing]).pending(on: database).map(\.name) == ["0002-failing"])
            #expect(refusal { try database.read { try $0.forEach("SELECT 1 FROM b") { _ in } } } == .other)
        }
    }
}
