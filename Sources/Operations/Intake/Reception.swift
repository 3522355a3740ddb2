import Domain
import Interop
import RegulationEngine
import SQLCore
import Secrets
import Storage

/// One sitting at the door: the organisation's units and people looked up once, then fact after fact.
struct Reception {
    let premises: Premises
    let context: Context
    let session: any SQLWriting
    let directory: StaffDirectory
    private let unitsByName: [String: UnitID]
    private let staffCodes: [String: String]
    private let consequences: Consequences

    init(premises: Premises, context: Context, session: any SQLWriting) throws {
        directory = try premises.directory(of: context.organisation, in: session)
        (self.premises, self.context, self.session) = (premises, context, session)
        consequences = try Consequences(premises: premises, context: context, session: session, directory: directory)
        let byName = Dictionary(grouping: directory.staff.values, by: \.name).compactMapValues { $0.count == 1 ? $0[0].code : nil }
        let byCode = Dictionary(directory.staff.values.map { ($0.code, $0.code) }, uniquingKeysWith: { a, _ in a })
        staffCodes = byName.merging(byCode) { _, code in code }
        var names: [String: UnitID] = [:]
        for unit in directory.units.values.sorted(by: { $0.code > $1.code }) { names[unit.name] = unit.id }
        for unit in directory.units.values { names[unit.code] = unit.id }
        unitsByName = names
    }

    func receive(_ fact: IncomingEvent, from sender: Event.Sender, as delivery: Delivery) throws -> Receipt {
        if try EventRows.isDelivered(sender: delivery.sender, message: delivery.message, of: context.organisation, in: session) { return .same }
        guard let kind = premises.library.registry.kinds[fact.kind] else {
            return .rejected([Finding(.error, "event.unknownKind", at: Place(line: fact.line), ["kind": fact.kind])])
        }
        guard kind.name != RoundRule.kind else {
            return .rejected([Finding(.error, "event.ofTheHouse", at: Place(line: fact.line), ["kind": fact.kind])])
        }
        guard let unit = unit(of: fact) else {
            return .rejected([Finding(.error, "event.unknownUnit", at: Place(line: fact.line, path: fact.unitField), ["unit": fact.unitCode])])
        }
        guard context.scope.allows(.importData, in: unit) || sender != .source else { throw Refusal.notAllowed(.importData) }
        let receipt = try keep(fact, of: kind, in: unit, from: sender)
        // What was not taken may come again when what it corrects is known.
        if case .rejected = receipt { return receipt }
        _ = try EventRows.accept(
            sender: delivery.sender, message: delivery.message, event: receipt.event, at: context.now, of: context.organisation, in: session)
        return receipt
    }

    func unit(of fact: IncomingEvent) -> UnitID? {
        if let unit = unitsByName[fact.unitCode] { return unit }
        // A withdrawal or a change of a person names no unit of its own: it belongs to the whole organisation.
        guard fact.unitCode.isEmpty else { return nil }
        return directory.units.values.filter { $0.parent == nil }.min { $0.code < $1.code }?.id
    }

    private func keep(_ told: IncomingEvent, of kind: EventKind, in unit: UnitID, from sender: Event.Sender) throws -> Receipt {
        let key = naturalKey(told, of: kind)
        let family = try EventRows.family(kind: kind.name, naturalKey: key, of: context.organisation, in: session)
        let fact = try inItsMoment(told, family.last)
        let content = SHA256Content.of(fact, in: unit)
        if fact.isCorrectionOnly, family.last?.state != .current {
            return .rejected([Finding(.warning, "event.nothingToCorrect", at: Place(line: fact.line), ["kind": kind.name, "key": key])])
        }
        guard !family.isEmpty else { return try add(fact, of: kind, key: key, in: unit, content: content, from: sender) }
        for known in family {
            if known.state == .current {
                return known.content == content ? .same : try correct(known, by: fact, of: kind, key: key, in: unit, content: content, from: sender)
            }
            // A discharge after a cancel is a new event; one from before it stays cancelled.
            guard let cancelledAt = known.cancelledAt, fact.occurredAt > cancelledAt else { return .same }
        }
        let again = EventRows.keyAgain(key, at: fact.occurredAt)
        return try add(fact, of: kind, key: again, in: unit, content: content, from: sender)
    }

    /// The event that the fact tells again, if it is known.
    func known(_ fact: IncomingEvent) throws -> EventRows.Known? {
        guard let kind = premises.library.registry.kinds[fact.kind] else { return nil }
        return try EventRows.family(kind: kind.name, naturalKey: naturalKey(fact, of: kind), of: context.organisation, in: session).last
    }

    /// The event that the fact cancels, if it is one that cancels and the event is known.
    func withdrawn(by fact: IncomingEvent) throws -> EventRows.Known? {
        guard fact.kind == "eventWithdrawn", let name = fact.attributes["kind"]?.text, let key = fact.attributes["event"]?.text else { return nil }
        let kind = premises.library.registry.resolve(name)?.kind
        return try EventRows.family(
            kind: kind?.name ?? name, naturalKey: kind.map { EventKey.complete(key, of: $0) } ?? key, of: context.organisation, in: session
        ).last
    }

    /// An update that says no moment of its own leaves the known one.
    private func inItsMoment(_ fact: IncomingEvent, _ known: EventRows.Known?) throws -> IncomingEvent {
        guard fact.keepsMoment, let known, let event = try EventRows.event(known.id, of: context.organisation, in: session) else { return fact }
        var fact = fact
        fact.occurredAt = event.occurredAt
        return fact
    }

    private func naturalKey(_ fact: IncomingEvent, of kind: EventKind) -> String {
        switch fact.naturalKey {
        case .declared(let key): EventKey.complete(key, of: kind)
        case .columns(let text): "sha256:" + SHA256.hex(of: text)
        }
    }

    private func add(_ fact: IncomingEvent, of kind: EventKind, key: String, in unit: UnitID, content: [UInt8], from sender: Event.Sender) throws -> Receipt {
        let event = try event(fact, of: kind, key: key, in: unit, from: sender, id: premises.identifiers.next(at: context.now), version: 1)
        try EventRows.insert(event, content: content, of: context.organisation, in: session)
        try note("event.received", event)
        try consequences.follow(event)
        return .new(event.id)
    }

    private func correct(
        _ known: EventRows.Known, by fact: IncomingEvent, of kind: EventKind, key: String, in unit: UnitID, content: [UInt8], from sender: Event.Sender
    ) throws -> Receipt {
        let event = try event(fact, of: kind, key: key, in: unit, from: sender, id: known.id, version: known.version + 1)
        try EventRows.correct(event, content: content, of: context.organisation, in: session)
        try note("event.corrected", event)
        try consequences.followCorrection(event)
        return .corrected(event.id)
    }

    private func event(
        _ fact: IncomingEvent, of kind: EventKind, key: String, in unit: UnitID, from sender: Event.Sender, id: EventID, version: Int
    ) throws -> Event {
        let party = try fact.party.map { try PartyDesk(premises: premises, context: context, session: session).party($0, in: unit) }
        let matter = try matter(fact, of: kind, party: party, in: unit)
        return Event(
            id: id, kind: kind.name, naturalKey: key, occurredAt: fact.occurredAt, recordedAt: context.now, unit: unit, party: party, matter: matter,
            sender: sender, version: version, attributes: coded(fact.attributes, of: kind))
    }

    /// Sources write people and units by code or by name; rules know them by code. A name that several share stays as written.
    private func coded(_ attributes: [String: AttributeValue], of kind: EventKind) -> [String: AttributeValue] {
        var coded = attributes
        for definition in kind.attributes {
            guard case .text(let text)? = attributes[definition.name] else { continue }
            if definition.kind == .staff, let code = staffCodes[text] { coded[definition.name] = .text(code) }
            if definition.kind == .unit, let unit = unitsByName[text], let code = directory.units[unit]?.code { coded[definition.name] = .text(code) }
        }
        return coded
    }

    private func matter(_ fact: IncomingEvent, of kind: EventKind, party: PartyID?, in unit: UnitID) throws -> MatterID? {
        guard let matter = kind.matter, let number = fact.matterNumber else { return nil }
        let draft = Matter(
            id: premises.identifiers.next(at: context.now), kind: matter, number: number, party: party, unit: unit, attributes: [:])
        return try EventRows.matter(draft, of: context.organisation, in: session)
    }

    private func note(_ act: String, _ event: Event) throws {
        try Journal.append(
            act, context, occurredAt: event.occurredAt, unit: event.unit, event: event.id, party: event.party,
            payload: ["kind": event.kind, "key": event.naturalKey, "version": String(event.version)], premises: premises, in: session)
    }
}

extension Receipt {
    fileprivate var event: EventID? {
        switch self {
        case .new(let id), .corrected(let id): id
        case .same, .rejected: nil
        }
    }
}

/// The hash by which the same content is recognised: everything the source said of the fact, in one fixed order.
enum SHA256Content {
    static func of(_ fact: IncomingEvent, in unit: UnitID) -> [UInt8] {
        var parts = [String(fact.occurredAt.milliseconds), unit.description, fact.matterNumber ?? "", AttributeText.encode(fact.attributes)]
        if let party = fact.party {
            parts += [party.name, party.number ?? "", party.kind.rawValue, party.address ?? "", party.sex ?? "", party.bornOn?.iso ?? ""]
            parts += party.phones.flatMap { [$0.number, $0.relation] }
        }
        return SHA256.digest(of: NaturalKey.join(parts))
    }
}
