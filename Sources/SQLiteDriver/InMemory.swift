import CSQLite
import SQLCore

extension SQLiteDatabase {
    /// A database in memory: empty, or a copy of a template (one that has been migrated, say) as it is now.
    public static func inMemory(cloneOf template: SQLiteDatabase? = nil) throws -> SQLiteDatabase {
        let connection = try Connection.memory()
        if let template {
            let image = try template.engine.withConnection { try $0.image() }
            if let image { try connection.adopt(image) }
        }
        return SQLiteDatabase(MemoryEngine(connection))
    }
}

/// The bytes of a database, in memory that SQLite owns and will free.
private struct Image {
    let bytes: UnsafeMutablePointer<UInt8>
    let size: sqlite3_int64
}

extension Connection {
    /// Nil when nothing has been written yet.
    fileprivate func image() throws -> Image? {
        var size: sqlite3_int64 = 0
        guard let bytes = sqlite3_serialize(handle, "main", &size, 0) else {
            if size == 0 { return nil }
            throw SQLError(.other, "there was not the memory to copy the template")
        }
        // A file's header asks for a write-ahead log, which memory does not have.
        if size >= 20 {
            bytes[18] = 1
            bytes[19] = 1
        }
        return Image(bytes: bytes, size: size)
    }

    fileprivate func adopt(_ image: Image) throws {
        let flags = UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE)
        let code = sqlite3_deserialize(handle, "main", image.bytes, image.size, image.size, flags)
        if code != SQLITE_OK { throw SQLError(code: code, on: handle) }
    }
}
