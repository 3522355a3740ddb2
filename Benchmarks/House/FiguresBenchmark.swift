import Domain
import Operations
import Storage

/// The dashboard of three months and the month's report, built from the rows. The draft is written by the writer's thread: only the wall tells.
struct FiguresBenchmark {
    let house: House
    let repeats: Int

    func run() throws {
        let (context, today) = (house.all(), CivilZone.shanghai.day(of: House.now))
        let dashboard = Dashboard(house.premises)
        Report.times("dashboard, three months", try times { _ = try dashboard.view(from: today.adding(days: -92), to: today, context) })
        guard let adoption = try dashboard.view(from: today, to: today, context).regulations.first?.adoption else { return }
        let reports = MonthlyReports(house.premises)
        Report.times(
            "monthly report, drafted", try times { _ = try reports.draft(adoption, month: today.adding(days: -30), unit: House.root, context) })
    }

    private func times(_ body: () throws -> Void) rethrows -> Times {
        try body()
        return Times(try (0..<max(10, repeats)).map { _ in try Timing.both(body) })
    }
}
