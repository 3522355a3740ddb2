import Domain
import Operations

/// The queue's page as the use case builds it: a nurse's own work, a department's, what nobody has, each tile, first and later pages.
struct QueueBenchmark {
    let house: House
    let repeats: Int

    struct Result {
        var title: String
        var times: Times
    }

    func run(_ state: String) throws -> [Result] {
        let worklist = Worklist(house.premises)
        let results = [
            Result(title: "queue, mine, \(state)", times: try times { try pages(worklist, .mine, house.nurse($0 % House.wards)) }),
            Result(title: "queue, department, \(state)", times: try times { try pages(worklist, .unit, house.head($0 % 4)) }),
            Result(title: "queue, unassigned, \(state)", times: try times { try pages(worklist, .unassigned, house.head($0 % 4)) }),
            Result(title: "queue, whole hospital, \(state)", times: try times { _ in try pages(worklist, .unit, house.all()) }),
        ]
        for result in results { Report.times(result.title, result.times) }
        return results
    }

    /// Each round asks for several pages; each page is timed.
    private func times(_ round: (Int) throws -> [Spent]) throws -> Times {
        _ = try round(0)
        return Times(try (0..<max(24, repeats * 4)).flatMap(round))
    }

    private func pages(_ worklist: Worklist, _ of: QueueRequest.Of, _ context: Context) throws -> [Spent] {
        var (times, request) = ([Spent](), QueueRequest(of: of))
        for _ in 0..<4 {
            var next: QueuePage?
            times.append(try Timing.both { next = try worklist.page(request, context) })
            request.after = next?.next
        }
        for tile in [QueueRequest.Tile.overdue, .dueToday, .agreed, .upcoming] {
            times.append(try Timing.both { _ = try worklist.page(QueueRequest(of: of, tile: tile), context) })
        }
        return times
    }
}
