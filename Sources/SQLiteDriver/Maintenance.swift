import CSQLite
import Foundation
import SQLCore

extension SQLiteDatabase {
    /// Copies the database as it is now into a new file, while readers and the writer go on; synced when it returns.
    ///
    /// The copy is one self-contained file. A file that exists already is never overwritten.
    public func backup(to path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw SQLError(.misuse, "the file \(path) exists; name a file that does not")
        }
        try engine.withConnection { source in
            let copy = try Connection.privateCopy(path: path)
            try source.copy(into: copy)
            try copy.execute("PRAGMA journal_mode = delete")
        }
    }

    /// What SQLite finds wrong with the file and its foreign keys, a line each; nothing when it is sound.
    public func integrityCheck() throws -> [String] {
        try read { session in
            try damage(in: session) + orphans(in: session)
        }
    }

    /// The query plan, a line per step, as `EXPLAIN QUERY PLAN` words it. For tests of the indexes.
    public func explain(_ sql: SQL) throws -> [String] {
        try read { try $0.query("EXPLAIN QUERY PLAN \(sql)") { $0.text(3) } }
    }

    private func damage(in session: any SQLReading) throws -> [String] {
        try findings { try session.query("PRAGMA integrity_check") { $0.text(0) }.filter { $0 != "ok" } }
    }

    private func orphans(in session: any SQLReading) throws -> [String] {
        try findings {
            try session.query("PRAGMA foreign_key_check") { "a row of \($0.text(0)) refers to a missing row of \($0.text(2))" }
        }
    }

    /// Damage can be such that even the check cannot go on: that is a finding too.
    private func findings(_ check: () throws -> [String]) throws -> [String] {
        do {
            return try check()
        } catch let error as SQLError where error.kind == .corrupt {
            return [error.message]
        }
    }
}

extension Connection {
    fileprivate func copy(into destination: Connection) throws {
        guard let backup = sqlite3_backup_init(destination.handle, "main", handle, "main") else {
            throw SQLError(code: sqlite3_extended_errcode(destination.handle), on: destination.handle)
        }
        let stepped = sqlite3_backup_step(backup, -1)
        let finished = sqlite3_backup_finish(backup)
        guard stepped == SQLITE_DONE, finished == SQLITE_OK else {
            throw SQLError(.init(code: stepped), "the backup was not finished: \(String(cString: sqlite3_errstr(stepped)))")
        }
    }
}
