import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Interop
import NIOCore
import Operations
import Storage
import Testing

@testable import Web

/// Another program with its token, as far as these tests need one.
struct Program {
    let client: any TestClientProtocol
    let token: String

    struct Reply: Sendable {
        var status: Int
        var headers: HTTPFields
        var json: JSONValue

        subscript(name: String) -> JSONValue? { json[name] }

        var findings: [JSONValue] { if case .list(let items)? = json["findings"] { items } else { [] } }
        var items: [JSONValue] { if case .list(let items)? = json["items"] { items } else { [] } }
        var results: [JSONValue] { if case .list(let items)? = json["results"] { items } else { [] } }
    }

    func get(_ address: String, _ more: HTTPFields = [:]) async throws -> Reply { try await send(.get, address, more, nil) }

    func post(_ address: String, _ body: JSONValue, key: String?, _ more: HTTPFields = [:]) async throws -> Reply {
        try await post(address, bytes: Array(body.written.utf8), key: key, more)
    }

    func post(_ address: String, bytes: [UInt8], key: String?, _ more: HTTPFields = [:]) async throws -> Reply {
        var headers: HTTPFields = [.contentType: "application/json"]
        if let key { headers[ApiCall.key] = key }
        for field in more { headers[field.name] = field.value }
        return try await send(.post, address, headers, ByteBuffer(bytes: bytes))
    }

    func send(_ method: HTTPRequest.Method, _ address: String, _ more: HTTPFields, _ body: ByteBuffer?) async throws -> Reply {
        var headers: HTTPFields = [.authorization: "Bearer " + token, .acceptLanguage: "en"]
        for field in more { headers[field.name] = field.value }
        let response = try await client.executeRequest(uri: address, method: method, headers: headers, body: body)
        let bytes = Array(buffer: response.body)
        return Reply(
            status: response.status.code, headers: response.headers,
            json: bytes.isEmpty ? .null : (try? JSONReader.read(bytes)) ?? .text(String(buffer: response.body)))
    }
}

extension Walk {
    /// A program whose token acts for somebody.
    func program(_ person: TestSite.Person, _ permits: Set<Permit>, days: Int = 30) async throws -> Program {
        let (premises, now) = (bench.site.premises, bench.moment.current)
        let text = try await bench.site.rooms.run {
            let context = try Authentication(premises).engine(of: person.organisation, at: now)
            return try TokenAdministration(premises).create(
                .init(name: "示例系统", account: person.rawValue + 1000, permits: permits, validDays: days), context
            ).text
        }
        return Program(client: client, token: text)
    }

    static func dischargeObject(_ number: String, ward: String = "A", at moment: String = "2026-11-25T09:00:00+08:00", name: String = "演示甲")
        -> JSONValue
    {
        [
            "kind": "patientDischarged", "occurredAt": .text(moment), "unit": .text(ward),
            "party": ["name": .text(name), "number": .text("B" + number), "phones": [["number": "19900000001"]]],
            "attributes": ["admission": .text(number), "diagnosis": "演示诊断", "attendingPhysician": "S101"],
        ]
    }
}

extension JSONValue {
    /// A member below members: `followUp.unit.code`.
    func at(_ path: String) -> JSONValue? { path.split(separator: ".").reduce(self as JSONValue?) { $0?[String($1)] } }

    var string: String? { if case .text(let text) = self { text } else { nil } }
    var items: [JSONValue] { if case .list(let items) = self { items } else { [] } }
}
