import Domain
import Hummingbird
import Interop
import Operations
import Phrasebook
import RegulationEngine
import Storage

/// Open follow-ups as the queue has them, and each with the reasons for its window.
enum FollowUpApi {
    static let routes: [ApiRoute] = [
        .get(
            "listFollowUps", "/follow-ups", .followUpsRead, "Open follow-ups, the most urgent first.",
            parameters: [
                .init(
                    name: "of", schema: .codes(QueueRequest.Of.allCases.map(\.rawValue)),
                    words: "Of the units of the token (`unit`, unless given), of its account (`mine`), or those that nobody has."),
                .init(
                    name: "show", schema: .codes(QueueRequest.Tile.allCases.map(\.rawValue)),
                    words: "Which part; `all` that is open and does not wait, unless given."),
                .init(name: "unit", schema: .text, words: "Code of a unit."),
                .init(name: "adoption", schema: .id, words: "Those of one adopted regulation."),
                .init(name: "rule", schema: .text, words: "Those of one of its rules."), ApiCall.limit, ApiCall.after,
            ], gives: "FollowUpPage", list),
        .get(
            "getFollowUp", "/follow-ups/{id}", .followUpsRead, "A follow-up in any state, with the derivation of its window.",
            gives: "FollowUpDetail", show),
    ]

    private static let members: KeyValuePairs<String, ApiSchema> = [
        "id": .id, "state": .codes(FollowUp.State.allCases.map(\.rawValue)), "timeliness": .codes(Timeliness.allCases.map(\.rawValue)),
        "isAlert": .flag,
        "adoption": .id, "rule": .text, "ruleTitle": .named("Localized"), "event": .id, "eventTitle": .named("Localized"), "occurrence": .count,
        "party": .orNull(.named("Person")), "partyNumber": .orNull(.text), "matterNumber": .orNull(.text), "unit": .named("Unit"), "role": .text,
        "assignee": .orNull(.named("Person")), "severity": .orNull(.text), "opensAt": .moment, "aimAt": .orNull(.moment), "dueAt": .moment,
        "isProvisional": .flag,
        "channel": .orNull(.codes(ContactChannel.allCases.map(\.rawValue))), "attempts": .count, "lastResult": .orNull(.text),
        "agreedAt": .orNull(.moment),
        "waitUntil": .orNull(.moment), "doneAt": .orNull(.moment), "recordedAt": .orNull(.moment), "record": .orNull(.id), "flag": .orNull(.text),
    ]

    static let shapes: [(name: String, schema: ApiSchema)] = [
        ("FollowUp", .object(members)),
        ("FollowUpPage", .object(["items": .list(.named("FollowUp")), "next": .orNull(.text)])),
        ("DerivationStep", .object(["code": .text, "arguments": .map(.text), "message": .text])),
        (
            "FollowUpDetail",
            .object([
                "followUp": .named("FollowUp"), "regulation": .text, "regulationTitle": .named("Localized"), "edition": .count,
                "clauses": .list(.text),
                "calendarRevision": .text, "isReproduced": .flag, "derivation": .list(.named("DerivationStep")), "contacts": .list(.id),
            ])
        ),
    ]

    @Sendable private static func list(_ call: ApiCall) async throws -> Response {
        let query = try call.query()
        var asked = QueueRequest(
            of: try call.code("of", in: query) ?? .unit, tile: try call.code("show", in: query) ?? .all, rule: query.text("rule"),
            limit: try call.limit(query))
        if let text = query.text("adoption") {
            guard let adoption = AdoptionID(text) else { throw ApiCall.unreadable("adoption") }
            asked.adoption = adoption
        }
        if let text = try call.cursor(query) {
            guard let cursor = QueueCursor(text) else { throw ApiCall.unreadable("after") }
            asked.after = cursor.key
        }
        let (unit, wanted) = (query.text("unit"), asked)
        let (items, next) = try await call.work { premises, context in
            var wanted = wanted
            wanted.unit = try unit.map { try Worklist(premises).unit(code: $0, context) }
            return try Worklist(premises).lines(wanted, context)
        }
        return call.page(items.map { json($0, call.zone) }, next: next.map { QueueCursor(key: $0).text })
    }

    @Sendable private static func show(_ call: ApiCall) async throws -> Response {
        let id: FollowUpID = try call.visit.id()
        let (item, view) = try await call.work { (try Worklist($0).line(id, $1), try Explaining($0).followUp($1, id)) }
        let words = CivilWords(call.phrases, zone: call.zone, now: call.bearer.context.now)
        return call.answer([
            "followUp": json(item, call.zone), "regulation": .text(view.rule.regulation),
            "regulationTitle": ApiWords.localized(view.rule.regulationTitle),
            "edition": .count(view.rule.editionNumber), "clauses": .texts(view.rule.basis.clauses),
            "calendarRevision": .text(view.window.calendarRevision),
            "isReproduced": .flag(view.window.isReproduced), "derivation": .list(view.window.steps.map { step($0, words) }),
            "contacts": .list(view.contacts.map { ApiWords.id($0.contact.id) }),
        ])
    }

    private static func step(_ step: DerivationStep, _ words: CivilWords) -> JSONValue {
        let arguments = step.arguments.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key, .text($0.value)) }
        return ["code": .text(step.code), "arguments": .object(arguments), "message": .text(words.sentence(step))]
    }

    static func json(_ item: QueueItem, _ zone: CivilZone) -> JSONValue {
        let (row, f) = (item.row, item.row.followUp)
        func moment(_ instant: Instant?) -> JSONValue { .text(instant.map(zone.iso)) }
        return [
            "id": ApiWords.id(f.id), "state": .text(f.state.rawValue), "timeliness": .text(item.timeliness.rawValue),
            "isAlert": .flag(row.ranking == 0),
            "adoption": ApiWords.id(f.adoption), "rule": .text(f.rule), "ruleTitle": ApiWords.localized(item.ruleTitle),
            "event": ApiWords.id(f.event),
            "eventTitle": ApiWords.localized(item.eventTitle), "occurrence": .count(f.occurrence),
            "party": f.party.map { ApiWords.named($0.description, item.partyName ?? "") } ?? .null, "partyNumber": .text(item.partyNumber),
            "matterNumber": .text(item.matterNumber), "unit": ApiWords.named(f.unit.description, code: item.unitCode, item.unitName),
            "role": .text(f.role),
            "assignee": f.assignee.map { ApiWords.named($0.description, code: item.assigneeCode, item.assigneeName ?? "") } ?? .null,
            "severity": .text(f.severity), "opensAt": moment(f.window.opens), "aimAt": moment(f.window.aim), "dueAt": moment(f.window.due),
            "isProvisional": .flag(f.window.isProvisional), "channel": .text(row.channel?.rawValue), "attempts": .count(row.attempts),
            "lastResult": .text(row.lastResult), "agreedAt": moment(row.agreedAt), "waitUntil": moment(row.waitUntil), "doneAt": moment(row.doneAt),
            "recordedAt": moment(row.doneRecordedAt), "record": ApiWords.id(row.record), "flag": .text(row.flag),
        ]
    }
}
