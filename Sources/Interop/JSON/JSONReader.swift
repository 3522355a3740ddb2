import Domain

/// Reads a JSON document (RFC 8259) strictly: one value, UTF-8, no name twice in an object, not nested without end.
///
/// A lenient reader would let two programs understand the same bytes differently.
public struct JSONReader {
    /// What is wrong with the bytes, and where.
    public struct Fault: Error, Sendable, Hashable {
        public enum Kind: String, Sendable { case notUTF8, notJSON, tooDeep, twice, badCharacter }

        public var kind: Kind
        /// From 1; the column counts bytes.
        public var line: Int
        public var column: Int
        /// The name that stands twice.
        public var name: String?

        public var finding: Finding {
            Finding(.error, "json." + kind.rawValue, at: Place(line: line, column: column), name.map { ["name": String($0.prefix(60))] } ?? [:])
        }
    }

    private let bytes: [UInt8]
    private let depth: Int
    private var next = 0

    /// - Parameter depth: how deep lists and objects may lie in each other.
    public static func read(_ bytes: [UInt8], depth: Int = 32) throws(Fault) -> JSONValue {
        var reader = JSONReader(bytes, depth)
        guard String(validating: bytes, as: UTF8.self) != nil else { throw reader.fault(.notUTF8) }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.next = 3 }
        let value = try reader.value(inside: 0)
        reader.skipBlanks()
        guard reader.next == bytes.count else { throw reader.fault(.notJSON) }
        return value
    }

    private init(_ bytes: [UInt8], _ depth: Int) { (self.bytes, self.depth) = (bytes, depth) }

    private mutating func value(inside level: Int) throws(Fault) -> JSONValue {
        skipBlanks()
        guard next < bytes.count else { throw fault(.notJSON) }
        switch bytes[next] {
        case UInt8(ascii: "{"): return try object(inside: level)
        case UInt8(ascii: "["): return try list(inside: level)
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "t"): return try word("true", .flag(true))
        case UInt8(ascii: "f"): return try word("false", .flag(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func object(inside level: Int) throws(Fault) -> JSONValue {
        guard level < depth else { throw fault(.tooDeep) }
        next += 1
        var members: [JSONValue.Member] = []
        var names: Set<String> = []
        if take(UInt8(ascii: "}")) { return .object([]) }
        repeat {
            skipBlanks()
            let start = next
            guard start < bytes.count, bytes[start] == UInt8(ascii: "\"") else { throw fault(.notJSON) }
            let name = try text()
            guard names.insert(name).inserted else { throw fault(.twice, at: start, name) }
            guard take(UInt8(ascii: ":")) else { throw fault(.notJSON) }
            members.append(.init(name, try value(inside: level + 1)))
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw fault(.notJSON) }
        return .object(members)
    }

    private mutating func list(inside level: Int) throws(Fault) -> JSONValue {
        guard level < depth else { throw fault(.tooDeep) }
        next += 1
        if take(UInt8(ascii: "]")) { return .list([]) }
        var items: [JSONValue] = []
        repeat { items.append(try value(inside: level + 1)) } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw fault(.notJSON) }
        return .list(items)
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(Fault) -> JSONValue {
        guard bytes[next...].starts(with: word.utf8) else { throw fault(.notJSON) }
        next += word.utf8.count
        return value
    }

    /// `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`
    private mutating func number() throws(Fault) -> String {
        let start = next
        skip(UInt8(ascii: "-"))
        if !skip(UInt8(ascii: "0")) { try digits() }
        if skip(UInt8(ascii: ".")) { try digits() }
        if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
            if !skip(UInt8(ascii: "+")) { skip(UInt8(ascii: "-")) }
            try digits()
        }
        return String(decoding: bytes[start..<next], as: UTF8.self)
    }

    private mutating func digits() throws(Fault) {
        let start = next
        while next < bytes.count, (0x30...0x39).contains(bytes[next]) { next += 1 }
        guard next > start else { throw fault(.notJSON) }
    }

    private mutating func text() throws(Fault) -> String {
        next += 1
        var out: [UInt8] = []
        while next < bytes.count {
            switch bytes[next] {
            case UInt8(ascii: "\""):
                next += 1
                return String(decoding: out, as: UTF8.self)
            case UInt8(ascii: "\\"): try escape(&out)
            case 0..<0x20: throw fault(.badCharacter)
            default:
                out.append(bytes[next])
                next += 1
            }
        }
        throw fault(.notJSON)
    }

    private mutating func escape(_ out: inout [UInt8]) throws(Fault) {
        next += 1
        guard next < bytes.count else { throw fault(.notJSON) }
        let sign = bytes[next]
        next += 1
        if sign == UInt8(ascii: "u") { return out.append(contentsOf: Array(String(try escapedScalar()).utf8)) }
        guard let plain = Self.escapes[sign] else { throw fault(.notJSON, at: next - 1) }
        out.append(plain)
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F, UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C,
        UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
    ]

    /// A character beyond the first plane is two escapes. NUL and half a pair are no characters of a text.
    private mutating func escapedScalar() throws(Fault) -> Unicode.Scalar {
        let start = next - 2
        var code = try fourDigits()
        if (0xD800...0xDBFF).contains(code), skip(UInt8(ascii: "\\")), skip(UInt8(ascii: "u")) {
            let low = try fourDigits()
            guard (0xDC00...0xDFFF).contains(low) else { throw fault(.badCharacter, at: start) }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard code != 0, let scalar = Unicode.Scalar(code) else { throw fault(.badCharacter, at: start) }
        return scalar
    }

    private mutating func fourDigits() throws(Fault) -> UInt32 {
        guard next + 4 <= bytes.count, bytes[next..<next + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let code = UInt32(String(decoding: bytes[next..<next + 4], as: UTF8.self), radix: 16)
        else { throw fault(.notJSON) }
        next += 4
        return code
    }

    // MARK: Bytes

    private mutating func skipBlanks() {
        while next < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[next]) { next += 1 }
    }

    @discardableResult
    private mutating func skip(_ byte: UInt8) -> Bool {
        guard next < bytes.count, bytes[next] == byte else { return false }
        next += 1
        return true
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipBlanks()
        return skip(byte)
    }

    private func fault(_ kind: Fault.Kind, at place: Int? = nil, _ name: String? = nil) -> Fault {
        let before = bytes[..<min(place ?? next, bytes.count)]
        let line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
        let column = before.count - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
        return Fault(kind: kind, line: line, column: column, name: name)
    }
}
