import Domain
import Operations
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

    /// The next window that opens, or the next day that begins with something to do.
    private func nextDue(until limit: Instant) throws -> Instant? {
        let moment = now
        let opening = try read { try StageRows.nextOpening(after: moment, until: limit, of: Stage.organisation, in: $0) }
        let month = zone.instant(zone.day(of: now).lastOfMonth.adding(days: 1))
        return [opening, month].compactMap(\.self).filter { $0 > moment && $0 <= limit }.min()
    }
}
