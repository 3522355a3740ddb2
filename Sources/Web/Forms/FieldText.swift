import Foundation

/// `name=value&…` as browsers send it in a query or a form body: `+` is a space, `%XX` a byte of UTF-8.
enum FieldText {
    /// - Throws: ``BadForm`` when the bytes are not UTF-8, hold a NUL, or are too many fields.
    static func pairs(_ bytes: some Collection<UInt8>, atMost limit: Int = 10_000) throws(BadForm) -> [Form.Field] {
        var fields: [Form.Field] = []
        for part in bytes.split(separator: UInt8(ascii: "&")) {
            guard fields.count < limit else { throw .tooManyFields }
            let sign = part.firstIndex(of: UInt8(ascii: "="))
            let name = try text(decoded(part[..<(sign ?? part.endIndex)]))
            let value = try sign.map { sign throws(BadForm) in try text(decoded(part[part.index(after: sign)...])) } ?? ""
            fields.append(Form.Field(name: name, value: value))
        }
        return fields
    }

    /// A part of a path: `%XX` only, because `+` is itself there.
    static func segment(_ text: Substring) throws(BadForm) -> String {
        try self.text(percentDecoded(Array(text.utf8)))
    }

    /// Checked UTF-8; browsers send line ends as CR LF, everything behind the door has LF.
    static func text(_ bytes: [UInt8]) throws(BadForm) -> String {
        guard !bytes.contains(0) else { throw .holdsNUL }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
        return text.utf8.contains(0x0d) ? text.replacingOccurrences(of: "\r\n", with: "\n") : text
    }

    private static func decoded(_ part: some Collection<UInt8>) -> [UInt8] {
        percentDecoded(part.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 })
    }

    /// A percent sign that begins no byte stays one.
    private static func percentDecoded(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(UInt8(ascii: "%")) else { return bytes }
        var out: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, let high = hex(bytes[index + 1]), let low = hex(bytes[index + 2]) {
                out.append(high << 4 | low)
                index += 3
            } else {
                out.append(bytes[index])
                index += 1
            }
        }
        return out
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
