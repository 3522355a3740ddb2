import SQLCore

/// A session that asks SQLite, before each statement, how it would find the rows, and then runs the statement.
final class Explaining: SQLWriting {
    private let inner: any SQLWriting
    /// What the plans say, a line for each step: `SEARCH event USING INDEX event_key (organisation=? AND kind=?)`.
    private(set) var steps: [String] = []

    init(_ inner: any SQLWriting) { self.inner = inner }

    var dialect: SQLDialect { inner.dialect }

    func query<T>(_ sql: SQL, _ decode: (any SQLRow) throws -> T) throws -> [T] {
        try explain(sql)
        return try inner.query(sql, decode)
    }

    func first<T>(_ sql: SQL, _ decode: (any SQLRow) throws -> T) throws -> T? {
        try explain(sql)
        return try inner.first(sql, decode)
    }

    func forEach(_ sql: SQL, _ body: (any SQLRow) throws -> Void) throws {
        try explain(sql)
        try inner.forEach(sql, body)
    }

    func execute(_ sql: SQL) throws -> Int {
        try explain(sql)
        return try inner.execute(sql)
    }

    func savepoint<T>(_ body: () throws -> T) throws -> T { try inner.savepoint(body) }

    private func explain(_ sql: SQL) throws {
        steps += try inner.query(SQL(text: "EXPLAIN QUERY PLAN " + sql.text, binds: sql.binds)) { $0.text(3) }
    }

    /// Steps that read more the more there is: a whole table or index, or everything an organisation has in one.
    var greedy: [String] {
        steps.filter { step in
            let scans = step.hasPrefix("SCAN ") && !step.contains(" CONSTANT ROW") && !step.hasPrefix("SCAN (subquery") && !step.hasPrefix("SCAN looked_at")
                && !step.hasPrefix("SCAN some")
            return scans || step.hasSuffix("(organisation=?)")
        }
    }

    /// Steps that sort in a table of their own: for a page that means reading all of it before showing the first row.
    var sorting: [String] { steps.filter { $0.hasPrefix("USE TEMP B-TREE FOR ORDER BY") || $0.hasPrefix("USE TEMP B-TREE FOR RIGHT PART") } }
}
