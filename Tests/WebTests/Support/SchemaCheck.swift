import Domain
import Interop

@testable import Web

/// Holds a value against a shape. Written from the shapes' meaning, not from the code that writes them.
struct SchemaCheck {
    let shapes: [String: ApiSchema]

    init(_ shapes: [(name: String, schema: ApiSchema)]) {
        self.shapes = Dictionary(shapes.map { ($0.name, $0.schema) }, uniquingKeysWith: { a, _ in a })
    }

    /// What does not fit, with its place.
    func faults(_ value: JSONValue, _ schema: ApiSchema, at path: String = "") -> [String] {
        switch schema {
        case .anything: return []
        case .named(let name): return shapes[name].map { faults(value, $0, at: path) } ?? ["\(path): no shape \(name)"]
        case .orNull(let inner): return value == .null ? [] : faults(value, inner, at: path)
        case .either(let options): return options.contains { faults(value, $0, at: path).isEmpty } ? [] : ["\(path): none fits"]
        case .list(let item):
            guard case .list(let items) = value else { return ["\(path): no list"] }
            return items.enumerated().flatMap { faults($0.element, item, at: "\(path)/\($0.offset)") }
        case .map(let inner):
            guard case .object(let members) = value else { return ["\(path): no object"] }
            return members.flatMap { faults($0.value, inner, at: "\(path)/\($0.name)") }
        case .object(let members): return object(value, members, path)
        default: return fits(value, schema) ? [] : ["\(path): \(value.written) is no \(schema)"]
        }
    }

    private func object(_ value: JSONValue, _ members: [ApiSchema.Member], _ path: String) -> [String] {
        guard case .object(let given) = value else { return ["\(path): no object"] }
        let missing = members.filter { member in member.isRequired && value[member.name] == nil }.map { "\(path)/\($0.name): missing" }
        return missing
            + given.flatMap { one -> [String] in
                guard let member = members.first(where: { $0.name == one.name }) else { return ["\(path)/\(one.name): not described"] }
                return faults(one.value, member.schema, at: "\(path)/\(one.name)")
            }
    }

    private func fits(_ value: JSONValue, _ schema: ApiSchema) -> Bool {
        switch (schema, value) {
        case (.id, .text(let text)): Int64(text).map { $0 >= 0 } ?? false
        case (.text, .text): true
        case (.codes(let codes), .text(let text)): codes.contains(text)
        case (.day, .text(let text)): LocalDay(iso: text) != nil
        case (.moment, .text(let text)): text.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d/) != nil
        case (.count, .number(let digits)): Int(digits) != nil
        case (.number, .number(let digits)): Double(digits) != nil
        case (.flag, .flag): true
        default: false
        }
    }
}
