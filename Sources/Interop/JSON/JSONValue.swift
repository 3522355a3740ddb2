/// A JSON document as it was written: members in their order, numbers with all their digits.
public enum JSONValue: Sendable, Hashable {
    case null
    case flag(Bool)
    /// The digits as they stand, so that no long number loses any.
    case number(String)
    case text(String)
    case list([JSONValue])
    case object([Member])

    public struct Member: Sendable, Hashable {
        public var name: String
        public var value: JSONValue

        public init(_ name: String, _ value: JSONValue) { (self.name, self.value) = (name, value) }
    }

    /// The member of an object; nil for any other value and where there is none.
    public subscript(name: String) -> JSONValue? {
        if case .object(let members) = self { members.first { $0.name == name }?.value } else { nil }
    }
}

// MARK: Making

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .text(value) }
    public init(integerLiteral value: Int) { self = .number(String(value)) }
    public init(booleanLiteral value: Bool) { self = .flag(value) }
    public init(arrayLiteral elements: JSONValue...) { self = .list(elements) }
    public init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(elements.map { Member($0.0, $0.1) }) }

    public static func count(_ number: Int) -> JSONValue { .number(String(number)) }

    /// A number that is whole is written without a point.
    public static func number(_ number: Double) -> JSONValue {
        number == number.rounded() && abs(number) < 1e15 ? .number(String(Int64(number))) : .number(String(number))
    }

    public static func text(_ text: String?) -> JSONValue { text.map { .text($0) } ?? .null }
    public static func texts(_ texts: [String]) -> JSONValue { .list(texts.map { .text($0) }) }

    /// The object without the members that are null.
    public var withoutNulls: JSONValue {
        if case .object(let members) = self { .object(members.filter { $0.value != .null }) } else { self }
    }
}

// MARK: Writing

extension JSONValue {
    /// The document in one line.
    public var written: String {
        var out = ""
        write(to: &out)
        return out
    }

    private func write(to out: inout String) {
        switch self {
        case .null: out += "null"
        case .flag(let flag): out += flag ? "true" : "false"
        case .number(let digits): out += digits
        case .text(let text): Self.quote(text, to: &out)
        case .list(let items):
            out += "["
            for (index, item) in items.enumerated() {
                if index > 0 { out += "," }
                item.write(to: &out)
            }
            out += "]"
        case .object(let members):
            out += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { out += "," }
                Self.quote(member.name, to: &out)
                out += ":"
                member.value.write(to: &out)
            }
            out += "}"
        }
    }

    private static func quote(_ text: String, to out: inout String) {
        out += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: out.unicodeScalars.append(scalar)
            }
        }
        out += "\""
    }
}
