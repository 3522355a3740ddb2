import SQLCore
import Testing

/// The constructions that queries rely on in the same text on every engine.
@Suite struct CommonTextConformanceTests {
    @Test(arguments: TestEngine.allCases)
    func keysetPagesByRowValues(engine: TestEngine) throws {
        try withDue(engine) { session in
            var pages: [[Int64]] = []
            var last: (due: Int64, id: Int64) = (-1, -1)
            while true {
                let page = try session.query("SELECT due, id FROM t WHERE (due, id) > (\(last.due), \(last.id)) ORDER BY due, id LIMIT 2") {
                    (due: $0.int(0), id: $0.int(1))
                }
                guard let end = page.last else { break }
                pages.append(page.map(\.id))
                last = end
            }
            #expect(pages == [[4, 1], [2, 5], [3]])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func windowsFiltersAndNulls(engine: TestEngine) throws {
        try withDue(engine) { session in
            let ranked = try session.query("SELECT id, row_number() OVER (PARTITION BY due ORDER BY id) FROM t ORDER BY id") { $0.int(1) }
            #expect(ranked == [1, 2, 1, 1, 3])
            let counts = try session.first(
                "SELECT count(*) FILTER (WHERE note IS NULL), count(*) FILTER (WHERE note IS NOT DISTINCT FROM \("b")) FROM t"
            ) {
                [$0.int(0), $0.int(1)]
            }
            #expect(counts == [3, 1])
            #expect(try session.query("SELECT note FROM t ORDER BY note NULLS LAST, id") { $0.optionalText(0) } == ["a", "b", nil, nil, nil])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func updateFromAndDeleteReturning(engine: TestEngine) throws {
        try withDue(engine) { session in
            let changed = try session.execute("WITH v(id, note) AS (VALUES (1, 'x'), (3, 'y')) UPDATE t SET note = v.note FROM v WHERE v.id = t.id")
            #expect(changed == 2)
            #expect(try session.query("DELETE FROM t WHERE note IN ('x', 'y') RETURNING id") { $0.int(0) }.sorted() == [1, 3])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func textIsOrderedByBytes(engine: TestEngine) throws {
        try withDue(engine) { session in
            let ordered = try session.query("WITH v(x) AS (VALUES ('b'), ('B'), ('a'), ('回'), ('é')) SELECT x FROM v ORDER BY x") { $0.text(0) }
            #expect(ordered == ["B", "a", "b", "é", "回"])
        }
    }

    private func withDue(_ engine: TestEngine, _ body: @Sendable (any SQLWriting) throws -> Void) throws {
        try engine.withDatabase { database in
            try database.write { session in
                try session.execute(SQL(text: session.dialect.expand("CREATE TABLE t (id {int} NOT NULL, due {int} NOT NULL, note {text}) {strict}")))
                try session.execute("INSERT INTO t VALUES (1, 10, NULL), (2, 10, 'b'), (3, 11, NULL), (4, 9, 'a'), (5, 10, NULL)")
                try body(session)
            }
        }
    }
}
