import Dispatch
import Domain
import Foundation
import Operations
import SQLCore
import SQLiteDriver
import Secrets
import Storage

/// The one place that names an engine, reads the environment and makes a clock. Everything else is given what this made.
struct Assembly: Sendable {
    let environment: [String: String]
    /// What time it is. `HUIYIN_NOW` (an ISO moment) makes a clock that starts there and runs on, for tests and demonstrations.
    let clock: @Sendable () -> Instant
    /// Nanoseconds that only go forward.
    let stopwatch: @Sendable () -> UInt64

    init(environment: [String: String] = ProcessInfo.processInfo.environment) throws {
        self.environment = environment
        stopwatch = { DispatchTime.now().uptimeNanoseconds }
        clock = try Self.clock(environment["HUIYIN_NOW"])
    }

    private static func clock(_ fixed: String?) throws -> @Sendable () -> Instant {
        guard let fixed, !fixed.isEmpty else { return { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) } }
        guard let start = CivilZone.shanghai.instant(iso: fixed) else {
            throw Obstacle("HUIYIN_NOW is not a moment: \(fixed). Write it like 2026-11-25T10:00:00+08:00.")
        }
        let begun = DispatchTime.now().uptimeNanoseconds
        return { Instant(milliseconds: start.milliseconds + Int64((DispatchTime.now().uptimeNanoseconds - begun) / 1_000_000)) }
    }
}

// MARK: Places

extension Assembly {
    /// `--share`, `HUIYIN_SHARE`, `../share/huiyin` beside the binary, the checkout it was built in or is run from.
    func share(_ option: String?) throws -> ShareFolder {
        if let named = option ?? environment["HUIYIN_SHARE"], !named.isEmpty { return try ShareFolder(path: Self.absolute(named)) }
        let binary = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        let folder = (Bundle.main.executableURL ?? binary).resolvingSymlinksInPath().deletingLastPathComponent()
        let installed = folder.deletingLastPathComponent().appendingPathComponent("share/huiyin").path
        let checkouts = sequence(first: folder.path) { $0 == "/" ? nil : ($0 as NSString).deletingLastPathComponent }.map { $0 + "/Share" }
        let places = [installed] + checkouts + [FileManager.default.currentDirectoryPath + "/Share"]
        guard let found = places.first(where: { FileManager.default.fileExists(atPath: $0 + "/phrases") }) else {
            throw Obstacle("The folder share/huiyin was not found; name it with --share or HUIYIN_SHARE.")
        }
        return try ShareFolder(path: found)
    }

    /// `--data`, `HUIYIN_DATA`, `./data`.
    func data(_ option: String?) throws -> DataFolder {
        if let url = environment["HUIYIN_DATABASE_URL"], !url.isEmpty {
            throw Obstacle("HUIYIN_DATABASE_URL is set, but this version keeps its data in SQLite only; unset it and use --data.")
        }
        let named = option ?? environment["HUIYIN_DATA"].flatMap { $0.isEmpty ? nil : $0 } ?? "data"
        return DataFolder(path: Self.absolute(named))
    }

    private static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }

    /// The language of the console: `LC_ALL`, `LC_MESSAGES`, `LANG`.
    var language: Language {
        let named = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        guard named.hasPrefix("zh") else { return .english }
        return ["TW", "HK", "MO", "Hant"].contains { named.contains($0) } ? .traditional : .simplified
    }
}

// MARK: The house

extension Assembly {
    /// Opens the database of a data folder (or makes it), brings its schema up to date, and reads all that the use cases stand on.
    func house(_ data: DataFolder, _ share: ShareFolder, creating: Bool = true) throws -> House {
        guard creating || data.exists else { throw Obstacle("There is no database in \(data.path). The first import or serve makes one.") }
        try data.prepare()
        let database = try SQLiteDatabase(path: data.database)
        do {
            try Migrator(Schema.migrations).run(on: database)
            return try house(database, data, share)
        } catch {
            database.close()
            throw error
        }
    }

    /// A data folder's house with a copy of its database in memory: what happens there is lost unless `backUp` writes it.
    func playhouse(_ data: DataFolder, _ share: ShareFolder) throws -> House {
        guard data.exists else { throw Obstacle("There is no database in \(data.path).") }
        let file = try SQLiteDatabase(path: data.database)
        defer { file.close() }
        try Migrator(Schema.migrations).run(on: file)
        return try house(SQLiteDatabase.inMemory(cloneOf: file), data, share)
    }

    /// Another for each process, so that a command and the server never hand out the same id.
    private static var node: Int64 { Int64(ProcessInfo.processInfo.processIdentifier) % 1024 }

    private func house(_ database: SQLiteDatabase, _ data: DataFolder, _ share: ShareFolder) throws -> House {
        let holdsData = try !database.read { try DirectoryRows.organisations(in: $0) }.isEmpty
        let secrets = try DataSecrets(try MasterKeyFile(path: data.key).load(sealedDataExists: holdsData))
        let (library, findings) = try share.library(own: data.regulations)
        let premises = Premises(
            database: database, secrets: secrets, identifiers: IdentifierSequence(node: Self.node), library: library, shelf: EditionShelf(library), calendar: try share.calendar())
        return House(
            premises: premises, data: data, share: share, phrases: try share.phrases(), findings: findings,
            integrity: { try database.integrityCheck() }, backUp: { try database.backup(to: $0) })
    }

    /// Fresh, migrated databases in memory for rehearsals, each a copy of one template.
    func stage() throws -> @Sendable () throws -> any Database {
        let template = try SQLiteDatabase.inMemory()
        try Migrator(Schema.migrations).run(on: template)
        return { try SQLiteDatabase.inMemory(cloneOf: template) }
    }

    /// Migrations that a data folder waits for, without applying them.
    func pendingMigrations(_ data: DataFolder) throws -> [String] {
        guard data.exists else { return Schema.migrations.map(\.name) }
        let database = try SQLiteDatabase(path: data.database)
        defer { database.close() }
        return try Migrator(Schema.migrations).pending(on: database).map(\.name)
    }
}
