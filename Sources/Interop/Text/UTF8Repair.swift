/// Passes UTF-8 on in chunks, with U+FFFD for every byte that is none and for NUL.
struct UTF8Repair {
    /// Beginning of a sequence that the chunk's end cut off.
    private var carry: [UInt8] = []

    /// Bytes held back for the next chunk.
    var held: Int { carry.count }

    /// - Parameters:
    ///   - onBad: offset of a bad byte, counted from the first byte that was held back.
    mutating func repair(_ chunk: [UInt8], isLast: Bool, onBad: (Int) -> Void) -> [UInt8] {
        let bytes = carry.isEmpty ? chunk : carry + chunk
        carry = []
        let end = Self.endOfGoodBytes(bytes, from: 0)
        return end == bytes.count ? bytes : patched(bytes, from: end, isLast: isLast, onBad: onBad)
    }

    private mutating func patched(_ bytes: [UInt8], from start: Int, isLast: Bool, onBad: (Int) -> Void) -> [UInt8] {
        var text = Array(bytes[..<start])
        var index = start
        while index < bytes.count {
            if !isLast, bytes.withUnsafeBufferPointer({ UTF8Form.length($0, index) }) == .cut {
                carry = Array(bytes[index...])
                break
            }
            onBad(index)
            text += replacementCharacter
            let end = Self.endOfGoodBytes(bytes, from: index + 1)
            text += bytes[(index + 1)..<end]
            index = end
        }
        return text
    }

    /// Index of the first byte that is no UTF-8, is cut off, or is NUL.
    static func endOfGoodBytes(_ bytes: [UInt8], from start: Int) -> Int {
        bytes.withUnsafeBufferPointer { buffer in
            var index = start
            while index < buffer.count {
                index = endOfPlainBytes(buffer, from: index)
                guard index < buffer.count, buffer[index] != 0, case .whole(let count) = UTF8Form.length(buffer, index) else { return index }
                index += count
            }
            return index
        }
    }

    /// Eight bytes at a time while all are ASCII and none is NUL.
    private static func endOfPlainBytes(_ buffer: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        let (high, low): (UInt64, UInt64) = (0x8080_8080_8080_8080, 0x0101_0101_0101_0101)
        var index = start
        let raw = UnsafeRawBufferPointer(buffer)
        while index + 8 <= raw.count {
            let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            // A byte of the difference gets its high bit where the byte was 0.
            if (word | (word &- low)) & high != 0 { break }
            index += 8
        }
        while index < buffer.count, buffer[index] < 0x80, buffer[index] != 0 { index += 1 }
        return index
    }
}

/// U+FFFD in UTF-8. It marks what could not be read; a row with it is not taken in.
let replacementCharacter: [UInt8] = [0xEF, 0xBF, 0xBD]
