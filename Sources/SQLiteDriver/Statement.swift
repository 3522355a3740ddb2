import CSQLite
import SQLCore

/// A prepared statement of one connection: bound, stepped, reset, kept for the next time.
final class Statement {
    let handle: OpaquePointer
    /// The common text, with `$n`.
    let sql: SQL
    /// A statement that is being stepped cannot be started again from inside its own loop.
    var isRunning = false
    /// Whether it begins or ends a transaction or savepoint, which sessions must not.
    var controlsTransactions = false
    /// When it was last used, by the count of its connection.
    var lastUse = 0
    /// The first column that was read as what it is not.
    var wrongColumn: SQLError?

    init(_ text: String, on connection: OpaquePointer) throws {
        sql = SQL(text: text)
        handle = try Statement.prepare(sql, on: connection)
    }

    deinit {
        sqlite3_finalize(handle)
    }

    /// Whether the statement leaves the database as it is.
    var isReadOnly: Bool { sqlite3_stmt_readonly(handle) != 0 }

    func bind(_ values: [SQLValue]) throws {
        let wanted = Int(sqlite3_bind_parameter_count(handle))
        guard wanted == values.count else {
            throw SQLError(.misuse, "the statement has \(wanted) marks, but \(values.count) values were bound", sql: sql)
        }
        for (position, value) in values.enumerated() {
            let code = bind(value, at: Int32(position + 1))
            if code != SQLITE_OK { throw SQLError(running: code, on: connection, sql: sql) }
        }
    }

    /// Fetches the next row; false at the end.
    func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw SQLError(running: sqlite3_extended_errcode(connection), on: connection, sql: sql)
        }
    }

    func reset() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
        wrongColumn = nil
    }

    private var connection: OpaquePointer { sqlite3_db_handle(handle) }

    private func bind(_ value: SQLValue, at mark: Int32) -> Int32 {
        switch value {
        case .null: sqlite3_bind_null(handle, mark)
        case .integer(let number): sqlite3_bind_int64(handle, mark, number)
        case .real(let number): sqlite3_bind_double(handle, mark, number)
        case .text(let text): bind(text, at: mark)
        case .blob(let bytes): bind(bytes, at: mark)
        }
    }

    /// SQLite copies the bytes: their address is only good inside the closure. Given by length, a NUL is a
    /// character like any other.
    private func bind(_ text: String, at mark: Int32) -> Int32 {
        var text = text
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                // A nil address would bind NULL; an empty text is a text.
                guard let address = $0.baseAddress else { return sqlite3_bind_text(handle, mark, "", 0, copied) }
                return sqlite3_bind_text64(handle, mark, address, UInt64($0.count), copied, UInt8(SQLITE_UTF8))
            }
        }
    }

    private func bind(_ bytes: [UInt8], at mark: Int32) -> Int32 {
        if bytes.isEmpty { return sqlite3_bind_zeroblob(handle, mark, 0) }
        return bytes.withUnsafeBytes { sqlite3_bind_blob64(handle, mark, $0.baseAddress, UInt64($0.count), copied) }
    }

    /// SQLITE_TRANSIENT, a macro that casts −1 to a function pointer.
    private var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

    private static func prepare(_ sql: SQL, on connection: OpaquePointer) throws -> OpaquePointer {
        let text = SQL.replacingMarks(in: sql.text) { "?\($0)" }
        var handle: OpaquePointer?
        var hasMore = false
        let code = text.withCString { start in
            var rest: UnsafePointer<CChar>?
            let code = sqlite3_prepare_v3(connection, start, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, &rest)
            hasMore = rest.map { String(cString: $0).contains { !$0.isWhitespace && $0 != ";" } } ?? false
            return code
        }
        guard code == SQLITE_OK else { throw SQLError(code: sqlite3_extended_errcode(connection), on: connection, sql: sql) }
        guard let handle else { throw SQLError(.misuse, "there is no statement in the text", sql: sql) }
        guard !hasMore else {
            sqlite3_finalize(handle)
            throw SQLError(.misuse, "there is more than one statement in the text", sql: sql)
        }
        return handle
    }
}
