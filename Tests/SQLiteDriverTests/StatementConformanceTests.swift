import SQLCore
import Testing

@Suite struct StatementConformanceTests {
    @Test(arguments: TestEngine.allCases)
    func everyTypeComesBackAsItWent(engine: TestEngine) throws {
        try engine.withDatabase { database in
            try database.write {
                try $0.execute(SQL(text: $0.dialect.expand("CREATE TABLE sample (n {int}, r {real}, t {text}, b {blob}) {strict}")))
                try $0.execute("INSERT INTO sample VALUES (\(Int64.min), \(0.1), \("回访\u{0}''\"😀"), \([UInt8](0...255)))")
                try $0.execute("INSERT INTO sample VALUES (\(true), \(-1.5e300), \(""), \([UInt8]()))")
                try $0.execute("INSERT INTO sample VALUES (\(Int?.none), \(Double?.none), \(String?.none), \([UInt8]?.none))")
            }
            let rows = try database.read { session in
                try session.query("SELECT n, r, t, b FROM sample ORDER BY n NULLS LAST") { row in (0..<row.count).map(row.value) }
            }
            #expect(
                rows == [
                    [.integer(.min), .real(0.1), .text("回访\u{0}''\"😀"), .blob([UInt8](0...255))],
                    [.integer(1), .real(-1.5e300), .text(""), .blob([])],
                    [.null, .null, .null, .null],
                ])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func columnsAreReadByTheirTypes(engine: TestEngine) throws {
        try engine.withDatabase { database in
            let seen = try database.read { session in
                try session.first("SELECT 7, 2.5, 'text', x'00ff', 1, NULL, 3") { row in
                    [
                        row.int(0) == 7, row.optionalInt(0) == 7, row.double(1) == 2.5, row.optionalDouble(1) == 2.5,
                        row.text(2) == "text", row.optionalText(2) == "text", row.blob(3) == [0, 255], row.optionalBlob(3) == [0, 255],
                        row.bool(4), row.optionalBool(4) == true, row.double(6) == 3,
                        row.optionalInt(5) == nil, row.optionalText(5) == nil, row.optionalDouble(5) == nil,
                        row.optionalBlob(5) == nil, row.optionalBool(5) == nil,
                    ]
                }
            }
            #expect(seen == Array(repeating: true, count: 16))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func aFragmentKeepsItsOwnValues(engine: TestEngine) throws {
        try engine.withDatabase { database in
            let condition = SQL.joined(["x < \(9)", "x > \(3)", "x IN (\(SQL.list([4, 5, 11])))"], separator: " AND ")
            let sql: SQL = "WITH v(x) AS (VALUES (\(2)), (\(4)), (\(5))) SELECT x, '$1' FROM v WHERE \(condition) ORDER BY x \(raw: "DESC")"
            let rows = try database.read { try $0.query(sql) { ($0.int(0), $0.text(1)) } }
            #expect(rows.map(\.0) == [5, 4])
            #expect(rows.map(\.1) == ["$1", "$1"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func executeCountsTheRowsItChanged(engine: TestEngine) throws {
        try engine.withDatabase { database in
            let counts = try database.write { session in
                [
                    try session.execute("CREATE TABLE t (x INTEGER)"),
                    try session.execute("INSERT INTO t VALUES (1), (2), (3)"),
                    try session.execute("CREATE INDEX t_x ON t (x)"),
                    try session.execute("UPDATE t SET x = x + 1 WHERE x > 1"),
                    try session.execute("DELETE FROM t WHERE x > 99"),
                    try session.execute("DELETE FROM t"),
                ]
            }
            #expect(counts == [0, 3, 0, 2, 0, 3])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func firstTakesOneRowAndReturningGivesBack(engine: TestEngine) throws {
        try engine.withDatabase { database in
            try database.write { session in
                try session.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, x INTEGER NOT NULL)")
                #expect(try session.first("INSERT INTO t VALUES (1, 10), (2, 20) RETURNING id") { $0.int(0) } == 1)
                #expect(try session.query("UPDATE t SET x = x + 1 RETURNING x") { $0.int(0) }.sorted() == [11, 21])
                #expect(try session.first("SELECT x FROM t WHERE id = 9") { $0.int(0) } == nil)
            }
            #expect(try database.read { try $0.first("SELECT count(*) FROM t") { $0.int(0) } } == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func theSameStatementMayRunInsideItsOwnLoop(engine: TestEngine) throws {
        try engine.withDatabase { database in
            let sql: SQL = "WITH v(x) AS (VALUES (1), (2)) SELECT x FROM v ORDER BY x"
            let pairs = try database.read { session in
                try session.query(sql) { outer in (outer.int(0), try session.query(sql) { $0.int(0) }) }
            }
            #expect(pairs.map(\.0) == [1, 2])
            #expect(pairs.map(\.1) == [[1, 2], [1, 2]])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func misuseIsRefused(engine: TestEngine) throws {
        try engine.withDatabase { database in
            #expect(refusal { try database.read { try $0.forEach("SELECT $1") { _ in } } } == .misuse)
            #expect(refusal { try database.read { try $0.forEach("SELECT 1; SELECT 2") { _ in } } } == .misuse)
            #expect(refusal { try database.read { try $0.forEach("  -- nothing") { _ in } } } == .misuse)
            #expect(refusal { try database.read { try $0.forEach("CREATE TABLE t (x INTEGER)") { _ in } } } == .misuse)
            #expect(refusal { try database.read { _ in try database.read { _ in } } } == .misuse)
            #expect(refusal { try database.read { _ in try database.write { _ in } } } == .misuse)
            #expect(refusal { try database.write { _ in try database.read { _ in } } } == .misuse)
            #expect(refusal { try database.write { _ in try database.write { _ in } } } == .misuse)
            #expect(refusal { try database.write { _ = try $0.execute("/* so */ COMMIT") } } == .misuse)
            #expect(refusal { try database.read { try $0.forEach("SELECT \"nosuchcolumn\"") { _ in } } } == .other)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func aClosedDatabaseSaysSo(engine: TestEngine) throws {
        try engine.withDatabase { database in
            database.close()
            database.close()
            #expect(refusal { try database.read { _ in } } == .misuse)
            #expect(refusal { try database.write { _ in } } == .misuse)
        }
    }
}
