import Domain
import Operations
import RegulationEngine

/// Events a second that the planner plans on one core, with the packs as they stand; derivations are worked out when somebody asks.
struct PlannerBenchmark {
    let checkout: Checkout
    let runs: Int
    private let count = 200_000

    init(checkout: Checkout, runs: Int) { (self.checkout, self.runs) = (checkout, runs) }

    func run() throws {
        Report.say("\nplanner, \(count) events on one thread, per second of its processor time (aim 500,000)")
        let (library, calendar) = (try checkout.library(), try checkout.calendar())
        var stream = Events(seed: 7)
        let (hospital, estate) = (stream.hospital(count), stream.estate(count))
        try measure("R22, discharges", planner("R22", library, calendar), hospital, limit(calendar, hospital))
        try measure("R02, repairs, services, complaints", planner("R02", library, calendar), estate, limit(calendar, estate))
    }

    private func measure(_ title: String, _ planner: Planner, _ events: [Event], _ limit: Double) throws {
        var followUps = 0
        let plain = rate(events.count) { for event in events { followUps += planner.plan(event).followUps.count } }
        Report.rate(title, plain, "events", limit: (limit, "bare deadlines"))
        let some = events.prefix(20_000)
        Report.rate("  with derivation", rate(some.count) { followUps += explained(planner, some) }, "events")
        precondition(followUps > 0, "nothing was planned")
    }

    private func explained(_ planner: Planner, _ events: ArraySlice<Event>) -> Int {
        let rules = planner.edition.regulation.followUps
        return events.reduce(0) { steps, event in
            guard let planned = planner.plan(event).followUps.first, let rule = rules.first(where: { $0.id == planned.rule }) else { return steps }
            return steps + ((try? planner.resolver.derivation(rule, for: event).steps.count) ?? 0)
        }
    }

    /// What the arithmetic alone allows.
    private func limit(_ calendar: WorkingCalendar, _ events: [Event]) -> Double {
        let (deadlines, budget) = (Deadlines(calendar: calendar), Period("5 workdays")!)
        var sum: Int64 = 0
        let found = rate(events.count) { for event in events { sum &+= deadlines.deadline(from: event.occurredAt, budget).at.milliseconds } }
        precondition(sum != 0)
        return found
    }

    private func planner(_ id: String, _ library: RegulationLibrary, _ calendar: WorkingCalendar) throws -> Planner {
        guard let regulation = library.packs[id]?.regulation else { throw Checkout.Unreadable(path: id) }
        let values = regulation.parameters.map { ($0.id, $0.value ?? House.filled($0.kind)) }
        let edition = Edition(
            id: EditionID(1), adoption: AdoptionID(1), regulation: regulation, values: Dictionary(values, uniquingKeysWith: { a, _ in a }))
        return Planner(edition: edition, calendar: calendar, registry: library.registry)
    }

    private func rate(_ count: Int, _ body: () -> Void) -> Double {
        Double(count) / Distribution((0..<runs).map { _ in Timing.thread(body) }).median
    }
}
