import Domain
import Statistics
import Testing

/// Repeatable numbers for tests that try many cases.
struct TestNumbers {
    private var state: UInt64
    init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }

    mutating func counts() -> CountVector {
        CountVector(
            windowOpen: below(9), doneInTime: below(9), doneLate: below(5), lost: below(3), notDone: below(6), exempt: below(4), rated: 5 + below(5),
            satisfied: below(5))
    }

    mutating func lines() -> FigureLines {
        FigureLines((0..<below(30)).map { _ in
            FigureLine(rule: ["call", "visit", "check"][below(3)], unit: UnitID(Int64(1 + below(4))), person: StaffID(Int64(below(5))), counts: counts())
        })
    }
}

@Suite("Report tables") struct ReportTableTests {
    @Test("totals are the sums of the rows, however the lines are grouped", arguments: 0..<60) func sums(seed: Int) {
        var numbers = TestNumbers(seed)
        let lines = numbers.lines()
        for groupings: [ReportTable.Grouping] in [[], [.unit], [.rule], [.person], [.unit, .rule], [.rule, .unit, .person]] {
            let table = ReportTable(lines, by: groupings)
            #expect(table.total == lines.total)
            #expect(CountVector.sum(table.rows.map(\.counts)) == table.total)
            #expect(Set(table.rows.map(\.key)).count == table.rows.count)
        }
    }

    @Test("rows are in the order of the groupings") func order() {
        var numbers = TestNumbers(7)
        let table = ReportTable(FigureLines((0..<40).flatMap { _ in numbers.lines().lines }), by: [.unit, .rule])
        let expected: [String] = ["1", "2", "3", "4"].flatMap { unit in ["call", "check", "visit"].map { unit + " " + $0 } }
        let actual = table.rows.map { "\($0.key.unit!) \($0.key.rule!)" }
        #expect(actual == expected)
        #expect(table.rows.allSatisfy { $0.key.person == nil })
    }

    @Test("counts in full, rates with one decimal, nothing without a base") func columns() {
        let counts = CountVector(windowOpen: 2, doneInTime: 6, doneLate: 1, lost: 1, notDone: 3, exempt: 4, rated: 3, satisfied: 2)
        #expect(ReportColumn.allCases.map { $0.text(counts) } == ["17", "4", "13", "2", "11", "6", "1", "1", "3", "63.6", "54.5", "9.1", "3", "2", "66.7"])
        #expect(ReportColumn.followedUpRate.text(CountVector(windowOpen: 3)) == "")
        #expect(Set(ReportColumn.allCases.compactMap(\.measure)) == Set(Measure.ofFollowUps))
    }
}
