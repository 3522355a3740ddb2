import Foundation
import SQLCore
import SQLiteDriver

/// The writer of the crash tests: `crashwriter FILE full|none`.
///
/// Four threads insert pairs of rows; a pair's number is printed only after its write has returned. Now and then a
/// thread tries a write that must be refused, with a negative number. It goes on until it is killed.
@main
enum CrashWriter {
    static func main() throws {
        let database = try open(CommandLine.arguments[1], durability: CommandLine.arguments[2])
        let first = try database.read { try $0.first("SELECT coalesce(max(id), 0) + 1 FROM pair") { $0.int(0) } } ?? 1
        for thread in 0..<threads {
            Thread.detachNewThread { write(from: first + thread, into: database) }
        }
        while true { sleep(60) }
    }

    private static let threads: Int64 = 4

    private static func open(_ path: String, durability: String) throws -> SQLiteDatabase {
        var options = SQLiteOptions(readers: 1)
        options.durability = durability == "none" ? .none : .full
        let database = try SQLiteDatabase(path: path, options: options)
        try database.write { session in
            // Often, so that some kills meet a checkpoint.
            try session.forEach("PRAGMA wal_autocheckpoint = 40") { _ in }
            try session.execute(
                "CREATE TABLE IF NOT EXISTS pair (id INTEGER NOT NULL, half INTEGER NOT NULL, filling TEXT NOT NULL, PRIMARY KEY (id, half)) STRICT")
        }
        return database
    }

    private static func write(from first: Int64, into database: SQLiteDatabase) {
        for number in stride(from: first, to: .max, by: Int(threads)) {
            if number.isMultiple(of: 5) { try? insert(-number, halves: [0, 1, 1], into: database) }
            do {
                try insert(number, halves: [0, 1], into: database)
                FileHandle.standardOutput.write(Data("\(number)\n".utf8))
            } catch {
                FileHandle.standardError.write(Data("\(number): \(error)\n".utf8))
            }
        }
    }

    private static func insert(_ number: Int64, halves: [Int], into database: SQLiteDatabase) throws {
        try database.write { session in
            for half in halves {
                try session.execute("INSERT INTO pair VALUES (\(number), \(half), \(String(repeating: "x", count: 200)))")
            }
        }
    }
}
