import Domain
import Interop
import SQLCore
import Storage

/// The door for programs: a few events in one request, each with its own fate, the whole once for each key of the sender.
public struct EventDelivery: Sendable {
    private let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    /// What was read of one event.
    public struct Item: Sendable {
        /// Where it stands in the request, as a JSON Pointer: `/0`.
        public var path: String
        public var fact: IncomingEvent?
        public var findings: [Finding]

        public init(path: String, fact: IncomingEvent?, findings: [Finding]) { (self.path, self.fact, self.findings) = (path, fact, findings) }
    }

    public struct Result: Sendable, Hashable {
        public enum Outcome: String, Sendable, Hashable, CaseIterable { case created, unchanged, corrected, rejected }

        public var outcome: Outcome
        public var event: EventID?
        public var findings: [Finding]
    }

    /// Receives them in their order; one that cannot be taken stops no other.
    ///
    /// - Parameter answer: writes what became of them; it is kept unless all were rejected.
    /// - Throws: `Refusal.invalid` for a key that came with another content.
    public func deliver(
        _ items: [Item], as request: KeyedRequest, _ context: Context, answer: @Sendable ([Result]) -> KeptAnswer
    ) throws -> KeptAnswer {
        try premises.database.write { session in
            try AnswerShelf(premises: premises, context: context, session: session).answer(request) {
                let sitting = try Sitting(premises: premises, context: context, session: session)
                let results = try items.enumerated().map {
                    try sitting.take($0.element, as: Delivery(sender: "api:\(request.token)", message: "\(request.key)/\($0.offset)"))
                }
                return (answer(results), results.contains { $0.outcome != .rejected })
            }
        }
    }

    /// Cancels a known event, with what it started. What is cancelled already stays so.
    ///
    /// - Throws: `Refusal.notFound` for an event of a unit in which the actor may not deliver.
    public func cancel(
        _ id: EventID, reason: String?, as request: KeyedRequest, _ context: Context, answer: @Sendable ([Result]) -> KeptAnswer
    ) throws -> KeptAnswer {
        try premises.database.write { session in
            try AnswerShelf(premises: premises, context: context, session: session).answer(request) {
                let sitting = try Sitting(premises: premises, context: context, session: session)
                let item = Item(path: "", fact: try sitting.withdrawal(of: id, reason), findings: [])
                let result = try sitting.take(item, as: Delivery(sender: "api:\(request.token)", message: "\(request.key)/0"))
                return (answer([result]), result.outcome != .rejected)
            }
        }
    }
}

/// Takes facts within the scope of a token, which may be narrower than the organisation.
private struct Sitting {
    let context: Context
    let session: any SQLWriting
    let reception: Reception

    init(premises: Premises, context: Context, session: any SQLWriting) throws {
        (self.context, self.session) = (context, session)
        reception = try Reception(premises: premises, context: context, session: session)
    }

    func take(_ item: EventDelivery.Item, as delivery: Delivery) throws -> EventDelivery.Result {
        guard let fact = item.fact else { return .init(outcome: .rejected, event: nil, findings: item.findings) }
        guard try reaches(fact) else { return rejected([Self.unknownUnit(fact)], item) }
        switch try session.savepointRejecting({ try reception.receive(fact, from: .source, as: delivery) }) {
        case .new(let id): return .init(outcome: .created, event: id, findings: item.findings)
        case .corrected(let id): return .init(outcome: .corrected, event: id, findings: item.findings)
        case .same: return .init(outcome: .unchanged, event: try reception.known(fact)?.id, findings: item.findings)
        case .rejected(let findings): return rejected(findings, item)
        }
    }

    /// Whether the unit that the fact names, and that of the events which it would correct or cancel, are the token's. Another's is unknown.
    private func reaches(_ fact: IncomingEvent) throws -> Bool {
        guard let unit = reception.unit(of: fact) else { return true }
        let touched = try [reception.known(fact)?.id, reception.withdrawn(by: fact)?.id].compactMap(\.self)
        let units = try touched.compactMap { try EventRows.event($0, of: context.organisation, in: session)?.unit }
        return ([unit] + units).allSatisfy { context.scope.allows(.importData, in: $0) }
    }

    private static func unknownUnit(_ fact: IncomingEvent) -> Finding {
        Finding(.error, "event.unknownUnit", at: Place(path: "unit"), ["unit": fact.unitCode])
    }

    /// Places of the hall become places of the request.
    private func rejected(_ findings: [Finding], _ item: EventDelivery.Item) -> EventDelivery.Result {
        let placed = findings.map { finding in
            var placed = finding
            placed.place = Place(path: item.path + (finding.place.path.map { "/" + $0 } ?? ""))
            placed.severity = .error
            return placed
        }
        return .init(outcome: .rejected, event: nil, findings: item.findings + placed)
    }

    func withdrawal(of id: EventID, _ reason: String?) throws -> IncomingEvent {
        guard let event = try EventRows.event(id, of: context.organisation, in: session), context.scope.allows(.importData, in: event.unit),
            let unit = reception.directory.units[event.unit]?.code
        else { throw Refusal.notFound }
        var attributes: [String: AttributeValue] = ["kind": .text(event.kind), "event": .text(event.naturalKey)]
        if let reason { attributes["reason"] = .text(reason) }
        return IncomingEvent(
            kind: "eventWithdrawn", occurredAt: context.now, unitCode: unit, naturalKey: .declared(NaturalKey.join([event.kind, event.naturalKey])),
            attributes: attributes)
    }
}
