/// The prepared statements of a connection by their text. Least recently used ones go first.
struct StatementCache {
    private var statements: [String: Statement] = [:]
    private var uses = 0
    private let capacity = 400

    mutating func statement(for text: String, prepare: () throws -> Statement) rethrows -> Statement {
        uses += 1
        if let known = statements[text], !known.isRunning {
            known.lastUse = uses
            return known
        }
        let fresh = try prepare()
        fresh.lastUse = uses
        keep(fresh, as: text)
        return fresh
    }

    mutating func removeAll() {
        statements.removeAll()
    }

    /// While a statement runs, a second one with the same text serves once and is not kept.
    private mutating func keep(_ statement: Statement, as text: String) {
        guard statements[text] == nil else { return }
        if statements.count >= capacity { forgetHalf() }
        statements[text] = statement
    }

    private mutating func forgetHalf() {
        let middle = statements.values.map(\.lastUse).sorted()[statements.count / 2]
        statements = statements.filter { $0.value.lastUse > middle || $0.value.isRunning }
    }
}
