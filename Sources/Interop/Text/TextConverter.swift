import Glibc

/// Converts another encoding to UTF-8 in chunks, with the C library's `iconv`. It holds the conversion's state, hence a class.
final class TextConverter {
    private let descriptor: iconv_t
    private var carry: [UInt8] = []

    /// Nil when the C library does not know the encoding (its conversion modules are not installed).
    convenience init?(from encoding: TextEncoding) { self.init("UTF-8", from: encoding.rawValue) }

    /// The other way: UTF-8 into another encoding.
    convenience init?(to encoding: TextEncoding) { self.init(encoding.rawValue, from: "UTF-8") }

    private init?(_ target: String, from source: String) {
        guard let opened = iconv_open(target, source), Int(bitPattern: opened) != -1 else { return nil }
        descriptor = opened
    }

    deinit { iconv_close(descriptor) }

    /// Bytes held back for the next chunk.
    var held: Int { carry.count }

    /// - Parameters:
    ///   - onBad: offset of a bad byte, counted from the first byte that was held back.
    func convert(_ chunk: [UInt8], isLast: Bool, onBad: (Int) -> Void) -> [UInt8] {
        var input = carry.isEmpty ? chunk : carry + chunk
        carry = []
        var text: [UInt8] = []
        text.reserveCapacity(input.count * 2)
        var index = 0
        while index < input.count {
            let step = step(&input, from: index, into: &text)
            index += step.read
            switch step.fault {
            case nil, E2BIG: continue
            case EINVAL where !isLast:
                carry = Array(input[index...])
                return text
            default:
                onBad(index)
                text += replacementCharacter
                index += 1
            }
        }
        return text
    }

    /// Converts as much as fits into one output buffer; `fault` is the error number that stopped it.
    private func step(_ input: inout [UInt8], from start: Int, into text: inout [UInt8]) -> (read: Int, fault: Int32?) {
        let room = 64 * 1024
        var fault: Int32?
        var read = 0
        let converted = [UInt8](unsafeUninitializedCapacity: room) { output, count in
            input.withUnsafeMutableBytes { bytes in
                var source = bytes.baseAddress?.advanced(by: start).assumingMemoryBound(to: CChar.self)
                var (left, free) = (bytes.count - start, room)
                output.baseAddress!.withMemoryRebound(to: CChar.self, capacity: room) { base in
                    var target: UnsafeMutablePointer<CChar>? = base
                    if iconv(descriptor, &source, &left, &target, &free) == -1 { fault = errno }
                }
                (read, count) = (bytes.count - start - left, room - free)
            }
        }
        text += converted
        return (read, fault)
    }
}
