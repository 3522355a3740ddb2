import Domain
import HTTPTypes
import Hummingbird
import Interop
import Operations
import Storage

/// Contacts: read, and recorded through the same use case as the console.
enum ContactApi {
    static let routes: [ApiRoute] = [
        .get("listContacts", "/follow-ups/{id}/contacts", .contactsRead, "The contacts about a follow-up, newest first.", gives: "ContactList", list),
        .post(
            "recordContact", "/follow-ups/{id}/contacts", .contactsWrite,
            "Record a contact in the name of the token's account: the same checks as the console, the same consequences.",
            takes: .named("ContactInput"),
            answers: [201: .named("ContactOutcome")], record),
        .get("getContact", "/contacts/{id}", .contactsRead, "A contact with what it established.", gives: "Contact", show),
    ]

    private static let channels = ApiSchema.codes(ContactChannel.allCases.map(\.rawValue))
    private static let entry: KeyValuePairs<String, ApiSchema> = [
        "answers": .orNull(.map(.anything)), "flags": .orNull(.list(.text)), "nextDate": .orNull(.day), "explanation": .orNull(.text),
        "signatures": .orNull(.list(.named("SignatureInput"))),
    ]

    static let shapes: [(name: String, schema: ApiSchema)] = [
        ("SignatureInput", .object(["by": .text, "level": .codes(["typedName", "paper"])], optional: ["name": .orNull(.text)])),
        ("AlsoSettles", .object(["followUp": .id], optional: entry)),
        ("ContactInput", contactInput),
        (
            "ContactOutcome",
            .object([
                "contact": .id, "records": .list(.id), "effects": .list(.object(["code": .text, "arguments": .map(.text)])), "isRepeated": .flag,
            ])
        ),
        (
            "Record",
            .object([
                "id": .id, "serial": .text, "followUp": .id, "form": .text, "answers": .map(.anything), "flags": .list(.text),
                "review": .codes(["notRequired", "awaiting", "returned", "signedOff"]), "completedAt": .orNull(.moment),
            ])
        ),
        (
            "Contact",
            .object([
                "id": .id, "party": .orNull(.id), "staff": .named("Person"), "channel": channels, "occurredAt": .moment, "recordedAt": .moment,
                "result": .text,
                "respondent": .orNull(.text), "note": .orNull(.text), "overrideReason": .orNull(.text), "lateReason": .orNull(.text),
                "followUps": .list(.id),
                "records": .list(.named("Record")),
            ])
        ),
        ("ContactList", .object(["items": .list(.named("Contact"))])),
    ]

    private static var contactInput: ApiSchema {
        let more: KeyValuePairs<String, ApiSchema> = [
            "occurredAt": .orNull(.text), "respondent": .orNull(.text), "contactPoint": .orNull(.id), "note": .orNull(.text),
            "callBackAt": .orNull(.text),
            "appointmentAt": .orNull(.text), "overrideReason": .orNull(.text), "lateReason": .orNull(.text),
            "alsoSettles": .orNull(.list(.named("AlsoSettles"))),
        ]
        let optional = (Array(more) + Array(entry)).map { ApiSchema.Member(name: $0.key, schema: $0.value, isRequired: false) }
        return .object(
            [.init(name: "channel", schema: channels, isRequired: true), .init(name: "result", schema: .text, isRequired: true)] + optional)
    }

    // MARK: Recording

    /// The pattern of the route that records.
    static let recording = SitePath(ApiTable.base + "/follow-ups/{id}/contacts").route.description

    @Sendable private static func record(_ call: ApiCall) async throws -> Response {
        let (id, bytes): (FollowUpID, [UInt8]) = (try call.visit.id(), try await call.bytes())
        let (request, document) = (try call.keyed(bytes), try call.document(bytes))
        let kept = try await call.work { premises, context in
            try Recording(premises).record(id, as: request, context) { view, key in
                try ContactObject(document: document, view: view, zone: context.zone).input(of: id, key: key)
            } answer: { outcome in
                if !outcome.isRepeated { call.site.metrics.count("contacts_recorded") }
                return KeptAnswer(status: 201, body: json(outcome).written)
            }
        }
        var response = call.answer(kept)
        if let contact = try? call.document(Array(kept.body.utf8))["contact"], case .text(let id) = contact {
            response.headers[.location] = ApiTable.base + "/contacts/" + id
        }
        return response
    }

    private static func json(_ outcome: ContactOutcome) -> JSONValue {
        let effects = outcome.effects.map { effect -> JSONValue in
            let arguments = effect.arguments.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key, .text($0.value)) }
            return ["code": .text(effect.code), "arguments": .object(arguments)]
        }
        return [
            "contact": ApiWords.id(outcome.contact), "records": .list(outcome.records.map { .text($0.description) }), "effects": .list(effects),
            "isRepeated": .flag(outcome.isRepeated),
        ]
    }

    // MARK: Reading

    @Sendable private static func list(_ call: ApiCall) async throws -> Response {
        let id: FollowUpID = try call.visit.id()
        let views = try await call.work { try ContactReading($0).contacts(of: id, $1) }
        return call.answer(["items": .list(views.map { json($0, call.zone) })])
    }

    @Sendable private static func show(_ call: ApiCall) async throws -> Response {
        let id: ContactID = try call.visit.id()
        return call.answer(json(try await call.work { try ContactReading($0).contact(id, $1) }, call.zone))
    }

    private static func json(_ view: ContactReading.View, _ zone: CivilZone) -> JSONValue {
        let contact = view.row.contact
        return [
            "id": ApiWords.id(contact.id), "party": ApiWords.id(contact.party),
            "staff": ApiWords.named(contact.staff.description, code: view.staffCode, view.staffName), "channel": .text(contact.channel.rawValue),
            "occurredAt": .text(zone.iso(contact.occurredAt)), "recordedAt": .text(zone.iso(contact.recordedAt)), "result": .text(contact.result),
            "respondent": .text(contact.respondent), "note": .text(contact.note), "overrideReason": .text(contact.overrideReason),
            "lateReason": .text(view.row.lateReason), "followUps": .list(view.followUps.map { .text($0.description) }),
            "records": .list(view.records.map { json($0, zone) }),
        ]
    }

    private static func json(_ record: ContactReading.Established, _ zone: CivilZone) -> JSONValue {
        let row = record.row
        return [
            "id": ApiWords.id(row.id), "serial": .text(row.serial), "followUp": ApiWords.id(row.followUp), "form": .text(row.form),
            "answers": .object(record.answers.sorted { $0.key < $1.key }.map { .init($0.key, answer($0.value, zone)) }), "flags": .texts(row.flags),
            "review": .text(row.review.rawValue), "completedAt": .text(row.completedAt.map(zone.iso)),
        ]
    }

    private static func answer(_ answer: Answer, _ zone: CivilZone) -> JSONValue {
        switch answer {
        case .code(let code): .text(code)
        case .codes(let codes): .texts(codes)
        case .number(let number): .number(number)
        case .text(let text): .text(text)
        case .flag(let flag): .flag(flag)
        case .day(let day): .text(day.iso)
        case .instant(let moment): .text(zone.iso(moment))
        }
    }
}
