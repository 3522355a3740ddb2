import Domain
import Foundation
import RegulationEngine

/// How many events a second the planner plans on one core, with the packs as they stand; and what explaining costs, which is done on demand.
///
///     swift run -c release --package-path Benchmarks planner [EVENTS]
@main struct PlannerBenchmark {
    static func main() throws {
        let count = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 400_000
        let packs = try Packs(root: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent())
        var events = Events(seed: 7)
        print("per second of one core's time, best and median of 7 runs over \(count) events, one thread")
        try measure("R22, discharges", packs, "R22", events.hospital(count))
        try measure("R02, repairs, services, complaints", packs, "R02", events.estate(count))
        limit(packs, count)
    }

    static func measure(_ title: String, _ packs: Packs, _ id: String, _ events: [Event]) throws {
        let planner = Planner(edition: try packs.edition(id), calendar: packs.calendar, registry: packs.registry)
        var (followUps, findings) = (0, 0)
        let rates = runs(events.count) {
            for event in events {
                let outcome = planner.plan(event)
                followUps += outcome.followUps.count
                findings += outcome.findings.count
            }
        }
        report(title, rates)
        print("    \(followUps / 7) follow-ups, \(findings / 7) findings a run")
        explain(planner, Array(events.prefix(20_000)))
    }

    static func explain(_ planner: Planner, _ events: [Event]) {
        let rules = planner.edition.regulation.followUps
        var steps = 0
        let rates = runs(events.count) {
            for event in events {
                guard let planned = planner.plan(event).followUps.first, let rule = rules.first(where: { $0.id == planned.rule }) else { continue }
                steps += (try? planner.resolver.derivation(rule, for: event).steps.count) ?? 0
            }
        }
        report("    with derivation", rates)
    }

    /// What the arithmetic alone allows: the deadlines of the same moments.
    static func limit(_ packs: Packs, _ count: Int) {
        var events = Events(seed: 7)
        let starts = events.hospital(count).map(\.occurredAt)
        let deadlines = Deadlines(calendar: packs.calendar)
        var sum: Int64 = 0
        for text in ["3 days", "1 month", "5 workdays"] {
            let budget = Period(text)!
            report("bare deadline, \(text)", runs(count) { for start in starts { sum &+= deadlines.deadline(from: start, budget).at.milliseconds } })
        }
        print("    (\(sum))")
    }

    /// Processor time of this thread, so that other work on the machine does not count.
    static func runs(_ count: Int, _ body: () -> Void) -> [Double] {
        (0..<7).map { _ in
            let start = seconds()
            body()
            return Double(count) / (seconds() - start)
        }.sorted()
    }

    static func seconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    static func report(_ title: String, _ rates: [Double]) {
        print(title.padding(toLength: 40, withPad: " ", startingAt: 0), Int(rates.last!), Int(rates[rates.count / 2]))
    }
}
