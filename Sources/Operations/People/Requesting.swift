import Domain
import RegulationEngine
import SQLCore
import Storage

/// Somebody asks to be followed up: what they want and when becomes an event, and a regulation in force makes the follow-up.
extension People {
    static let requestKind = "followUpRequested"

    /// Whether the actor may enter a request of this person: in a unit of their work where a regulation answers it.
    func mayRequest(_ party: Party, _ context: Context, _ session: any SQLReading) throws -> Bool {
        try party.status == .active && requestUnit(party.id, context, session) != nil
    }

    /// - Parameters:
    ///   - wantedAt: when they want it; nil = as soon as the regulation says.
    ///   - key: the form's own key: sent twice, entered once.
    /// - Throws: `Refusal.invalid` for an empty wish or a moment that is past; `.state("request.notAnswered")` where no regulation answers a request.
    public func request(_ wish: String, wantedAt: Instant?, of named: PartyID, key: String, _ context: Context) throws {
        guard wish.contains(where: { !$0.isWhitespace }) else { throw Refusal.invalid([Finding(.error, "request.wishRequired", at: Place(path: "wish"))]) }
        if let wantedAt, wantedAt < context.now { throw Refusal.invalid([Finding(.error, "request.inThePast", at: Place(path: "wantedAt"))]) }
        try premises.database.write { session in
            let id = try MergeRows.survivor(of: named, context.organisation, in: session)
            guard try isVisible(id, context, session), let party = try PartyRows.party(id, of: context.organisation, in: session) else { throw Refusal.notFound }
            guard try !EventRows.isDelivered(sender: Self.requestKind, message: key, of: context.organisation, in: session) else { return }
            guard party.status == .active, let unit = try requestUnit(id, context, session) else { throw Refusal.state(code: "request.notAnswered") }
            try enter(wish, wantedAt ?? context.now, of: id, in: unit, key: key, context, session)
        }
    }

    private func enter(
        _ wish: String, _ wantedAt: Instant, of party: PartyID, in unit: UnitID, key: String, _ context: Context, _ session: any SQLWriting
    ) throws {
        let id: EventID = premises.identifiers.next(at: context.now)
        let number = Serial.make("QF", id.rawValue, context.zone)
        let draft = Matter(id: premises.identifiers.next(at: context.now), kind: "request", number: number, party: party, unit: unit, attributes: [:])
        let event = Event(
            id: id, kind: Self.requestKind, naturalKey: number, occurredAt: context.now, recordedAt: context.now, unit: unit, party: party,
            matter: try EventRows.matter(draft, of: context.organisation, in: session), sender: .form,
            attributes: ["number": .text(number), "wish": .text(String(wish.prefix(500))), "wantedAt": .instant(wantedAt)])
        try EventRows.insert(event, content: [], of: context.organisation, in: session)
        _ = try EventRows.accept(sender: Self.requestKind, message: key, event: id, at: context.now, of: context.organisation, in: session)
        try Journal.append(
            "event.received", context, unit: unit, event: id, party: party, payload: ["kind": event.kind, "key": number, "version": "1"],
            premises: premises, in: session)
        let directory = try premises.directory(of: context.organisation, in: session)
        try Consequences(premises: premises, context: context, session: session, directory: directory).follow(event)
    }

    /// The first unit that knows the person, where the actor works and a regulation in force starts on a request.
    private func requestUnit(_ party: PartyID, _ context: Context, _ session: any SQLReading) throws -> UnitID? {
        let units = try PartyRows.units(of: party, context.organisation, in: session).filter {
            context.scope.allows(.work, in: $0) || context.scope.allows(.lead, in: $0)
        }
        let editions = try premises.shelf.editions(of: context.organisation, in: session).on(context.today).filter(answersRequests)
        return units.sorted().first { unit in editions.contains { $0.covers(unit) } }
    }

    private func answersRequests(_ active: ActiveEdition) -> Bool {
        active.edition.regulation.followUps.contains { rule in
            guard case .after(let events) = rule.trigger else { return false }
            return events.contains { premises.library.registry.resolve($0)?.kind.name == Self.requestKind }
        }
    }
}
