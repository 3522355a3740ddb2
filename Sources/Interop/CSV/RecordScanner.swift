/// Finds the cells of one record in UTF-8 bytes (RFC 4180). Delimiters and quotes are ASCII, so bytes are enough.
struct RecordScanner {
    struct Span {
        var start: Int
        var end: Int
        /// Holds doubled quotes.
        var isEscaped: Bool
    }

    enum Outcome: Equatable {
        /// The record ends; the next one begins at the index.
        case record(next: Int)
        /// The bytes end before the record does.
        case needsMore
        /// The file ends inside a quoted cell.
        case unclosedQuote
        /// Something follows a closing quote.
        case badQuote
    }

    var delimiter = UInt8(ascii: ",")
    private(set) var spans: [Span] = []
    /// Line ends inside and after the record.
    private(set) var lines = 0

    typealias Bytes = UnsafeBufferPointer<UInt8>

    private static let quote = UInt8(ascii: "\"")
    private static let space = UInt8(ascii: " ")
    private static let lineFeed: UInt8 = 0x0A
    private static let carriageReturn: UInt8 = 0x0D

    /// - Parameter isLast: nothing follows the bytes.
    mutating func scan(_ bytes: Bytes, from start: Int, isLast: Bool) -> Outcome {
        spans.removeAll(keepingCapacity: true)
        lines = 0
        var index = start
        while true {
            if let broken = scanCell(bytes, &index, isLast) { return broken }
            guard index < bytes.count else { return isLast ? .record(next: index) : .needsMore }
            let byte = bytes[index]
            index += 1
            if byte == delimiter { continue }
            guard byte == Self.carriageReturn else { return ended(at: index) }
            guard index < bytes.count || isLast else { return .needsMore }
            return ended(at: index < bytes.count && bytes[index] == Self.lineFeed ? index + 1 : index)
        }
    }

    private mutating func ended(at next: Int) -> Outcome {
        lines += 1
        return .record(next: next)
    }

    /// Leaves `index` at the delimiter or line end after the cell.
    private mutating func scanCell(_ bytes: Bytes, _ index: inout Int, _ isLast: Bool) -> Outcome? {
        var first = index
        while first < bytes.count, bytes[first] == Self.space { first += 1 }
        if first < bytes.count, bytes[first] == Self.quote {
            index = first + 1
            return scanQuoted(bytes, &index, isLast)
        }
        let start = index
        while index < bytes.count {
            let byte = bytes[index]
            if byte == delimiter || byte == Self.lineFeed || byte == Self.carriageReturn { break }
            index += 1
        }
        spans.append(Span(start: start, end: index, isEscaped: false))
        return nil
    }

    private mutating func scanQuoted(_ bytes: Bytes, _ index: inout Int, _ isLast: Bool) -> Outcome? {
        var span = Span(start: index, end: index, isEscaped: false)
        while true {
            skipQuotedText(bytes, &index)
            guard index < bytes.count else { return isLast ? .unclosedQuote : .needsMore }
            guard index + 1 < bytes.count || isLast else { return .needsMore }
            guard index + 1 < bytes.count, bytes[index + 1] == Self.quote else { break }
            span.isEscaped = true
            index += 2
        }
        span.end = index
        spans.append(span)
        index += 1
        while index < bytes.count, bytes[index] == Self.space { index += 1 }
        guard index < bytes.count else { return nil }
        let byte = bytes[index]
        return byte == delimiter || byte == Self.lineFeed || byte == Self.carriageReturn ? nil : .badQuote
    }

    private mutating func skipQuotedText(_ bytes: Bytes, _ index: inout Int) {
        while index < bytes.count, bytes[index] != Self.quote {
            let byte = bytes[index]
            let isPair = byte == Self.carriageReturn && index + 1 < bytes.count && bytes[index + 1] == Self.lineFeed
            if byte == Self.lineFeed || (byte == Self.carriageReturn && !isPair) { lines += 1 }
            index += 1
        }
    }

    /// The text of a cell; doubled quotes become one.
    static func text(_ bytes: Bytes, _ span: Span) -> String {
        let raw = Bytes(rebasing: bytes[span.start..<span.end])
        guard span.isEscaped else { return String(decoding: raw, as: UTF8.self) }
        return String(unsafeUninitializedCapacity: raw.count) { target in
            var (count, index) = (0, 0)
            while index < raw.count {
                target[count] = raw[index]
                (count, index) = (count + 1, index + (raw[index] == quote ? 2 : 1))
            }
            return count
        }
    }
}
