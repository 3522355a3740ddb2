import Domain
import Interop
import Operations
import RegulationEngine
import Storage

/// A fact comes in through the door that files and other systems use.
extension Stage {
    func receive(_ act: EventAct, _ gave: inout StepFindings) throws {
        guard let (kind, fixed) = premises.library.registry.resolve(act.kind) else { throw Missing("\(act.kind) is no kind of event") }
        let fact = try fact(act, kind, fixed)
        deliveries += 1
        let delivery = Delivery(sender: "rehearsal", message: String(deliveries))
        switch try Intake(premises).receive(fact, from: .source, as: delivery, engine()) {
        case .new(let id), .corrected(let id): events[act.id] = id
        case .same: break
        case .rejected(let findings): gave.codes += findings.map(\.code)
        }
    }

    private func fact(_ act: EventAct, _ kind: EventKind, _ fixed: [String: String]) throws -> IncomingEvent {
        var attributes = try typed(act, kind)
        for (name, text) in fixed { attributes[name] = try value([text], kind, name) }
        if let number = kind.matterNumber, attributes[number] == nil { attributes[number] = .text(act.id) }
        if kind.name == "eventWithdrawn" { try nameWithdrawn(&attributes) }
        let key = kind.naturalKey.map { $0 == EventKind.partyKey ? act.party ?? act.id : attributes[$0]?.written ?? (kind.matterNumber == nil && $0 == kind.naturalKey.first ? act.id : "") }
        return IncomingEvent(
            kind: kind.name, occurredAt: act.occurred ?? now, isTimeKnown: act.isTimeKnown,
            unitCode: act.unit ?? script.organisation.units.first?.id ?? "organisation",
            party: act.party.map { party($0, act, kind) }, matterNumber: kind.matterNumber.flatMap { attributes[$0]?.written },
            naturalKey: kind.naturalKey.isEmpty ? .columns(act.id) : .declared(NaturalKey.join(key)), attributes: attributes)
    }

    /// `event: D1` is enough: what kind it was is known here, or is told later in the same file.
    private func nameWithdrawn(_ attributes: inout [String: AttributeValue]) throws {
        guard let name = attributes["event"]?.text, attributes["kind"] == nil else { return }
        if let id = events[name] {
            let known = try event(id)
            let key = known.naturalKey.split(separator: "#").first.map(String.init) ?? known.naturalKey
            (attributes["kind"], attributes["event"]) = (.text(known.kind), .text(key))
        } else if let later = script.steps.flatMap(\.acts).compactMap(\.event).first(where: { $0.id == name }) {
            attributes["kind"] = .text(later.kind)
        }
    }

    private func party(_ number: String, _ act: EventAct, _ kind: EventKind) -> PartyDraft {
        PartyDraft(
            name: act.name ?? number, number: number, kind: kind.partyKind ?? .person,
            phones: act.phone.map { [PhoneDraft(number: $0, relation: "self")] } ?? [],
            address: act.address, bornOn: act.born)
    }

    private func typed(_ act: EventAct, _ kind: EventKind) throws -> [String: AttributeValue] {
        var attributes: [String: AttributeValue] = [:]
        for (name, texts) in act.attributes { attributes[name] = try value(texts, kind, name) }
        return attributes
    }

    private func value(_ texts: [String], _ kind: EventKind, _ name: String) throws -> AttributeValue {
        guard let definition = kind.attribute(name) else { throw Missing("\(kind.name) has no attribute \(name)") }
        let text = texts.joined(separator: ", ")
        let value: AttributeValue? =
            switch definition.kind {
            case .number: Double(text).map { .number($0) }
            case .flag: text == "true" ? .flag(true) : text == "false" ? .flag(false) : nil
            case .day: LocalDay(iso: text).map { .day($0) }
            case .instant: zone.instant(iso: text).map { .instant($0) }
            case .list: .list(texts)
            case .code: definition.codes.isEmpty || definition.codes.contains { $0.code == text } ? .text(text) : nil
            case .text, .staff, .unit, .phone, .address: .text(text)
            }
        return try value ?? { throw Missing("\(name): \(text) is no \(definition.kind.rawValue) of \(kind.name)") }()
    }
}

extension RehearsalAct {
    fileprivate var event: EventAct? { if case .event(let event) = self { event } else { nil } }
}

extension AttributeValue {
    /// As natural keys and expectations write it.
    var written: String {
        switch self {
        case .text(let text): text
        case .number(let number): number == number.rounded() ? String(Int64(number)) : String(number)
        case .flag(let flag): String(flag)
        case .day(let day): day.iso
        case .instant(let moment): CivilZone.shanghai.iso(moment)
        case .list(let list): list.joined(separator: ", ")
        }
    }
}
