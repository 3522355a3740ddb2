/// What an engine refused, in words that are the same for both engines.
///
/// It never carries a bound value: names, phone numbers and sealed fields pass through binds, errors go to logs.
public struct SQLError: Error, Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A primary key or unique index already has this key (SQLite 1555 and 2067, SQLSTATE 23505).
        case uniqueViolation
        /// A referenced row is missing, or a row that is referenced would go (SQLSTATE 23503).
        case foreignKey
        /// A CHECK, a STRICT column type or a trigger refused the value (SQLSTATE 23514, 22P02).
        case check
        /// A required column would be empty (SQLSTATE 23502).
        case notNull
        /// Another process kept the database locked longer than the busy timeout.
        case busy
        /// The disk is full.
        case full
        /// The file is damaged or is no database.
        case corrupt
        /// The program asked for something this interface does not offer.
        case misuse
        case other
    }

    public var kind: Kind
    /// The engine's own words, with names of tables and constraints, without values.
    public var message: String
    /// The beginning of the statement, with `$1` where values were bound; empty when no statement was at fault.
    public var sqlExcerpt: String

    public init(_ kind: Kind, _ message: String, sql: SQL = SQL()) {
        self.kind = kind
        self.message = message
        self.sqlExcerpt = sql.excerpt
    }
}

extension SQLError: CustomStringConvertible {
    public var description: String {
        sqlExcerpt.isEmpty ? "\(kind.rawValue): \(message)" : "\(kind.rawValue): \(message) in: \(sqlExcerpt)"
    }
}
