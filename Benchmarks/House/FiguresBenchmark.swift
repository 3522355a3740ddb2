import Domain
import Operations
import Storage

/// The dashboard of three months and the month's report, built from the rows. The draft is written by the writer's thread: only the wall tells.
struct FiguresBenchmark {
    let house: House
    let repeats: Int

    @discardableResult
    func run() throws -> [QueueBenchmark.Result] {
        let (context, today) = (house.all(), CivilZone.shanghai.day(of: House.now))
        let dashboard = Dashboard(house.premises)
        var results = [
            QueueBenchmark.Result(
                title: "dashboard, three months", times: try times { _ = try dashboard.view(from: today.adding(days: -92), to: today, context) })
        ]
        guard let adoption = try dashboard.view(from: today, to: today, context).regulations.first?.adoption else { return results }
        let reports = MonthlyReports(house.premises)
        results.append(
            QueueBenchmark.Result(
                title: "monthly report, drafted",
                times: try times { _ = try reports.draft(adoption, month: today.adding(days: -30), unit: House.root, context) }))
        for result in results { Report.times(result.title, result.times) }
        return results
    }

    private func times(_ body: () throws -> Void) rethrows -> Times {
        try body()
        return Times(try (0..<max(10, repeats)).map { _ in try Timing.both(body) })
    }
}
