import HTTPTypes
import Interop
import Operations

/// The description of the interface (OpenAPI 3.1.0), made from the table that serves it.
enum OpenApi {
    static func document(routes: [ApiRoute], shapes: [(name: String, schema: ApiSchema)]) -> JSONValue {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "Huiyin", "version": "1",
                "description":
                    "Deliver facts, read what became of them, record contacts. Ids are decimal strings, days ISO 8601, moments carry their offset.",
            ],
            "servers": [["url": "/"]],
            "security": [["token": []]],
            "paths": paths(routes),
            "components": [
                "securitySchemes": ["token": ["type": "http", "scheme": "bearer"]],
                "schemas": .object(shapes.map { .init($0.name, $0.schema.json) }),
            ],
        ]
    }

    private static func paths(_ routes: [ApiRoute]) -> JSONValue {
        var order: [String] = []
        var byPath: [String: [JSONValue.Member]] = [:]
        for route in routes {
            if byPath[route.path.pattern] == nil { order.append(route.path.pattern) }
            byPath[route.path.pattern, default: []].append(.init(route.method.rawValue.lowercased(), operation(route)))
        }
        return .object(order.map { .init($0, .object(byPath[$0] ?? [])) })
    }

    private static func operation(_ route: ApiRoute) -> JSONValue {
        let whole: JSONValue = [
            "operationId": .text(route.name), "summary": .text(route.summary), "description": .text("Permit: `\(route.permit.rawValue)`."),
            "parameters": .list(parameters(route)),
            "requestBody": route.body.map { ["required": true, "content": ["application/json": ["schema": $0.json]]] } ?? .null,
            "responses": responses(route),
        ]
        return whole.withoutNulls
    }

    private static func parameters(_ route: ApiRoute) -> [JSONValue] {
        let inPath: [JSONValue] = route.pathParameters.map { ["name": .text($0), "in": "path", "required": true, "schema": ApiSchema.id.json] }
        let inQuery: [JSONValue] = route.parameters.map {
            ["name": .text($0.name), "in": "query", "description": .text($0.words), "schema": $0.schema.json]
        }
        let key: [JSONValue] =
            route.body == nil
            ? []
            : [
                [
                    "name": "Idempotency-Key", "in": "header", "required": true,
                    "description":
                        "1 to 200 printable characters without blanks. The same key with the same content is answered as the first time; with another content it is refused (422).",
                    "schema": ["type": "string", "minLength": 1, "maxLength": 200],
                ]
            ]
        return inPath + inQuery + key
    }

    private static func responses(_ route: ApiRoute) -> JSONValue {
        let good = route.answers.sorted { $0.key < $1.key }.map { status, schema in
            JSONValue.Member(String(status), ["description": "As asked.", "content": ["application/json": ["schema": schema.json]]])
        }
        return .object(
            good + [
                .init(
                    "default",
                    ["description": "A problem (RFC 9457).", "content": ["application/problem+json": ["schema": ApiSchema.named("Problem").json]]])
            ])
    }
}
