/// A value written as JSON, for data attributes that scripts read.
public struct JSONText: Sendable, Hashable {
    public let text: String

    public init(_ string: String) { text = Self.quoted(string) }
    public init(_ strings: [String]) { text = "[" + strings.map(Self.quoted).joined(separator: ",") + "]" }
    public init(_ pairs: [(String, String)]) {
        text = "{" + pairs.map { Self.quoted($0.0) + ":" + Self.quoted($0.1) }.joined(separator: ",") + "}"
    }

    private static func quoted(_ string: String) -> String {
        var out = "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "<", ">", "&", "\u{2028}", "\u{2029}", "\u{0}"..."\u{1f}": out += escape(scalar)
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let hex = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
    }
}
