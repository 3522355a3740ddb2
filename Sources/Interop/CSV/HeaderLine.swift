/// The first line of a table decides its delimiter.
enum HeaderLine {
    enum Found: Equatable {
        /// The header begins at `start`, after so many lines.
        case header(delimiter: UInt8, start: Int, linesBefore: Int)
        case needsMore
        case nothing
    }

    /// Leaves out empty lines and Excel's `sep=;`, then takes of comma, semicolon and tab the one that occurs most outside quotes.
    static func find(in bytes: UnsafeBufferPointer<UInt8>, from start: Int, isLast: Bool) -> Found {
        var (index, lines) = (start, 0)
        var given: UInt8?
        while let end = endOfLine(bytes, from: index, isLast: isLast) {
            if let separator = separator(bytes[index..<end]) {
                given = separator
            } else if !isBlank(bytes[index..<end]) {
                return .header(delimiter: given ?? mostFrequent(bytes[index..<end]), start: index, linesBefore: lines)
            }
            guard end < bytes.count else { return .nothing }
            let isPair = bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A
            (index, lines) = (isPair ? end + 2 : end + 1, lines + 1)
        }
        return isLast ? .nothing : .needsMore
    }

    /// End of the line, quoted line ends passed over; nil when it has not been read yet.
    private static func endOfLine(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isLast: Bool) -> Int? {
        var isQuoted = false
        for index in start..<bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case 0x0A where !isQuoted: return index
            // The LF of a pair may still be on its way.
            case 0x0D where !isQuoted: return index + 1 < bytes.count || isLast ? index : nil
            default: continue
            }
        }
        return isLast && start < bytes.count ? bytes.count : nil
    }

    private static func separator(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> UInt8? {
        guard line.count == 5, line.dropLast().elementsEqual("sep=".utf8), let mark = line.last, candidates.contains(mark) else { return nil }
        return mark
    }

    private static func isBlank(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        line.allSatisfy { $0 == 0x20 || candidates.contains($0) }
    }

    private static let candidates: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09]

    private static func mostFrequent(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> UInt8 {
        var counts = [0, 0, 0]
        var isQuoted = false
        for byte in line {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted, let candidate = candidates.firstIndex(of: byte) { counts[candidate] += 1 }
        }
        let best = counts.indices.max { counts[$0] < counts[$1] || (counts[$0] == counts[$1] && $0 > $1) }
        return candidates[best ?? 0]
    }
}
