import Foundation

/// What the house does a second, each beside its limit measured in the same run.
///
///     swift run -c release benchmarks [planner|workbooks|house|cases] [--rows N] [--runs N]
///     swift run -c release benchmarks keep DIR [--rows N]
///     swift run -c release benchmarks look DIR DIR … [--runs N]
///
/// `house` walks one file through the house (import, queue, contacts, figures) at 10,000 follow-ups and at N (100,000 unless given).
/// `cases` takes reports in, lets a day of clock events happen, and lists open cases by their next limit among a million.
/// `look` compares houses that are there. `keep` leaves such a house in DIR, four in five settled, for `Benchmarks/served.py`.
@main struct Benchmarks {
    static func main() throws {
        let options = Options(Array(CommandLine.arguments.dropFirst()))
        let checkout = Checkout()
        Conditions.print(options)
        if let place = options.place { return try HouseBenchmark.keep(at: URL(filePath: place), rows: options.rows, checkout) }
        if !options.houses.isEmpty { return try HouseBenchmark.look(at: options.houses.map { URL(filePath: $0) }, repeats: options.repeats, checkout) }
        if options.runs(.planner) { try PlannerBenchmark(checkout: checkout, runs: options.repeats).run() }
        if options.runs(.workbooks) { try WorkbookBenchmark(checkout: checkout, rows: options.rows, repeats: options.repeats).run() }
        if options.runs(.cases) { try CaseBenchmark(checkout: checkout, repeats: options.repeats).run() }
        if options.runs(.house) { try HouseBenchmark(checkout: checkout, sizes: [10_000, options.rows], repeats: options.repeats).run() }
    }
}

struct Options {
    enum Part: String { case planner, workbooks, house, cases }

    private(set) var part: Part?
    /// Where to leave a house.
    private(set) var place: String?
    /// Houses to look at.
    private(set) var houses: [String] = []
    /// Follow-ups of the large house.
    private(set) var rows = 100_000
    /// How often a thing is measured; medians are printed.
    private(set) var repeats = 7

    init(_ arguments: [String]) {
        var rest = arguments[...]
        while let word = rest.popFirst() {
            switch word {
            case "--rows": rows = rest.popFirst().flatMap { Int($0) } ?? rows
            case "keep": place = rest.popFirst()
            case "look": while let next = rest.first, !next.hasPrefix("--") { houses.append(String(rest.removeFirst())) }
            case "--runs": repeats = rest.popFirst().flatMap { Int($0) } ?? repeats
            default: part = Part(rawValue: word) ?? part
            }
        }
    }

    func runs(_ part: Part) -> Bool { self.part == nil || self.part == part }
}
