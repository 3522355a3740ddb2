import Foundation

/// What the shell needs to write the tables of a house again, row by row, into a file with the same indexes, `synchronous = FULL`, in WAL:
/// once from the text of a dump (INSERT statements, as it would be restored), once copying the rows inside SQLite, which parses nothing.
struct ShellLimit {
    let house: House

    struct Seconds {
        var dump: Double
        var copy: Double
    }

    func measure() throws -> Seconds {
        let schema = try schema()
        return Seconds(dump: try restore(schema), copy: try copy(schema))
    }

    /// Tables, indexes and triggers as they stand; the journal's triggers refuse no INSERT.
    private func schema() throws -> String {
        let text = try Shell.run([
            house.path, "SELECT sql || ';' FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type = 'table' DESC, rowid",
        ])
        return text
    }

    private func tables() throws -> [String] {
        try Shell.run([house.path, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid"])
            .split(separator: "\n").map(String.init)
    }

    private let settings = "PRAGMA journal_mode = wal; PRAGMA synchronous = FULL; PRAGMA cache_size = -16384;\n"

    private func restore(_ schema: String) throws -> Double {
        let dump = house.folder.appending(path: "dump.sql")
        try Shell.run([house.path, ".dump --data-only"], output: dump)
        return try write(schema, "BEGIN;\n.read \(dump.path)\nCOMMIT;\n")
    }

    private func copy(_ schema: String) throws -> Double {
        let copies = try tables().map { "INSERT INTO \($0) SELECT * FROM house.\($0);\n" }.joined()
        return try write(schema, "ATTACH '\(house.path)' AS house;\nBEGIN;\n\(copies)COMMIT;\n")
    }

    private func write(_ schema: String, _ rows: String) throws -> Double {
        let target = house.folder.appending(path: UUID().uuidString + ".sqlite")
        let script = house.folder.appending(path: "script.sql")
        try settings.appending(schema).write(to: script, atomically: true, encoding: .utf8)
        try Shell.run([target.path], input: script)
        try settings.appending(rows).write(to: script, atomically: true, encoding: .utf8)
        let seconds = try Timing.wall { try Shell.run([target.path], input: script) }
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: target.path + suffix) }
        return seconds
    }
}
