/// The engine's way of writing types, for the definition of tables; queries are written in common text.
public enum SQLDialect: String, Sendable, Hashable, CaseIterable {
    case sqlite
    case postgresql

    /// Replaces the type tokens in a definition. An unknown token is a ``SQLError/Kind/misuse`` that names it.
    ///
    /// | token | SQLite | PostgreSQL |
    /// |---|---|---|
    /// | `{id}` | `INTEGER PRIMARY KEY` | `BIGINT NOT NULL` |
    /// | `{key}` (after the last column) | nothing | `, PRIMARY KEY (organisation, id)` |
    /// | `{int}` | `INTEGER` | `BIGINT` |
    /// | `{real}` | `REAL` | `DOUBLE PRECISION` |
    /// | `{text}` | `TEXT` | `TEXT COLLATE "C"` (bytes order, as SQLite) |
    /// | `{blob}` | `BLOB` | `BYTEA` |
    /// | `{json}` | `TEXT` | `JSONB` |
    /// | `{strict}` (after the closing bracket) | `STRICT` | nothing |
    public func expand(_ definition: String) throws -> String {
        var expanded = ""
        var rest = definition[...]
        while let open = rest.firstIndex(of: "{") {
            expanded += rest[..<open]
            guard let close = rest[open...].firstIndex(of: "}") else {
                throw SQLError(.misuse, "a type token is not closed by }", sql: SQL(text: definition))
            }
            expanded += try word(for: rest[rest.index(after: open)..<close], in: definition)
            rest = rest[rest.index(after: close)...]
        }
        return expanded + rest
    }

    private func word(for token: Substring, in definition: String) throws -> String {
        guard let pair = SQLDialect.words[String(token)] else {
            throw SQLError(.misuse, "unknown type token {\(token)}", sql: SQL(text: definition))
        }
        return self == .sqlite ? pair.sqlite : pair.postgresql
    }

    private static let words: [String: (sqlite: String, postgresql: String)] = [
        "id": ("INTEGER PRIMARY KEY", "BIGINT NOT NULL"),
        "key": ("", ", PRIMARY KEY (organisation, id)"),
        "int": ("INTEGER", "BIGINT"),
        "real": ("REAL", "DOUBLE PRECISION"),
        "text": ("TEXT", "TEXT COLLATE \"C\""),
        "blob": ("BLOB", "BYTEA"),
        "json": ("TEXT", "JSONB"),
        "strict": ("STRICT", ""),
        "": ("{}", "{}"),  // an empty JSON object is no token
    ]
}
