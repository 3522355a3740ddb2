/// A statement with its bound values, written as an interpolated string.
///
/// ```swift
/// let due: SQL = "SELECT id FROM follow_up WHERE organisation = \(organisation) AND due <= \(day)"
/// // text:  SELECT id FROM follow_up WHERE organisation = $1 AND due <= $2
/// ```
///
/// An interpolated value is bound; `\(raw:)` splices trusted text; an interpolated `SQL` is spliced with its
/// marks renumbered. The same text with other values is the same prepared statement, so `text` is the key of
/// the statement cache: splice what is fixed, bind what varies.
public struct SQL: Sendable, Hashable {
    /// The statement, with `$1`, `$2`, … where a value is bound.
    public private(set) var text: String
    /// The values of `$1`, `$2`, …, in this order.
    public private(set) var binds: [SQLValue]

    public init(text: String = "", binds: [SQLValue] = []) {
        self.text = text
        self.binds = binds
    }

    /// Appends a fragment; its marks continue the numbering of this one.
    public mutating func append(_ fragment: SQL) {
        let shift = binds.count
        text +=
            shift == 0 || fragment.binds.isEmpty
            ? fragment.text
            : SQL.replacingMarks(in: fragment.text) { SQL.mark($0 + shift) }
        binds += fragment.binds
    }

    /// Fragments one after the other, for example conditions with the separator `" AND "`.
    public static func joined(_ fragments: [SQL], separator: String = ", ") -> SQL {
        var whole = SQL()
        for (position, fragment) in fragments.enumerated() {
            if position > 0 { whole.text += separator }
            whole.append(fragment)
        }
        return whole
    }

    /// Bound values with commas between, as `IN (…)` and `VALUES (…)` want them.
    public static func list(_ values: [some SQLBindable]) -> SQL {
        let marks = values.indices.map { mark($0 + 1) }
        return SQL(text: marks.joined(separator: ", "), binds: values.map { $0.sqlValue })
    }

    /// Rows of bound values, `($1, $2), ($3, $4)`, as an INSERT of several rows wants them.
    public static func rows(_ rows: [[SQLValue]]) -> SQL {
        var whole = SQL()
        for (position, row) in rows.enumerated() {
            whole.text += position > 0 ? ", (" : "("
            for (column, value) in row.enumerated() {
                if column > 0 { whole.text += ", " }
                whole.append(bound: value)
            }
            whole.text += ")"
        }
        return whole
    }

    /// The beginning of the statement for an error message. It holds no bound value.
    public var excerpt: String {
        text.count > 200 ? text.prefix(200) + "…" : text
    }

    fileprivate mutating func append(literal: String) {
        text += literal
    }

    fileprivate mutating func append(bound value: SQLValue) {
        binds.append(value)
        text += SQL.mark(binds.count)
    }

    private static func mark(_ number: Int) -> String { number < marks.count ? marks[number] : "$\(number)" }

    /// Numbers are not written out anew for every binding.
    private static let marks = (0..<256).map { "$\($0)" }
}

extension SQL: ExpressibleByStringInterpolation {
    public init(stringLiteral value: String) {
        self.init(text: value)
    }

    public init(stringInterpolation: Interpolation) {
        self = stringInterpolation.sql
    }

    public struct Interpolation: StringInterpolationProtocol, Sendable {
        fileprivate var sql = SQL()

        public init(literalCapacity: Int, interpolationCount: Int) {
            sql.text.reserveCapacity(literalCapacity + interpolationCount * 3)
            sql.binds.reserveCapacity(interpolationCount)
        }

        public mutating func appendLiteral(_ literal: String) {
            sql.append(literal: literal)
        }

        /// A bound value.
        public mutating func appendInterpolation(_ value: some SQLBindable) {
            sql.append(bound: value.sqlValue)
        }

        /// A bound value, or NULL.
        public mutating func appendInterpolation(_ value: (some SQLBindable)?) {
            sql.append(bound: value.sqlValue)
        }

        /// A bound value, said aloud.
        public mutating func appendInterpolation(bind value: some SQLBindable) {
            sql.append(bound: value.sqlValue)
        }

        /// Trusted text, spliced as it stands: a direction, a table name of ours. Never something a person typed.
        public mutating func appendInterpolation(raw text: String) {
            sql.append(literal: text)
        }

        /// Another piece of SQL with its own bound values.
        public mutating func appendInterpolation(_ fragment: SQL) {
            sql.append(fragment)
        }
    }
}
