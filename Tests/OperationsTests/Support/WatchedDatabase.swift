import Domain
import Foundation
import SQLCore

/// A database that asks for the plan of every statement that passes through it, once each.
final class WatchedDatabase: Database, @unchecked Sendable {
    private let base: any Database
    private let lock = NSLock()
    private var seen: Set<String> = []
    private var found: [String: [String]] = [:]

    /// Tables that stay small however long an organisation works.
    private static let small: Set<String> = [
        "organisation", "organisation_unit", "staff", "post", "absence", "own_day", "setting", "account", "account_right", "session", "adoption",
        "adoption_unit", "adoption_role", "edition", "edition_value", "catch_up", "e", "report",
        // Rights of one account with the units below, as they are spread out.
        "r", "reach",
    ]

    /// Indexes that hold only what is out of the ordinary, so that one organisation's part of them is short.
    private static let short: Set<String> = ["duty_open", "bulk_act_running"]

    init(_ base: any Database) { self.base = base }

    var dialect: SQLDialect { base.dialect }
    func close() { base.close() }

    /// Statement → steps of its plan that read a growing table from end to end.
    var scans: [String: [String]] { lock.withLock { found } }
    var statements: Int { lock.withLock { seen.count } }

    func read<T: Sendable>(_ body: @Sendable (any SQLReading) throws -> T) throws -> T {
        try base.read { try body(WatchedReading(base: $0, watch: self)) }
    }

    func write<T: Sendable>(_ body: @Sendable (any SQLWriting) throws -> T) throws -> T {
        try base.write { try body(WatchedWriting(base: $0, watch: self)) }
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (any SQLReading) throws -> T) async throws -> T {
        try await base.read { try body(WatchedReading(base: $0, watch: self)) }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (any SQLWriting) throws -> T) async throws -> T {
        try await base.write { try body(WatchedWriting(base: $0, watch: self)) }
    }

    fileprivate func look(_ sql: SQL, _ session: any SQLReading) throws {
        guard lock.withLock({ seen.insert(sql.text).inserted }) else { return }
        let steps = try session.query("EXPLAIN QUERY PLAN \(sql)") { $0.text(3) }
        let scans = steps.filter(Self.isScan)
        if !scans.isEmpty { lock.withLock { found[sql.text] = scans } }
    }

    /// `SCAN follow_up …`, and `SEARCH follow_up USING INDEX … (organisation=?)`, which reads everything the organisation has.
    static func isScan(_ step: String) -> Bool {
        let words = step.split(separator: " ").map(String.init)
        guard words.count > 1, !small.contains(words[1]) else { return false }
        switch words[0] {
        case "SCAN": return !words[1].hasPrefix("(") && !words.contains("CONSTANT") && words[1] != "some"
        case "SEARCH": return step.hasSuffix("(organisation=?)") && !words.contains { short.contains($0) }
        default: return false
        }
    }
}

private struct WatchedReading: SQLReading {
    let base: any SQLReading
    let watch: WatchedDatabase

    var dialect: SQLDialect { base.dialect }

    func query<T>(_ sql: SQL, _ decode: (any SQLRow) throws -> T) throws -> [T] {
        try watch.look(sql, base)
        return try base.query(sql, decode)
    }

    func first<T>(_ sql: SQL, _ decode: (any SQLRow) throws -> T) throws -> T? {
        try watch.look(sql, base)
        return try base.first(sql, decode)
    }

    func forEach(_ sql: SQL, _ body: (any SQLRow) throws -> Void) throws {
        try watch.look(sql, base)
        try base.forEach(sql, body)
    }
}

private struct WatchedWriting: SQLWriting {
    let base: any SQLWriting
    let watch: WatchedDatabase

    var dialect: SQLDialect { base.dialect }

    func query<T>(_ sql: SQL, _ decode: (any SQLRow) throws -> T) throws -> [T] {
        try watch.look(sql, base)
        return try base.query(sql, decode)
    }

    func first<T>(_ sql: SQL, _ decode: (any SQLRow) throws -> T) throws -> T? {
        try watch.look(sql, base)
        return try base.first(sql, decode)
    }

    func forEach(_ sql: SQL, _ body: (any SQLRow) throws -> Void) throws {
        try watch.look(sql, base)
        try base.forEach(sql, body)
    }

    func execute(_ sql: SQL) throws -> Int {
        try watch.look(sql, base)
        return try base.execute(sql)
    }

    func savepoint<T>(_ body: () throws -> T) throws -> T { try base.savepoint(body) }
}
