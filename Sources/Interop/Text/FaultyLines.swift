import Domain

/// Counts lines and bytes of what was read, and tells bad bytes: one finding a line, up to a limit, then their number.
struct FaultyLines {
    /// More bad lines than this are only counted.
    static let limit = 100

    private let name: String?
    private var offset = 0
    private var lineFeeds = 0
    private var carriageReturns = 0
    private var lastLine = 0
    private var count = 0

    init(name: String?) { self.name = name }

    /// Bytes that belong to no line, such as a byte order mark.
    mutating func skip(_ bytes: Int) { offset += bytes }

    /// - Parameter bad: offsets into `chunk`, ascending; negative for bytes held back from the chunk before.
    mutating func note(_ bad: [Int], in chunk: [UInt8], _ onFinding: (Finding) -> Void) {
        var passed = 0
        for index in bad {
            let upTo = min(max(index, passed), chunk.count)
            pass(chunk[passed..<upTo])
            passed = upTo
            tell(at: offset + index - upTo, onFinding)
        }
        pass(chunk[passed...])
    }

    /// At the end: how many lines had bad bytes, when not all were told.
    func summarise(_ onFinding: (Finding) -> Void) {
        guard count > Self.limit else { return }
        onFinding(Finding(.warning, "text.badBytesInAll", at: Place(source: name), ["lines": String(count)]))
    }

    private mutating func pass(_ bytes: ArraySlice<UInt8>) {
        offset += bytes.count
        bytes.withUnsafeBufferPointer {
            lineFeeds += ByteSearch.count(0x0A, in: $0)
            if lineFeeds == 0 { carriageReturns += ByteSearch.count(0x0D, in: $0) }
        }
    }

    /// Lines end with LF; a file without any is taken to end them with CR.
    private var line: Int { 1 + (lineFeeds > 0 ? lineFeeds : carriageReturns) }

    private mutating func tell(at offset: Int, _ onFinding: (Finding) -> Void) {
        guard line != lastLine else { return }
        (lastLine, count) = (line, count + 1)
        guard count <= Self.limit else { return }
        onFinding(Finding(.error, "text.badBytes", at: Place(source: name, line: line), ["offset": String(offset)]))
    }
}
