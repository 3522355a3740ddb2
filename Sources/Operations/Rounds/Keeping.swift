import Domain
import RegulationEngine
import SQLCore
import Storage

/// Whom the organisation keeps in its books: who is registered or moves in joins, who moves away leaves, and turns follow.
struct Keeping {
    let room: Consequences

    /// Kinds of event that say whom a unit keeps, and from when on.
    private static let registering: [String: Party.Kind] = [
        "householdRegistered": .household, "personRegistered": .person, "customerRegistered": .organisation, "householdMovedIn": .household,
    ]

    private var context: Context { room.context }

    func note(_ event: Event) throws {
        guard let party = event.party else { return }
        if let kind = Self.registering[event.kind] {
            try keep(party, kind, event)
        } else if event.kind == "subjectChanged" {
            try change(party, event)
        }
    }

    private func keep(_ party: PartyID, _ kind: Party.Kind, _ event: Event) throws {
        let known = try KeptRows.row(party, unit: event.unit, kind: kind, of: context.organisation, in: room.session)
        // Moving in says nothing new of a household that was registered.
        if known != nil, event.kind == "householdMovedIn" { return }
        let since = event.attributes["since"]?.day ?? event.attributes["movedInOn"]?.day ?? context.zone.day(of: event.occurredAt)
        let row = KeptRows.Row(
            unit: event.unit, kind: kind, party: party, since: since, until: event.attributes["until"]?.day, group: event.attributes["group"]?.text)
        if let tags = event.attributes["tags"]?.list { try PartyRows.set(tags: tags, of: party, context.organisation, in: room.session) }
        try KeptRows.save(row, of: context.organisation, in: room.session)
        try journal("party.kept", event, ["since": since.iso, "until": row.until?.iso ?? ""])
        if let until = row.until, until < context.today { return try Leaving(plans: room.plans).leave(party, unit: event.unit) }
        try Turns(plans: room.plans).catchUp(row, isNew: known == nil)
    }

    private func change(_ party: PartyID, _ event: Event) throws {
        if let tags = event.attributes["tags"]?.list { try PartyRows.set(tags: tags, of: party, context.organisation, in: room.session) }
        guard let status = event.attributes["status"]?.text.flatMap(Party.Status.init(rawValue:)), [.moved, .lost].contains(status) else { return }
        try PartyRows.set(status, of: party, context.organisation, in: room.session)
        guard status == .moved else { return }
        let units = try KeptRows.rows(of: party, context.organisation, in: room.session).map(\.unit)
        try KeptRows.end(party, on: context.zone.day(of: event.occurredAt), of: context.organisation, in: room.session)
        for unit in units { try Leaving(plans: room.plans).leave(party, unit: unit) }
        try journal("party.left", event, [:])
    }

    private func journal(_ act: String, _ event: Event, _ payload: [String: String]) throws {
        try Journal.append(
            act, context, occurredAt: event.occurredAt, unit: event.unit, event: event.id, party: event.party, payload: payload,
            premises: room.premises, in: room.session)
    }
}

/// Who is kept no more has no turns: what nobody has begun ends, with the reason.
struct Leaving {
    let plans: Plans

    func leave(_ party: PartyID, unit: UnitID) throws {
        let rows = try FollowUpRows.rows(party: party, limit: 1000, of: plans.context.organisation, in: plans.session)
        let turns = try rows.filter { row in
            guard row.followUp.unit == unit, row.followUp.state.isOpen else { return false }
            return try EventRows.kind(of: row.followUp.event, plans.context.organisation, in: plans.session) == RoundRule.kind
        }
        try plans.stop(turns, .left)
    }
}
