import CSQLite
import SQLCore

/// One SQLite handle with its prepared statements. It belongs to one thread at a time; its holder sees to that.
final class Connection {
    let handle: OpaquePointer
    private var statements = StatementCache()
    private var savepoints = 0
    private let witness = PrepareWitness()

    enum Access {
        case reading, writing
        /// The driver's own: transactions and settings.
        case control
    }

    init(path: String, flags: Int32 = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) throws {
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(path, &opened, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard code == SQLITE_OK, let opened else {
            defer { sqlite3_close_v2(opened) }
            throw Connection.cannotOpen(path, SQLError(code: code, on: opened))
        }
        handle = opened
        huiyin_sqlite3_quotes_are_names(handle)
        witness.watch(handle)
    }

    deinit {
        statements.removeAll()
        sqlite3_close_v2(handle)
    }

    /// Runs a statement and hands over each row until `body` returns false.
    func run(_ sql: SQL, _ access: Access, _ body: (Statement) throws -> Bool) throws {
        let statement = try statements.statement(for: sql.text) { try prepare(sql.text) }
        try admit(statement, access)
        statement.isRunning = true
        defer {
            statement.reset()
            statement.isRunning = false
        }
        try statement.bind(sql.binds)
        while try statement.step(), try body(statement) {}
    }

    private func prepare(_ text: String) throws -> Statement {
        witness.forget()
        let statement = try Statement(text, on: handle)
        statement.controlsTransactions = witness.sawControl
        return statement
    }

    private func admit(_ statement: Statement, _ access: Access) throws {
        if access == .reading, !statement.isReadOnly {
            throw SQLError(.misuse, "a read session cannot change anything", sql: statement.sql)
        }
        if access != .control, statement.controlsTransactions {
            throw SQLError(.misuse, "a session is one transaction; it neither begins nor ends one", sql: statement.sql)
        }
    }

    /// Runs one of the driver's own statements; its rows, if any, are passed over.
    func execute(_ sql: SQL) throws {
        try run(sql, .control) { _ in true }
    }

    /// Runs `body` against one snapshot. There is nothing to commit: the end is a rollback, which does not fail.
    func snapshot<T>(_ body: () throws -> T) throws -> T {
        try execute("BEGIN")
        defer { rollBack() }
        return try body()
    }

    /// Runs `body` within BEGIN and COMMIT.
    func transaction<T>(_ body: () throws -> T) throws -> T {
        try execute("BEGIN IMMEDIATE")
        do {
            let value = try body()
            try commit()
            return value
        } catch {
            rollBack()
            throw error
        }
    }

    func commit() throws {
        guard isInTransaction else { throw SQLError(.misuse, "the closure ended the transaction itself") }
        try execute("COMMIT")
    }

    /// Some failures (disk full, input or output error) have already rolled everything back.
    func rollBack() {
        if isInTransaction { try? execute("ROLLBACK") }
    }

    func savepoint<T>(_ body: () throws -> T) throws -> T {
        savepoints += 1
        defer { savepoints -= 1 }
        let name = "s\(savepoints)"
        try execute("SAVEPOINT \(raw: name)")
        do {
            let value = try body()
            try execute("RELEASE \(raw: name)")
            return value
        } catch {
            if isInTransaction {
                try execute("ROLLBACK TO \(raw: name)")
                try execute("RELEASE \(raw: name)")
            }
            throw error
        }
    }

    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// Whether a deferred foreign key still points to nothing.
    var hasOpenForeignKeys: Bool {
        var current: Int32 = 0
        var highest: Int32 = 0
        sqlite3_db_status(handle, SQLITE_DBSTATUS_DEFERRED_FKS, &current, &highest, 0)
        return current != 0
    }

    private static func cannotOpen(_ path: String, _ error: SQLError) -> SQLError {
        SQLError(error.kind, "cannot open the database \(path): \(error.message); check that its folder exists and may be written")
    }
}
