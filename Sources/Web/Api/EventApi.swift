import Domain
import Hummingbird
import Interop
import Operations
import Phrasebook
import Storage

/// Facts: delivered, read, cancelled.
enum EventApi {
    /// Events in one request.
    static let most = 200

    static let routes: [ApiRoute] = [
        .post(
            "deliverEvents", "/events", .eventsWrite, "Deliver one event or an array of them; each has its own fate.",
            takes: .either([.named("EventInput"), .list(.named("EventInput"))]), answers: [200: .named("EventResults")], deliver),
        .get("getEvent", "/events/{id}", .eventsRead, "An event as it stands.", gives: "Event", show),
        .post(
            "cancelEvent", "/events/{id}/cancellation", .eventsWrite, "Cancel an event with what it started.",
            takes: .object([:], optional: ["reason": .text]), answers: [200: .named("EventResults")], cancel),
    ]

    static let shapes: [(name: String, schema: ApiSchema)] = [
        (
            "EventInput",
            .object(
                ["kind": .text, "occurredAt": .text],
                optional: ["unit": .orNull(.text), "party": .orNull(.named("PartyInput")), "attributes": .orNull(.map(.anything))])
        ),
        (
            "PartyInput",
            .object(
                [:],
                optional: [
                    "name": .orNull(.text), "number": .orNull(.text), "phones": .orNull(.list(.named("PhoneInput"))), "address": .orNull(.text),
                    "sex": .orNull(.text),
                    "bornOn": .orNull(.day),
                ])
        ),
        (
            "PhoneInput",
            .object(["number": .text], optional: ["relation": .codes(["self", "family", "guardian", "owner", "tenant", "contact", "other"])])
        ),
        (
            "EventResult",
            .object(
                ["index": .count, "outcome": .codes(EventDelivery.Result.Outcome.allCases.map(\.rawValue)), "findings": .list(.named("Finding"))],
                optional: ["event": .id])
        ),
        ("EventResults", .object(["results": .list(.named("EventResult"))])),
        (
            "Event",
            .object([
                "id": .id, "kind": .text, "title": .named("Localized"), "state": .codes(["current", "cancelled", "tombstone"]), "key": .text,
                "version": .count,
                "occurredAt": .moment, "recordedAt": .moment, "unit": .named("Unit"), "party": .orNull(.id), "matterNumber": .orNull(.text),
                "attributes": .map(.anything), "causedBy": .orNull(.id), "followUps": .list(.id),
            ])
        ),
    ]

    @Sendable private static func deliver(_ call: ApiCall) async throws -> Response {
        let bytes = try await call.bytes()
        let (request, items) = (try call.keyed(bytes), try items(of: call.document(bytes), call))
        let kept = try await call.work { premises, context in
            try EventDelivery(premises).deliver(items, as: request, context) { answer($0, call) }
        }
        return call.answer(kept)
    }

    private static func items(of document: JSONValue, _ call: ApiCall) throws -> [EventDelivery.Item] {
        let reader = EventObjects(registry: call.site.premises.library.registry, zone: call.zone)
        func item(_ value: JSONValue, _ path: String, _ number: Int) -> EventDelivery.Item {
            let (event, findings) = reader.read(value, at: path, number: number)
            return EventDelivery.Item(path: path, fact: event, findings: findings)
        }
        guard case .list(let values) = document else { return [item(document, "", 1)] }
        guard (1...most).contains(values.count) else {
            throw Refusal.invalid([Finding(.error, "request.tooManyItems", at: Place(path: ""), ["limit": String(most)])])
        }
        return values.enumerated().map { item($0.element, "/\($0.offset)", $0.offset + 1) }
    }

    @Sendable private static func cancel(_ call: ApiCall) async throws -> Response {
        let (id, bytes): (EventID, [UInt8]) = (try call.visit.id(), try await call.bytes())
        let (request, findings) = (try call.keyed(bytes), JSONFindings())
        let fields = JSONFields(try call.document(bytes), at: "", findings)
        fields?.refuse(otherThan: ["reason"])
        let reason = fields?.text("reason", atMost: 500)
        guard findings.all.isEmpty else { throw Refusal.invalid(findings.all) }
        let kept = try await call.work { premises, context in
            try EventDelivery(premises).cancel(id, reason: reason, as: request, context) { answer($0, call) }
        }
        return call.answer(kept)
    }

    /// When nothing at all was taken, the whole request is a problem, so that nobody overlooks it.
    private static func answer(_ results: [EventDelivery.Result], _ call: ApiCall) -> KeptAnswer {
        call.site.metrics.count("events_received", results.count { $0.outcome == .created || $0.outcome == .corrected })
        let lines = JSONValue.list(results.enumerated().map { result($0.element, $0.offset, call.phrases) })
        guard results.allSatisfy({ $0.outcome == .rejected }) else { return KeptAnswer(status: 200, body: (["results": lines] as JSONValue).written) }
        let problem: JSONValue = [
            "type": "urn:huiyin:problem:invalid", "title": .text(call.phrases("problem.invalid")), "status": 422,
            "instance": .text(call.visit.number), "results": lines,
        ]
        return KeptAnswer(status: 422, body: problem.written)
    }

    private static func result(_ result: EventDelivery.Result, _ index: Int, _ phrases: Phrases) -> JSONValue {
        let whole: JSONValue = [
            "index": .count(index), "outcome": .text(result.outcome.rawValue), "event": ApiWords.id(result.event),
            "findings": .list(result.findings.map { ApiProblem.finding($0, phrases) }),
        ]
        return whole.withoutNulls
    }

    // MARK: Reading

    @Sendable private static func show(_ call: ApiCall) async throws -> Response {
        let id: EventID = try call.visit.id()
        let view = try await call.work { try EventReading($0).event(id, $1) }
        let (event, zone) = (view.event, call.zone)
        return call.answer([
            "id": ApiWords.id(event.id), "kind": .text(event.kind), "title": ApiWords.localized(view.title), "state": .text(view.state.rawValue),
            "key": .text(event.naturalKey), "version": .count(event.version), "occurredAt": .text(zone.iso(event.occurredAt)),
            "recordedAt": .text(zone.iso(event.recordedAt)),
            "unit": ApiWords.named(event.unit.description, code: view.unit?.code, view.unit?.name ?? ""),
            "party": ApiWords.id(event.party), "matterNumber": .text(view.matterNumber),
            "attributes": .object(event.attributes.sorted { $0.key < $1.key }.map { .init($0.key, value($0.value, zone)) }),
            "causedBy": ApiWords.id(event.causedBy), "followUps": .list(view.followUps.map { .text($0.description) }),
        ])
    }

    private static func value(_ value: AttributeValue, _ zone: CivilZone) -> JSONValue {
        switch value {
        case .text(let text): .text(text)
        case .number(let number): .number(number)
        case .flag(let flag): .flag(flag)
        case .day(let day): .text(day.iso)
        case .instant(let moment): .text(zone.iso(moment))
        case .list(let texts): .texts(texts)
        }
    }
}
