import Foundation
import SQLCore
import SQLiteDriver

/// The engines that the conformance suite runs on. A further engine is one more case.
enum TestEngine: String, CaseIterable, Sendable {
    case sqliteFile
    case sqliteMemory

    /// Whether a write can commit while a read closure is running.
    var writesBesideReads: Bool { self != .sqliteMemory }

    /// Runs `body` on an empty database, which is closed and gone afterwards.
    func withDatabase<T>(_ body: (any Database) throws -> T) throws -> T {
        switch self {
        case .sqliteFile:
            try withFolder { folder in try using(SQLiteDatabase(path: folder + "/test.sqlite"), body) }
        case .sqliteMemory:
            try using(SQLiteDatabase.inMemory(), body)
        }
    }

    func withAsyncDatabase<T>(_ body: (any Database) async throws -> T) async throws -> T {
        let folder = try newFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let database: any Database =
            switch self {
            case .sqliteFile: try SQLiteDatabase(path: folder + "/test.sqlite")
            case .sqliteMemory: try SQLiteDatabase.inMemory()
            }
        defer { database.close() }
        return try await body(database)
    }

    private func using<T>(_ database: any Database, _ body: (any Database) throws -> T) throws -> T {
        defer { database.close() }
        return try body(database)
    }
}

func newFolder() throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("huiyin-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
}

func withFolder<T>(_ body: (String) throws -> T) throws -> T {
    let folder = try newFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
}

/// The kind of the ``SQLError`` that `body` throws; nil when it throws none.
func refusal(_ body: () throws -> Void) -> SQLError.Kind? {
    do {
        try body()
        return nil
    } catch {
        return (error as? SQLError)?.kind
    }
}
