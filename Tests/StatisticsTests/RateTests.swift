import Domain
import Statistics
import Testing

@Suite("Rates") struct RateTests {
    @Test("printed to one decimal, half up", arguments: [(1, 3, 333), (2, 3, 667), (1, 2000, 1), (1, 2001, 0), (0, 5, 0), (5, 5, 1000), (2398, 2626, 913)])
    func rounding(k: Int, n: Int, tenths: Int) { #expect(Rate(k, of: n).tenthsOfPercent == tenths) }

    @Test("a target reached exactly is met; compared as integers") func exactly() {
        #expect(Rate(7, of: 10).meets(7000))
        #expect(!Rate(699_999, of: 1_000_000).meets(7000))
        #expect(Rate(0, of: 0).meets(7000))
        #expect(Rate(0, of: 0).tenthsOfPercent == nil)
    }

    @Test("Wilson, against published values", arguments: [
        (0, 10, 0.0000, 0.2775), (9, 10, 0.5958, 0.9821), (28, 30, 0.7868, 0.9815), (20, 20, 0.8389, 1.0000), (95, 100, 0.8882, 0.9785), (450, 500, 0.8706, 0.9233),
    ]) func wilson(k: Int, n: Int, low: Double, high: Double) throws {
        let interval = try #require(WilsonInterval(Rate(k, of: n)))
        #expect(abs(interval.low - low) < 0.00006)
        #expect(abs(interval.high - high) < 0.00006)
    }

    @Test("AAPOR check value: 100 complete, 20 not reached") func aapor() {
        let counts = DispositionCounts(["I": 100, "NC": 20])
        #expect(counts.responseRate1.tenthsOfPercent == 833)
        #expect(counts.cooperationRate1.tenthsOfPercent == 1000)
        #expect(counts.contactRate1.tenthsOfPercent == 833)
    }
}

@Suite("Buckets and targets") struct BucketTests {
    private func at(_ hours: Int64) -> Instant { Instant(milliseconds: 0).adding(hours: hours) }

    @Test("an open window stands apart even when done") func apart() {
        #expect(Bucket.of(due: at(10), state: .done, doneAt: at(1), doneRecordedAt: at(1), at: at(5)) == .windowOpen)
        #expect(Bucket.of(due: at(5), state: .done, doneAt: at(5), doneRecordedAt: at(5), at: at(5)) == .doneInTime)
    }

    @Test("done in time, late, entered after the cut-off, lost, not done, exempt") func each() {
        #expect(Bucket.of(due: at(5), state: .done, doneAt: at(6), doneRecordedAt: at(6), at: at(9)) == .doneLate)
        #expect(Bucket.of(due: at(5), state: .done, doneAt: at(4), doneRecordedAt: at(10), at: at(9)) == .notDone)
        #expect(Bucket.of(due: at(5), state: .lost, doneAt: nil, doneRecordedAt: nil, at: at(9)) == .lost)
        #expect(Bucket.of(due: at(5), state: .accepted, doneAt: nil, doneRecordedAt: nil, at: at(9)) == .notDone)
        #expect(Bucket.of(due: at(5), state: .exempt, doneAt: nil, doneRecordedAt: nil, at: at(9)) == nil)
    }

    @Test("rates over a vector; sums of lines agree whichever way they are added") func sums() {
        let lines = FigureLines([
            FigureLine(rule: "a", unit: UnitID(1), person: StaffID(1), counts: CountVector(windowOpen: 2, doneInTime: 3, doneLate: 1, lost: 1, notDone: 5, exempt: 4, rated: 3, satisfied: 2)),
            FigureLine(rule: "b", unit: UnitID(1), person: StaffID(2), counts: CountVector(doneInTime: 7, rated: 1, satisfied: 1)),
            FigureLine(rule: "a", unit: UnitID(2), person: StaffID(2), counts: CountVector(notDone: 1)),
        ])
        #expect(CountVector.sum(lines.byRule().values) == lines.total)
        #expect(CountVector.sum(lines.byUnit().values) == lines.total)
        #expect(CountVector.sum(lines.byPerson().values) == lines.total)
        #expect(Measure.followedUpRate.rate(lines.total) == Rate(11, of: 18))
        #expect(Measure.inTimeRate.rate(lines.total) == Rate(10, of: 18))
        #expect(Measure.satisfactionRate.rate(lines.total) == Rate(3, of: 4))
        #expect(lines.total.eligible == 24)
    }

    @Test("needed is the least number that reaches the target, and one less does not", arguments: 0..<200)
    func needed(seed: Int) {
        let counts = CountVector(windowOpen: seed % 13, doneInTime: seed % 7, doneLate: seed % 3, lost: seed % 2, notDone: seed % 11)
        let verdict = TargetVerdict(counts, measure: .followedUpRate, target: 7000)
        let base = counts.closed + counts.windowOpen
        #expect(Rate(counts.done + verdict.needed, of: base).meets(7000))
        if verdict.needed > 0 { #expect(!Rate(counts.done + verdict.needed - 1, of: base).meets(7000)) }
        if verdict.standing == .missed { #expect(verdict.needed > counts.windowOpen) }
        if verdict.standing == .reachable { #expect(verdict.needed <= counts.windowOpen) }
    }
}
