import Domain
import Operations
import RegulationEngine
import Storage

/// Frames and what was drawn from them.
extension Stage {
    func check(_ expected: DrawExpectation, _ place: Place) throws {
        let items = try Draws(premises).page(limit: 1000, engine()).items.filter { $0.row.rule == expected.rule && $0.row.frame == expected.frame }
        let unit = expected.unit.flatMap { units[$0] }
        guard let item = items.last(where: { unit == nil || $0.row.unit == unit }) else { return fail(place, "a frame \(expected.frame) of \(expected.rule)", "none") }
        let entries = try Draws(premises).proof(item.row.id, engine()).entries.filter { $0.standing != .left }
        compare("frozen", expected.isFrozen.map { String($0) }, String(item.row.state == .frozen), place)
        compare("entries", expected.entries.map { String($0) }, String(entries.count), place)
        let drawn = entries.filter { $0.standing == .drawn }
        compare("drawn", expected.drawn.map { String($0) }, String(drawn.count), place)
        compare("waiting", expected.waiting.map { String($0) }, String(entries.count { $0.standing == .waiting }), place)
        guard let events = expected.events else { return }
        compare("drawn", events.sorted().joined(separator: ", "), drawn.map { name(of: $0.event) }.sorted().joined(separator: ", "), place)
    }

    private func name(of id: EventID) -> String { events.first { $0.value == id }?.key ?? id.description }
}
