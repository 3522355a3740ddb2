import Domain
import RegulationEngine
import SQLCore
import Storage

/// Fetches the past events that the rules count, and nothing else.
struct HistoryDesk {
    let room: Consequences
    let active: ActiveEdition

    func facts(rule: String, event: Event) throws -> HistoryFacts {
        try facts(OutcomeRules(room.plans.planner(active)).queries(rule: rule, event: event, now: room.context.now), event)
    }

    func facts(_ queries: [HistoryQuery], _ event: Event) throws -> HistoryFacts {
        let (context, session) = (room.context, room.session)
        var events: [EventID: Event] = [:]
        for query in queries {
            for found in try fetch(query, event) where query.admits(found) { events[found.id] = found }
        }
        let party = try event.party.flatMap { try PartyRows.party($0, of: context.organisation, in: session) }
        let decisions = try DutyRows.decisions(event: event.id, of: context.organisation, in: session)
        return HistoryFacts(events: events.values.sorted { ($0.occurredAt, $0.id) < ($1.occurredAt, $1.id) }, party: party, decisions: decisions)
    }

    private func fetch(_ query: HistoryQuery, _ event: Event) throws -> [Event] {
        let (organisation, session) = (room.context.organisation, room.session)
        if let party = query.party {
            return try EventRows.events(kind: query.kind, party: party, since: query.since, until: query.until, of: organisation, in: session)
        }
        return try EventRows.events(
            kind: query.kind, unit: query.unit ?? event.unit, since: query.since, until: query.until, of: organisation, in: session)
    }
}
