import Domain
import Operations
import Storage

/// Plans of rounds.
extension Stage {
    func check(_ expected: PlanExpectation, _ place: Place) throws {
        let row = try? plan(expected.rule, expected.period, unit: expected.unit)
        compare("state", expected.state, row?.state.rawValue ?? "none", place)
        guard let row else { return expected.state == "none" ? () : fail(place, "a plan \(expected.rule) \(expected.period)", "none") }
        let view = try VisitPlans(premises).view(row.id, limit: 10_000, engine())
        compare("lines", expected.lines.map { String($0) }, String(view.item.visits), place)
        guard let number = expected.party else { return }
        let line = view.lines.first { $0.party?.number == number }
        compare("day", expected.day?.iso, line?.row.day?.iso ?? "none", place)
        compare("standing", expected.standing, line?.row.standing.rawValue ?? "none", place)
    }
}
