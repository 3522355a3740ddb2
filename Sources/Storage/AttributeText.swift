import Domain
import Foundation

/// Attributes as canonical JSON: names sorted, so that equal attributes have equal text (and hash).
///
/// Texts are strings, lists arrays of strings, flags booleans; `{"n":1.5}` a number, `{"d":"2026-11-25"}` a day, `{"i":1764036000000}` a moment.
public enum AttributeText {
    public static func encode(_ attributes: [String: AttributeValue]) -> String {
        var json = "{"
        for (index, name) in attributes.keys.sorted().enumerated() {
            if index > 0 { json += "," }
            json += JSONText.quoted(name) + ":" + encode(attributes[name]!)
        }
        return json + "}"
    }

    public static func decode(_ json: String) throws -> [String: AttributeValue] {
        if json == "{}" { return [:] }
        if let plain = PlainAttributes.read(json) { return plain }
        return try JSONDecoder().decode([String: Stored].self, from: Data(json.utf8)).mapValues(\.value)
    }

    private static func encode(_ value: AttributeValue) -> String {
        switch value {
        case .text(let text): JSONText.quoted(text)
        case .number(let number): "{\"n\":\(number)}"
        case .flag(let flag): flag ? "true" : "false"
        case .day(let day): "{\"d\":\"\(day.iso)\"}"
        case .instant(let instant): "{\"i\":\(instant.milliseconds)}"
        case .list(let items): JSONText.array(items)
        }
    }

    private struct Stored: Decodable {
        let value: AttributeValue

        private enum Key: String, CodingKey { case n, d, i }

        init(from decoder: any Decoder) throws {
            if let single = try? decoder.singleValueContainer() {
                if let text = try? single.decode(String.self) { value = .text(text); return }
                if let flag = try? single.decode(Bool.self) { value = .flag(flag); return }
                if let items = try? single.decode([String].self) { value = .list(items); return }
            }
            let container = try decoder.container(keyedBy: Key.self)
            if let number = try container.decodeIfPresent(Double.self, forKey: .n) { value = .number(number); return }
            if let milliseconds = try container.decodeIfPresent(Int64.self, forKey: .i) {
                value = .instant(Instant(milliseconds: milliseconds))
                return
            }
            guard let day = LocalDay(iso: try container.decode(String.self, forKey: .d)) else {
                throw DecodingError.dataCorruptedError(forKey: .d, in: container, debugDescription: "not a day")
            }
            value = .day(day)
        }
    }
}

/// JSON written by hand, because the encoder costs more than the row it describes.
public enum JSONText {
    public static func quoted(_ text: String) -> String {
        var out = "\""
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
        return out + "\""
    }

    public static func array(_ items: [String]) -> String { "[" + items.map(quoted).joined(separator: ",") + "]" }

    /// An object of strings, names sorted.
    public static func object(_ members: [String: String]) -> String {
        "{" + members.keys.sorted().map { quoted($0) + ":" + quoted(members[$0]!) }.joined(separator: ",") + "}"
    }

    /// Most lists and objects are empty, and the decoder costs more than the row.
    public static func strings(_ json: String) throws -> [String] { json == "[]" ? [] : try JSONDecoder().decode([String].self, from: Data(json.utf8)) }
    public static func members(_ json: String) throws -> [String: String] { json == "{}" ? [:] : try JSONDecoder().decode([String: String].self, from: Data(json.utf8)) }
}
