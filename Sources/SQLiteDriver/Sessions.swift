import CSQLite
import SQLCore

/// The session of a `read` closure.
struct ReadSession: SQLReading, ConnectionReading {
    let connection: Connection
    var access: Connection.Access { .reading }
}

/// The session of a `write` closure.
struct WriteSession: SQLWriting, ConnectionReading {
    let connection: Connection
    var access: Connection.Access { .writing }

    func execute(_ sql: SQL) throws -> Int {
        let before = sqlite3_total_changes64(connection.handle)
        try connection.run(sql, access) { _ in true }
        // Statements that are not about rows leave the last count standing.
        return sqlite3_total_changes64(connection.handle) == before ? 0 : Int(sqlite3_changes64(connection.handle))
    }

    func savepoint<T>(_ body: () throws -> T) throws -> T {
        try connection.savepoint(body)
    }
}

/// Reading, the same in both sessions.
protocol ConnectionReading: SQLReading {
    var connection: Connection { get }
    var access: Connection.Access { get }
}

extension ConnectionReading {
    var dialect: SQLDialect { .sqlite }

    func query<T>(_ sql: SQL, _ decode: (any SQLRow) throws -> T) throws -> [T] {
        var rows: [T] = []
        try forEach(sql) { rows.append(try decode($0)) }
        return rows
    }

    func first<T>(_ sql: SQL, _ decode: (any SQLRow) throws -> T) throws -> T? {
        var row: T?
        try connection.run(sql, access) {
            row = try checked($0, decode)
            return false
        }
        return row
    }

    func forEach(_ sql: SQL, _ body: (any SQLRow) throws -> Void) throws {
        try connection.run(sql, access) {
            try checked($0, body)
            return true
        }
    }

    private func checked<T>(_ statement: Statement, _ decode: (any SQLRow) throws -> T) throws -> T {
        let value = try decode(statement)
        if let wrong = statement.wrongColumn { throw wrong }
        return value
    }
}
