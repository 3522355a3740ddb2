import Interop

/// The shape of a JSON value, written down as JSON Schema (2020-12) in `/openapi.json` and held against real answers by the tests.
indirect enum ApiSchema: Sendable {
    /// A decimal string: ids have 63 bits, more than some readers of JSON keep.
    case id
    case text
    /// One of these words.
    case codes([String])
    /// `2026-11-25`
    case day
    /// `2026-11-25T10:00:00+08:00`
    case moment
    case count
    case number
    case flag
    /// Anything that is JSON.
    case anything
    case list(ApiSchema)
    /// Names that are not fixed, each with the same kind of value.
    case map(ApiSchema)
    case object([Member])
    /// One of the shapes that have a name.
    case named(String)
    case either([ApiSchema])
    case orNull(ApiSchema)

    struct Member: Sendable {
        var name: String
        var schema: ApiSchema
        var isRequired: Bool
    }

    static func object(_ required: KeyValuePairs<String, ApiSchema>, optional: KeyValuePairs<String, ApiSchema> = [:]) -> ApiSchema {
        .object(
            required.map { Member(name: $0.key, schema: $0.value, isRequired: true) }
                + optional.map { Member(name: $0.key, schema: $0.value, isRequired: false) })
    }

    var json: JSONValue {
        switch self {
        case .id: ["type": "string", "pattern": "^[0-9]{1,19}$"]
        case .text: ["type": "string"]
        case .codes(let codes): ["type": "string", "enum": .texts(codes)]
        case .day: ["type": "string", "format": "date"]
        case .moment: ["type": "string", "format": "date-time"]
        case .count: ["type": "integer"]
        case .number: ["type": "number"]
        case .flag: ["type": "boolean"]
        case .anything: [:]
        case .list(let item): ["type": "array", "items": item.json]
        case .map(let value): ["type": "object", "additionalProperties": value.json]
        case .object(let members): Self.object(members)
        case .named(let name): ["$ref": .text("#/components/schemas/" + name)]
        case .either(let shapes): ["oneOf": .list(shapes.map(\.json))]
        case .orNull(let shape): ["anyOf": [shape.json, ["type": "null"]]]
        }
    }

    private static func object(_ members: [Member]) -> JSONValue {
        let properties = JSONValue.object(members.map { .init($0.name, $0.schema.json) })
        let required = members.filter(\.isRequired).map(\.name)
        let whole: JSONValue = [
            "type": "object", "required": required.isEmpty ? .null : .texts(required), "properties": properties, "additionalProperties": false,
        ]
        return whole.withoutNulls
    }
}
