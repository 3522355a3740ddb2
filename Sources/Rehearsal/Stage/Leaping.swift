import Domain
import Operations
import RegulationEngine
import Storage

/// The clock of a rehearsal: it leaps to whatever is due next and lets the engine do it then.
extension Stage {
    func leap(to moment: Instant) throws {
        while let next = try nextDue(until: moment), next < moment {
            now = next
            try tick()
        }
        now = max(now, moment)
        try tick()
    }

    func tick() throws { _ = try Tick(premises).run(engine()) }

    /// Rounds may begin, and people join and leave, on any day.
    private var hasRounds: Bool { adoptions.keys.contains { regulations[$0]?.followUps.contains { $0.isRound } == true } }

    /// The next window that opens, or the next day that begins with something to do.
    private func nextDue(until limit: Instant) throws -> Instant? {
        let moment = now
        let opening = try read { try StageRows.nextOpening(after: moment, until: limit, of: Stage.organisation, in: $0) }
        let telling = try read { try StageRows.nextTelling(after: moment, of: Stage.organisation, in: $0) }
        let today = zone.day(of: now)
        let begins = zone.instant(hasRounds ? today.adding(days: 1) : today.lastOfMonth.adding(days: 1))
        return [opening, telling, begins].compactMap(\.self).filter { $0 > moment && $0 <= limit }.min()
    }
}
