extension SQL {
    /// The text with every `$n` replaced, except in quotes and comments, where `$1` is only text.
    ///
    /// Used to renumber a spliced fragment, and by a driver whose engine writes marks another way.
    public static func replacingMarks(in text: String, with mark: (Int) -> String) -> String {
        let bytes = Array(text.utf8)
        var replaced: [UInt8] = []
        replaced.reserveCapacity(bytes.count + 16)
        var start = 0
        while start < bytes.count {
            let end = endOfToken(in: bytes, from: start)
            if let number = markNumber(bytes[start..<end]) {
                replaced.append(contentsOf: mark(number).utf8)
            } else {
                replaced.append(contentsOf: bytes[start..<end])
            }
            start = end
        }
        return String(decoding: replaced, as: UTF8.self)
    }

    private static func markNumber(_ token: ArraySlice<UInt8>) -> Int? {
        guard token.first == UInt8(ascii: "$") else { return nil }
        return Int(String(decoding: token.dropFirst(), as: UTF8.self))
    }

    private static func endOfToken(in bytes: [UInt8], from start: Int) -> Int {
        let next = start + 1 < bytes.count ? bytes[start + 1] : 0
        switch bytes[start] {
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
            // A doubled quote ends one token and begins another: together they are still the same quotation.
            return end(of: [bytes[start]], in: bytes, from: start + 1)
        case UInt8(ascii: "-") where next == UInt8(ascii: "-"):
            return end(of: [UInt8(ascii: "\n")], in: bytes, from: start + 2)
        case UInt8(ascii: "/") where next == UInt8(ascii: "*"):
            return end(of: Array("*/".utf8), in: bytes, from: start + 2)
        case UInt8(ascii: "$"):
            return bytes[(start + 1)...].firstIndex { !isDigit($0) } ?? bytes.count
        default:
            return start + 1
        }
    }

    private static func end(of closing: [UInt8], in bytes: [UInt8], from start: Int) -> Int {
        var position = start
        while position < bytes.count {
            if bytes[position...].starts(with: closing) { return position + closing.count }
            position += 1
        }
        return bytes.count
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
