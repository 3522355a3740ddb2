import Foundation

/// Reads `multipart/form-data` (RFC 7578, RFC 2046) as it arrives, in pieces of any size, keeping no more than a piece and a delimiter.
///
/// It is strict where being kind would let two readers see two things: a delimiter is CR LF, `--`, the boundary, blanks, CR LF.
struct MultipartReader {
    enum Event: Equatable {
        case part(PartHeader)
        case data([UInt8])
        case endOfPart
    }

    static let longestHeader = 16 * 1024
    private static let longestPreamble = 64 * 1024

    private enum State { case preamble, delimiter, header, body, finished }

    private let delimiter: [UInt8]
    /// Begins with a line end, because the first delimiter may stand at the very beginning.
    private var waiting: [UInt8] = [0x0d, 0x0a]
    private var state = State.preamble
    private var skipped = 0

    /// - Parameter boundary: as the content type names it: 1 to 70 printable characters.
    init(boundary: String) throws(BadForm) {
        let bytes = Array(boundary.utf8)
        guard (1...70).contains(bytes.count), bytes.allSatisfy({ (0x20...0x7e).contains($0) }), bytes.last != 0x20 else {
            throw .malformed(.noBoundary)
        }
        delimiter = [0x0d, 0x0a, 0x2d, 0x2d] + bytes
    }

    /// Whether the closing delimiter has been read; what follows it is nothing.
    var isFinished: Bool { state == .finished }

    /// Takes the next piece; hands out what is complete.
    mutating func read(_ piece: some Sequence<UInt8>, _ event: (Event) throws -> Void) throws {
        if isFinished { return }
        waiting.append(contentsOf: piece)
        while try advance(event) {}
    }

    /// - Throws: when the bytes ended before the closing delimiter.
    func finish() throws(BadForm) {
        guard isFinished else { throw .malformed(state == .preamble ? .noDelimiter : .cutShort) }
    }

    /// One step; false when it needs more bytes, or no more at all.
    private mutating func advance(_ event: (Event) throws -> Void) throws -> Bool {
        switch state {
        case .preamble: return try skipPreamble()
        case .delimiter: return try endDelimiter()
        case .header: return try readHeader(event)
        case .body: return try readBody(event)
        case .finished: return false
        }
    }

    private mutating func skipPreamble() throws -> Bool {
        let found = waiting.place(of: delimiter)
        guard skipped + (found ?? waiting.count) <= Self.longestPreamble else { throw BadForm.malformed(.noDelimiter) }
        guard let found else {
            skipped += max(0, waiting.count - delimiter.count + 1)
            waiting.removeFirst(max(0, waiting.count - delimiter.count + 1))
            return false
        }
        waiting.removeSubrange(..<(found + delimiter.count))
        state = .delimiter
        return true
    }

    /// After a boundary: `--` closes, else blanks and a line end open a part.
    private mutating func endDelimiter() throws -> Bool {
        guard waiting.count >= 2 else { return false }
        if waiting[0] == 0x2d, waiting[1] == 0x2d {
            (state, waiting) = (.finished, [])
            return false
        }
        let line = waiting.prefix { $0 == 0x20 || $0 == 0x09 }.count
        guard line <= 256 else { throw BadForm.malformed(.noDelimiter) }
        guard waiting.count >= line + 2 else { return false }
        guard waiting[line] == 0x0d, waiting[line + 1] == 0x0a else { throw BadForm.malformed(.noDelimiter) }
        // The line end stays: headers that are empty are then a blank line like all others.
        waiting.removeFirst(line)
        state = .header
        return true
    }

    private mutating func readHeader(_ event: (Event) throws -> Void) throws -> Bool {
        let end = waiting.place(of: [0x0d, 0x0a, 0x0d, 0x0a])
        guard end ?? waiting.count <= Self.longestHeader else { throw BadForm.malformed(.headerTooLong) }
        guard let end else { return false }
        let header = try PartHeader(waiting[..<end])
        waiting.removeSubrange(..<(end + 4))
        state = .body
        try event(.part(header))
        return true
    }

    /// Content is handed out up to the delimiter, or up to where a delimiter may have begun.
    private mutating func readBody(_ event: (Event) throws -> Void) throws -> Bool {
        let found = waiting.place(of: delimiter)
        let end = found ?? max(0, waiting.count - delimiter.count + 1)
        if end > 0 { try event(.data(Array(waiting[..<end]))) }
        waiting.removeSubrange(..<(end + (found == nil ? 0 : delimiter.count)))
        guard found != nil else { return false }
        state = .delimiter
        try event(.endOfPart)
        return true
    }
}

extension [UInt8] {
    /// Where `other` first stands; nil when it does not. An upload of a gigabyte passes through here.
    func place(of other: [UInt8]) -> Int? {
        withUnsafeBufferPointer { here in
            other.withUnsafeBufferPointer { wanted in
                guard let start = here.baseAddress, let first = wanted.baseAddress else { return nil }
                var from = 0
                while from + wanted.count <= here.count {
                    guard let hit = memchr(start + from, Int32(first[0]), here.count - wanted.count - from + 1) else { return nil }
                    let index = hit - UnsafeMutableRawPointer(mutating: start)
                    if memcmp(start + index, first, wanted.count) == 0 { return index }
                    from = index + 1
                }
                return nil
            }
        }
    }
}
