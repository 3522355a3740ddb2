/// Walks over the bytes of a short written value.
struct TextCursor {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool { index == bytes.count }

    mutating func skipBlanks() {
        while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
    }

    /// A run of at most 18 decimal digits; nil when there is none.
    mutating func digits() -> (value: Int, count: Int)? {
        let start = index
        var value = 0
        while index < bytes.count, (0x30...0x39).contains(bytes[index]), index - start < 18 {
            value = value * 10 + Int(bytes[index] - 0x30)
            index += 1
        }
        return index == start ? nil : (value, index - start)
    }

    /// The digits after a decimal point, as a part of 1; nil when there is no point with digits after it.
    mutating func fraction() -> Double? {
        guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "."), (0x30...0x39).contains(bytes[index + 1]) else { return nil }
        index += 1
        let start = index
        while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
        return Double("0." + String(decoding: bytes[start..<index], as: UTF8.self))
    }

    /// Takes one of the bytes if it comes next.
    mutating func takeOne(of candidates: [UInt8]) -> UInt8? {
        guard index < bytes.count, candidates.contains(bytes[index]) else { return nil }
        index += 1
        return bytes[index - 1]
    }

    /// Takes one of the words if it comes next; ASCII letters in either case.
    mutating func take(anyOf words: [[UInt8]]) -> Bool {
        for word in words where matches(word) {
            index += word.count
            return true
        }
        return false
    }

    private func matches(_ word: [UInt8]) -> Bool {
        guard !word.isEmpty, index + word.count <= bytes.count else { return false }
        return word.indices.allSatisfy { lower(bytes[index + $0]) == lower(word[$0]) }
    }

    private func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte + 0x20 : byte }
}
