import Domain
import Operations

/// People looked for by what one has of them: the beginning of a name, a number, the last four digits.
struct SearchBenchmark {
    let house: House
    let repeats: Int

    func run() throws -> [QueueBenchmark.Result] {
        let people = People(house.premises)
        let results = try [("search by name", "Patient 12"), ("search by number", "B0000123"), ("search by four digits", "0123")].map { title, text in
            QueueBenchmark.Result(title: title, times: Times(try (0..<max(24, repeats * 4)).map { _ in try Timing.both { _ = try people.search(text, house.all()) } }))
        }
        for result in results { Report.times(result.title, result.times) }
        return results
    }
}
