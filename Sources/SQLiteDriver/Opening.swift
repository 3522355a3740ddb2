import CSQLite
import Foundation
import SQLCore

/// What every connection to a file is told, and asked back: a setting that did not take is a refusal to open.
extension Connection {
    static func writer(path: String, options: SQLiteOptions) throws -> Connection {
        createPrivately(path)
        let connection = try Connection(path: path)
        try connection.set(options)
        try connection.set("journal_mode", to: "wal")
        try connection.claim()
        return connection
    }

    static func reader(path: String, options: SQLiteOptions) throws -> Connection {
        let connection = try Connection(path: path, flags: SQLITE_OPEN_READWRITE)
        try connection.set(options)
        return connection
    }

    static func memory() throws -> Connection {
        let connection = try Connection(path: ":memory:")
        try connection.set("foreign_keys", to: 1)
        return connection
    }

    /// A new file to copy a database into.
    static func privateCopy(path: String) throws -> Connection {
        createPrivately(path)
        let connection = try Connection(path: path)
        try connection.set("synchronous", to: 2)
        return connection
    }

    /// The file's mark: `HUIY`. SQLite files of other programs carry another, or none and tables.
    static let applicationID: Int64 = 0x4855_4959

    /// Made before SQLite makes it, so that only the owner may read it; the WAL file inherits the mode.
    private static func createPrivately(_ path: String) {
        let descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        if descriptor >= 0 { _ = Foundation.close(descriptor) }
    }

    private func set(_ options: SQLiteOptions) throws {
        sqlite3_busy_timeout(handle, options.busyTimeout)
        try set("synchronous", to: options.durability.rawValue)
        try set("foreign_keys", to: 1)
        try set("temp_store", to: 2)
        try set("cache_size", to: -Int64(options.cacheSize))
    }

    func set(_ name: String, to value: some SQLBindable & CustomStringConvertible) throws {
        try execute("PRAGMA \(raw: name) = \(raw: value.description)")
        let found = try pragma(name)
        guard found == value.sqlValue else {
            throw SQLError(.other, "the database could not be opened safely: \(name) stayed \(found), \(value) is needed")
        }
    }

    private func claim() throws {
        let mark = try pragma("application_id")
        if mark == .integer(Connection.applicationID) { return }
        guard mark == .integer(0), try pragma("schema_version") == .integer(0) else {
            throw SQLError(.misuse, "the file is a database of another program; name another file")
        }
        try execute("PRAGMA application_id = \(raw: String(Connection.applicationID))")
    }

    private func pragma(_ name: String) throws -> SQLValue {
        var value = SQLValue.null
        try run("PRAGMA \(raw: name)", .control) {
            value = $0.value(0)
            return false
        }
        return value
    }
}
