/// Brings a database to the present schema, each migration in a transaction of its own, each once.
///
/// The table `schema_migrations` keeps the full text of every applied migration. A migration whose text has changed
/// since, or one that the program does not know (the database is newer than the program), is an error: nothing runs.
public struct Migrator: Sendable {
    public let migrations: [Migration]

    public init(_ migrations: [Migration]) {
        self.migrations = migrations
    }

    /// Applies what is pending; returns the names applied, in order.
    @discardableResult
    public func run(on database: any Database) throws -> [String] {
        try database.write { try $0.execute(SQL(text: Migrator.table(for: $0.dialect))) }
        return try pending(on: database).map { migration in
            try database.write { try apply(migration, in: $0) }
            return migration.name
        }
    }

    /// What `run` would apply, in order.
    public func pending(on database: any Database) throws -> [Migration] {
        try refuseDuplicates()
        let recorded = try database.read { try recordedTexts(in: $0) }
        try refuseUnknown(recorded)
        for (migration, record) in zip(migrations, recorded) {
            try refuseChanged(migration, record, dialect: database.dialect)
        }
        return Array(migrations.dropFirst(recorded.count))
    }

    private struct Record: Sendable {
        let name: String
        let text: String
    }

    private func apply(_ migration: Migration, in session: any SQLWriting) throws {
        let statements = try migration.expanded(for: session.dialect)
        for statement in statements {
            try session.execute(SQL(text: statement))
        }
        let ordinal = try session.first("SELECT count(*) FROM schema_migrations") { $0.int(0) } ?? 0
        let text = Migrator.text(of: statements)
        try session.execute("INSERT INTO schema_migrations (ordinal, name, text) VALUES (\(ordinal + 1), \(migration.name), \(text))")
    }

    private func recordedTexts(in session: any SQLReading) throws -> [Record] {
        guard try Migrator.tableExists(in: session) else { return [] }
        return try session.query("SELECT name, text FROM schema_migrations ORDER BY ordinal") {
            Record(name: $0.text(0), text: $0.text(1))
        }
    }

    private func refuseDuplicates() throws {
        var seen: Set<String> = []
        for migration in migrations where !seen.insert(migration.name).inserted {
            throw SQLError(.misuse, "two migrations are called \(migration.name)")
        }
    }

    private func refuseUnknown(_ recorded: [Record]) throws {
        let known = Set(migrations.map(\.name))
        for record in recorded where !known.contains(record.name) {
            throw SQLError(.misuse, "the database has the migration \(record.name), which this program does not know; use the newer program")
        }
    }

    private func refuseChanged(_ migration: Migration, _ record: Record, dialect: SQLDialect) throws {
        guard migration.name == record.name else {
            throw SQLError(.misuse, "the database has the migration \(record.name) where this program has \(migration.name)")
        }
        guard try Migrator.text(of: migration.expanded(for: dialect)) == record.text else {
            throw SQLError(.misuse, "the migration \(migration.name) has changed since it was applied; restore its text and add a new migration")
        }
    }

    private static func text(of statements: [String]) -> String {
        statements.joined(separator: ";\n")
    }

    private static func table(for dialect: SQLDialect) -> String {
        let integer = dialect == .sqlite ? "INTEGER" : "BIGINT"
        return "CREATE TABLE IF NOT EXISTS schema_migrations "
            + "(ordinal \(integer) NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE, text TEXT NOT NULL)"
    }

    private static func tableExists(in session: any SQLReading) throws -> Bool {
        let catalogue: SQL =
            session.dialect == .sqlite
            ? "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migrations'"
            : "SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'schema_migrations'"
        return try session.first(catalogue) { $0.int(0) } != nil
    }
}
