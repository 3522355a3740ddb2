import CSQLite
import SQLCore

extension Statement: SQLRow {
    var count: Int { Int(sqlite3_data_count(handle)) }

    func int(_ column: Int) -> Int64 {
        optionalInt(column) ?? missing(column, as: "an integer", 0)
    }

    func optionalInt(_ column: Int) -> Int64? {
        switch type(of: column) {
        case SQLITE_INTEGER: sqlite3_column_int64(handle, Int32(column))
        case SQLITE_NULL: nil
        default: wrong(column, as: "an integer", 0)
        }
    }

    func double(_ column: Int) -> Double {
        optionalDouble(column) ?? missing(column, as: "a number", 0)
    }

    func optionalDouble(_ column: Int) -> Double? {
        switch type(of: column) {
        case SQLITE_FLOAT, SQLITE_INTEGER: sqlite3_column_double(handle, Int32(column))
        case SQLITE_NULL: nil
        default: wrong(column, as: "a number", 0)
        }
    }

    func text(_ column: Int) -> String {
        optionalText(column) ?? missing(column, as: "a text", "")
    }

    func optionalText(_ column: Int) -> String? {
        switch type(of: column) {
        case SQLITE_TEXT: String(decoding: bytes(sqlite3_column_text(handle, Int32(column)), column), as: UTF8.self)
        case SQLITE_NULL: nil
        default: wrong(column, as: "a text", "")
        }
    }

    func blob(_ column: Int) -> [UInt8] {
        optionalBlob(column) ?? missing(column, as: "a blob", [])
    }

    func optionalBlob(_ column: Int) -> [UInt8]? {
        switch type(of: column) {
        case SQLITE_BLOB: Array(bytes(sqlite3_column_blob(handle, Int32(column)), column))
        case SQLITE_NULL: nil
        default: wrong(column, as: "a blob", [])
        }
    }

    func bool(_ column: Int) -> Bool {
        optionalBool(column) ?? missing(column, as: "0 or 1", false)
    }

    func optionalBool(_ column: Int) -> Bool? {
        guard type(of: column) != SQLITE_NULL else { return nil }
        guard type(of: column) == SQLITE_INTEGER else { return wrong(column, as: "0 or 1", false) }
        let number = sqlite3_column_int64(handle, Int32(column))
        return number == 0 || number == 1 ? number == 1 : wrong(column, as: "0 or 1", false)
    }

    func value(_ column: Int) -> SQLValue {
        switch type(of: column) {
        case SQLITE_INTEGER: .integer(int(column))
        case SQLITE_FLOAT: .real(double(column))
        case SQLITE_TEXT: .text(text(column))
        case SQLITE_BLOB: .blob(blob(column))
        default: .null
        }
    }

    private func type(of column: Int) -> Int32 {
        column < count ? sqlite3_column_type(handle, Int32(column)) : noSuchColumn
    }

    private func bytes(_ start: UnsafePointer<UInt8>?, _ column: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, Int32(column))))
    }

    private func bytes(_ start: UnsafeRawPointer?, _ column: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, Int32(column))))
    }

    private func missing<T>(_ column: Int, as wanted: String, _ substitute: T) -> T {
        wrong(column, as: wanted, substitute)
    }

    /// Stops a debug build; otherwise remembers the mistake, and the query throws it after this row.
    private func wrong<T>(_ column: Int, as wanted: String, _ substitute: T) -> T {
        let error = SQLError(.misuse, "\(name(of: column)) is \(typeName(of: column)), not \(wanted)", sql: sql)
        assertionFailure(error.description)
        wrongColumn = wrongColumn ?? error
        return substitute
    }

    private func name(of column: Int) -> String {
        guard column < count, let name = sqlite3_column_name(handle, Int32(column)) else { return "column \(column)" }
        return "column \(column) (\(String(cString: name)))"
    }

    private func typeName(of column: Int) -> String {
        switch type(of: column) {
        case SQLITE_INTEGER: "an integer"
        case SQLITE_FLOAT: "a real number"
        case SQLITE_TEXT: "a text"
        case SQLITE_BLOB: "a blob"
        case SQLITE_NULL: "NULL"
        default: "beyond the last column"
        }
    }
}

private let noSuchColumn: Int32 = -1
