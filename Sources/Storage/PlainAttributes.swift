import Domain

/// Reads the canonical text of attributes as `AttributeText` writes it, in one pass over its bytes.
///
/// Every planned event and every recorded contact reads such a text; the general decoder took longer than the row's query.
/// What is not plain (an escaped character, another order, white space) is left to the general decoder.
struct PlainAttributes {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var next = 0

    /// - Returns: nil when the text is not plain; it may still be right.
    static func read(_ json: String) -> [String: AttributeValue]? {
        var json = json
        return json.withUTF8 { bytes in
            var reader = PlainAttributes(bytes)
            return reader.object()
        }
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private mutating func object() -> [String: AttributeValue]? {
        guard take("{") else { return nil }
        var attributes: [String: AttributeValue] = [:]
        repeat {
            guard let name = text(), take(":"), let value = value() else { return nil }
            attributes[name] = value
        } while take(",")
        return take("}") && next == bytes.count ? attributes : nil
    }

    private mutating func value() -> AttributeValue? {
        guard next < bytes.count else { return nil }
        switch bytes[next] {
        case UInt8(ascii: "\""): return text().map(AttributeValue.text)
        case UInt8(ascii: "["): return list().map(AttributeValue.list)
        case UInt8(ascii: "t"): return take("true") ? .flag(true) : nil
        case UInt8(ascii: "f"): return take("false") ? .flag(false) : nil
        default: return marked()
        }
    }

    /// A number, a day or a moment: `{"n":1.5}`, `{"d":"2026-11-25"}`, `{"i":1764036000000}`.
    private mutating func marked() -> AttributeValue? {
        if take("{\"n\":"), let number = Double(digits()), take("}") { return .number(number) }
        if take("{\"i\":"), let moment = Int64(digits()), take("}") { return .instant(Instant(milliseconds: moment)) }
        if take("{\"d\":"), let day = text().flatMap({ LocalDay(iso: $0) }), take("}") { return .day(day) }
        return nil
    }

    private mutating func list() -> [String]? {
        guard take("[") else { return nil }
        if take("]") { return [] }
        var items: [String] = []
        repeat {
            guard let item = text() else { return nil }
            items.append(item)
        } while take(",")
        return take("]") ? items : nil
    }

    private mutating func text() -> String? {
        guard take("\"") else { return nil }
        let start = next
        while next < bytes.count, bytes[next] != UInt8(ascii: "\"") {
            if bytes[next] == UInt8(ascii: "\\") { return nil }
            next += 1
        }
        let found = String(decoding: bytes[start..<next], as: UTF8.self)
        return take("\"") ? found : nil
    }

    private mutating func digits() -> String {
        let start = next
        while next < bytes.count, bytes[next] != UInt8(ascii: "}") { next += 1 }
        return String(decoding: bytes[start..<next], as: UTF8.self)
    }

    private mutating func take(_ word: StaticString) -> Bool {
        guard bytes.count - next >= word.utf8CodeUnitCount else { return false }
        for offset in 0..<word.utf8CodeUnitCount where bytes[next + offset] != word.utf8Start[offset] { return false }
        next += word.utf8CodeUnitCount
        return true
    }
}
