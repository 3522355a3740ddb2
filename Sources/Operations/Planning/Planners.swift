import Domain
import RegulationEngine
import Synchronization

/// Planners made ready once for an edition and calendar; planning asks for them at every event.
public final class Planners: Sendable {
    private struct Key: Hashable {
        var edition: EditionID
        var calendar: String
        var zone: CivilZone
    }

    private let made = Mutex<[Key: Planner]>([:])

    public init() {}

    func planner(_ edition: Edition, calendar: WorkingCalendar, zone: CivilZone, registry: EventRegistry) -> Planner {
        let key = Key(edition: edition.id, calendar: calendar.revision, zone: zone)
        if let planner = made.withLock({ $0[key] }) { return planner }
        let planner = Planner(edition: edition, calendar: calendar, zone: zone, registry: registry)
        made.withLock { $0[key] = planner }
        return planner
    }
}
