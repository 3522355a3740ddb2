import SQLCore
import Testing

@Suite struct SQLTextTests {
    private struct PartyID: RawRepresentable, SQLBindable {
        let rawValue: Int64
    }

    @Test func interpolatedValuesBecomeMarks() {
        let name: String? = nil
        let sql: SQL = "SELECT \(1), \(bind: "two"), \(2.5), \(true), \([UInt8](arrayLiteral: 9)), \(name), \(PartyID(rawValue: 7)), \(SQLValue.null)"
        #expect(sql.text == "SELECT $1, $2, $3, $4, $5, $6, $7, $8")
        #expect(sql.binds == [.integer(1), .text("two"), .real(2.5), .integer(1), .blob([9]), .null, .integer(7), .null])
    }

    @Test func aValueIsNeverSpliced() {
        let sql: SQL = "SELECT \("x'; DROP TABLE follow_up; --")"
        #expect(sql.text == "SELECT $1")
    }

    @Test func theSameShapeIsTheSameText() {
        let texts = Set([1, 20, 300].map { id -> String in ("SELECT \(id)" as SQL).text })
        #expect(texts == ["SELECT $1"])
    }

    @Test func aSplicedFragmentIsRenumbered() {
        let inner: SQL = "a = \(1) AND b = \(2)"
        let outer: SQL = "SELECT \(0) WHERE \(inner) OR \(inner) ORDER BY c \(raw: "DESC") LIMIT \(9)"
        #expect(outer.text == "SELECT $1 WHERE a = $2 AND b = $3 OR a = $4 AND b = $5 ORDER BY c DESC LIMIT $6")
        #expect(outer.binds == [0, 1, 2, 1, 2, 9].map { .integer($0) })
    }

    @Test func joinedAndListed() {
        #expect(SQL.joined([]) == SQL())
        #expect(SQL.joined(["a = \(1)", "b = \(2)"], separator: " AND ").text == "a = $1 AND b = $2")
        #expect(SQL.list([Int]()) == SQL())
        #expect(SQL.list(["x", "y"]) == SQL(text: "$1, $2", binds: [.text("x"), .text("y")]))
    }

    @Test(arguments: [
        ("$1 $12", "<1> <12>"),
        ("'$1' \"$1\" $1", "'$1' \"$1\" <1>"),
        ("'it''s $1' $1", "'it''s $1' <1>"),
        ("-- $1\n$1", "-- $1\n<1>"),
        ("/* $1 */$1/* $1", "/* $1 */<1>/* $1"),
        ("a-$1/$2", "a-<1>/<2>"),
        ("$ $x '$1", "$ $x '$1"),
        ("回访$1", "回访<1>"),
        ("", ""),
    ])
    func marksAreFoundOutsideQuotesAndComments(text: String, replaced: String) {
        #expect(SQL.replacingMarks(in: text) { "<\($0)>" } == replaced)
    }

    @Test func theExcerptIsShort() {
        let sql = SQL(text: String(repeating: "x", count: 500))
        #expect(sql.excerpt.count == 201)
        #expect(SQLError(.other, "no", sql: sql).description.count < 250)
        #expect(SQLError(.busy, "no").description == "busy: no")
    }

    @Test func typeTokensByDialect() throws {
        let definition = "CREATE TABLE t (id {id}, organisation {int} NOT NULL, n {text} DEFAULT '{}', j {json}, r {real}, b {blob}{key}) {strict}"
        #expect(
            try SQLDialect.sqlite.expand(definition)
                == "CREATE TABLE t (id INTEGER PRIMARY KEY, organisation INTEGER NOT NULL, n TEXT DEFAULT '{}', j TEXT, r REAL, b BLOB) STRICT")
        #expect(
            try SQLDialect.postgresql.expand(definition)
                == "CREATE TABLE t (id BIGINT NOT NULL, organisation BIGINT NOT NULL, n TEXT COLLATE \"C\" DEFAULT '{}', j JSONB, r DOUBLE PRECISION, b BYTEA, PRIMARY KEY (organisation, id)) "
        )
        #expect(throws: SQLError.self) { try SQLDialect.sqlite.expand("x {integer}") }
        #expect(throws: SQLError.self) { try SQLDialect.sqlite.expand("x {int") }
    }
}
