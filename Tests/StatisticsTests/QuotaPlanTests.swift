import Domain
import Statistics
import Testing

@Suite("What a target still takes") struct QuotaPlanTests {
    private let from = LocalDay(iso: "2026-10-01")!
    private func day(_ number: Int) -> LocalDay { from.adding(days: number - 1) }

    private func plan(_ closed: Rate, openDone: Int = 0, open: [QuotaPlan.Due] = [], mayBeTaken: Int = 0, target: Int, today: Int) -> QuotaPlan {
        QuotaPlan(closed: closed, openDone: openDone, open: open, mayBeTaken: mayBeTaken, target: target, from: from, today: day(today))
    }

    @Test("done, possible, required, slack, and where to begin") func numbers() {
        let plan = plan(Rate(10, of: 20), openDone: 2, open: [.init(day(25), 5), .init(day(18), 3)], target: 6000, today: 15)
        #expect(plan.done == 12 && plan.base == 30 && plan.required == 18 && plan.possible == 20)
        #expect(plan.needed == 6 && plan.slack == 2)
        #expect(plan.order == [.init(day(18), 3), .init(day(25), 3)])
    }

    @Test("the pace of the days so far decides between on track and behind") func pace() {
        #expect(plan(Rate(10, of: 10), open: [.init(day(20), 10)], target: 9000, today: 10).standing == .onTrack)
        #expect(plan(Rate(4, of: 5), open: [.init(day(12), 10)], target: 9000, today: 10).standing == .behind)
        #expect(plan(Rate(4, of: 5), open: [.init(day(12), 10)], target: 9000, today: 10).forecast == 4)
    }

    @Test("a pace says something when a third of the time is over") func warning() {
        let open = [QuotaPlan.Due(day(31), 20)]
        #expect(plan(Rate(0, of: 2), open: open, target: 9000, today: 1).standing == .behind, "20 of 22 are 90.9 %")
        #expect(!plan(Rate(0, of: 2), open: open, target: 9000, today: 10).isWarning)
        #expect(plan(Rate(0, of: 2), open: open, target: 9000, today: 11).isWarning)
        #expect(!plan(Rate(9, of: 10), target: 9000, today: 11).isWarning, "met")
        #expect(plan(Rate(5, of: 10), target: 9000, today: 11).isOutOfReach && !plan(Rate(5, of: 10), target: 9000, today: 11).isWarning)
    }

    @Test("met whatever comes, out of reach, and nothing to count") func ends() {
        #expect(plan(Rate(9, of: 10), openDone: 1, target: 9000, today: 5).standing == .met)
        #expect(plan(Rate(5, of: 10), open: [.init(day(9), 2)], target: 9000, today: 5).standing == .outOfReach)
        #expect(plan(Rate(5, of: 10), open: [.init(day(9), 2)], target: 9000, today: 5).slack == -4)
        #expect(plan(Rate(0, of: 0), target: 9000, today: 5).standing == .noBase)
    }

    @Test("what a draw left out enlarges the base, and may be taken") func leftOut() {
        let plan = plan(Rate(1, of: 10), mayBeTaken: 10, target: 3000, today: 5)
        #expect(plan.base == 20 && plan.required == 6 && plan.possible == 11)
        #expect(plan.standing == .behind && plan.order.isEmpty)
    }

    /// One more done never makes anything worse, and slack is what its name says.
    @Test func moreDoneIsNeverWorse() {
        for closed in 0...8 {
            for done in 0...closed {
                for open in 0...4 {
                    for target in [0, 1, 3000, 5000, 9999, 10_000] {
                        let now = plan(Rate(done, of: closed), open: [.init(day(9), open)], target: target, today: 3)
                        #expect((now.slack < 0) == (now.standing == .outOfReach) || now.standing == .noBase)
                        #expect(now.order.map(\.count).reduce(0, +) == min(now.needed, open))
                        guard open > 0 else { continue }
                        let later = plan(Rate(done, of: closed), openDone: 1, open: [.init(day(9), open - 1)], target: target, today: 3)
                        #expect(later.base == now.base && later.required == now.required && later.possible == now.possible)
                        #expect(later.needed <= now.needed && later.forecast >= now.forecast)
                    }
                }
            }
        }
    }
}
