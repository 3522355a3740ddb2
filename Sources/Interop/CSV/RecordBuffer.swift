/// The bytes of the file that are read but not yet handed out: at most a record and a chunk.
struct RecordBuffer {
    private(set) var bytes: [UInt8] = []
    /// Where the next record begins.
    private(set) var start = 0
    /// Line of `start`, from 1.
    private(set) var line = 1
    private(set) var isAtEnd = false

    var waiting: Int { bytes.count - start }
    var isEmpty: Bool { waiting == 0 }

    /// Reads on until twice as much waits as before, so that a long record is not scanned again for every small chunk.
    mutating func fill(_ source: () throws -> [UInt8]?) throws {
        if start > 0 {
            bytes.removeSubrange(..<start)
            start = 0
        }
        let enough = max(bytes.count * 2, 4096)
        while bytes.count < enough {
            guard let chunk = try source() else {
                isAtEnd = true
                return
            }
            if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
        }
    }

    mutating func advance(to next: Int, lines: Int) {
        start = next
        line += lines
    }

    /// Leaves out the rest of the current line, at the end of the file all that waits. False when the line end has not been read yet.
    mutating func dropLine() -> Bool {
        guard let end = bytes.withUnsafeBufferPointer({ ByteSearch.lineEnd(in: $0, from: start) }) else {
            if isAtEnd { advance(to: bytes.count, lines: 1) }
            return isAtEnd
        }
        guard bytes[end] == 0x0D else {
            advance(to: end + 1, lines: 1)
            return true
        }
        guard end + 1 < bytes.count || isAtEnd else { return false }
        advance(to: end + 1 < bytes.count && bytes[end + 1] == 0x0A ? end + 2 : end + 1, lines: 1)
        return true
    }

    /// Leaves out the rest of a line that is too long to keep, chunk by chunk.
    mutating func skipLine(_ source: () throws -> [UInt8]?) throws {
        while !dropLine() {
            let endsWithReturn = bytes.last == 0x0D
            bytes = endsWithReturn ? [0x0D] : []
            start = 0
            guard let chunk = try source() else {
                isAtEnd = true
                continue
            }
            bytes += chunk
        }
    }
}
