import CSQLite
import SQLCore

extension SQLError {
    /// The refusal of a call that had no values yet: opening, preparing.
    init(code: Int32, on handle: OpaquePointer?, sql: SQL = SQL()) {
        self.init(Kind(code: code), String(cString: sqlite3_errmsg(handle)), sql: sql)
    }

    /// The refusal of a running statement. Only the words about constraints are passed on: other words of SQLite
    /// may quote a bound value (a full-text query, a JSON path).
    init(running code: Int32, on handle: OpaquePointer, sql: SQL) {
        let isConstraint = code & 0xff == SQLITE_CONSTRAINT && code != SQLiteCode.wrongDatatype
        let message = isConstraint ? sqlite3_errmsg(handle) : sqlite3_errstr(code)
        self.init(Kind(code: code), message.map { String(cString: $0) } ?? "error \(code)", sql: sql)
    }
}

/// Extended result codes, which C writes as shifted macros that Swift does not import.
enum SQLiteCode {
    static let check: Int32 = 275
    static let foreignKey: Int32 = 787
    static let notNull: Int32 = 1299
    static let primaryKey: Int32 = 1555
    static let trigger: Int32 = 1811
    static let unique: Int32 = 2067
    static let rowid: Int32 = 2579
    static let wrongDatatype: Int32 = 3091
}

extension SQLError.Kind {
    init(code: Int32) {
        switch code {
        case SQLiteCode.primaryKey, SQLiteCode.unique, SQLiteCode.rowid: self = .uniqueViolation
        case SQLiteCode.foreignKey: self = .foreignKey
        case SQLiteCode.check, SQLiteCode.wrongDatatype, SQLiteCode.trigger: self = .check
        case SQLiteCode.notNull: self = .notNull
        default: self.init(primaryCode: code & 0xff)
        }
    }

    private init(primaryCode: Int32) {
        switch primaryCode {
        case SQLITE_BUSY, SQLITE_LOCKED: self = .busy
        case SQLITE_FULL: self = .full
        case SQLITE_CORRUPT, SQLITE_NOTADB: self = .corrupt
        case SQLITE_MISUSE, SQLITE_RANGE: self = .misuse
        default: self = .other
        }
    }
}
