import Domain
import Hummingbird
import Interop
import Operations

/// People, households and organisations.
enum PartyApi {
    static let routes: [ApiRoute] = [
        .get(
            "listParties", "/parties", .partiesRead, "Parties in the order of their ids, or those that are known by a name, phone or number.",
            parameters: [
                .init(
                    name: "query", schema: .text,
                    words:
                        "What the search of the pages takes: name, first letters, phone number or its last four digits, number of the party or of its matter."
                ),
                ApiCall.limit, ApiCall.after,
            ], gives: "PartyPage", list),
        .get(
            "getParty", "/parties/{id}", .partiesRead, "A party. Whole numbers need the permit `numbers.read`; each look is journalled.",
            parameters: [.init(name: "numbers", schema: .codes(["masked", "whole"]), words: "`masked` unless given.")], gives: "Party", show),
    ]

    static let shapes: [(name: String, schema: ApiSchema)] = [
        (
            "ContactPoint",
            .object(
                [
                    "id": .id, "kind": .codes(["phone", "address", "email", "wechat"]), "relation": .text,
                    "state": .codes(["usable", "wrong", "unreachable"]), "masked": .text,
                ],
                optional: ["whole": .text])
        ),
        (
            "Party",
            .object([
                "id": .id, "kind": .codes(["person", "household", "organisation"]), "name": .text, "number": .orNull(.text),
                "formerNumbers": .list(.text), "sex": .orNull(.text), "bornOn": .orNull(.day),
                "status": .codes(["active", "deceased", "moved", "lost"]), "tags": .list(.text), "refusals": .list(.text),
                "units": .list(.named("Unit")), "contactPoints": .list(.named("ContactPoint")),
            ])
        ),
        ("PartyPage", .object(["items": .list(.named("Party")), "next": .orNull(.text)])),
    ]

    @Sendable private static func list(_ call: ApiCall) async throws -> Response {
        let query = try call.query()
        let limit = try call.limit(query)
        if let text = query.text("query") {
            let found = try await call.work { try People($0).particulars(matching: text, $1) }
            return call.page(found.map(json), next: nil)
        }
        let after = try call.cursor(query).map { text in
            guard let id = PartyID(text) else { throw ApiCall.unreadable("after") }
            return id
        }
        let (items, next) = try await call.work { try People($0).page(after: after, limit: limit, $1) }
        return call.page(items.map(json), next: next?.description)
    }

    private enum Numbers: String { case masked, whole }

    @Sendable private static func show(_ call: ApiCall) async throws -> Response {
        let id: PartyID = try call.visit.id()
        let isWhole = try call.code("numbers", in: call.query(), as: Numbers.self) == .whole
        if isWhole, !call.bearer.permits.contains(.numbersRead) { throw PermitMissing(permit: .numbersRead) }
        return call.answer(json(try await call.work { isWhole ? try People($0).revealed(id, $1) : try People($0).particulars(id, $1) }))
    }

    private static func json(_ found: People.Particulars) -> JSONValue {
        let party = found.party
        return [
            "id": ApiWords.id(party.id), "kind": .text(party.kind.rawValue), "name": .text(party.name), "number": .text(party.number),
            "formerNumbers": .texts(found.formerNumbers), "sex": .text(party.sex), "bornOn": .text(party.bornOn?.iso),
            "status": .text(party.status.rawValue), "tags": .texts(party.tags), "refusals": .texts(party.refusals),
            "units": .list(found.units.map { ApiWords.named($0.id.description, code: $0.code, $0.name) }),
            "contactPoints": .list(found.contactPoints.map { json($0, whole: found.revealed[$0.id]) }),
        ]
    }

    private static func json(_ point: ContactPoint, whole: String?) -> JSONValue {
        let all: JSONValue = [
            "id": .text(String(point.id)), "kind": .text(point.kind.rawValue), "relation": .text(point.relation),
            "state": .text(point.state.rawValue),
            "masked": .text(point.masked), "whole": .text(whole),
        ]
        return all.withoutNulls
    }
}
