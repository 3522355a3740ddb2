import Glibc

/// A file in memory, in one piece that stays where it is, as C libraries need it.
final class HeldBytes {
    private(set) var start: UnsafeMutableRawPointer?
    private(set) var count = 0
    private var capacity = 0

    deinit { free(start) }

    /// Everything that the source gives.
    ///
    /// - Throws: `WorkbookFault.tooLarge` beyond the limit, and what the source throws.
    init(_ first: [UInt8], then source: () throws -> [UInt8]?, atMost limit: Int) throws {
        try append(first, limit)
        while let chunk = try source() { try append(chunk, limit) }
    }

    func contains(_ bytes: [UInt8]) -> Bool {
        guard let start, let first = bytes.first, count >= bytes.count else { return false }
        let end = start + (count - bytes.count + 1)
        var next: UnsafeMutableRawPointer? = start
        while let from = next, from < end, let found = memchr(from, Int32(first), end - from) {
            if memcmp(found, bytes, bytes.count) == 0 { return true }
            next = found + 1
        }
        return false
    }

    private func append(_ chunk: [UInt8], _ limit: Int) throws {
        guard count + chunk.count <= limit else { throw WorkbookFault.tooLarge }
        if count + chunk.count > capacity {
            capacity = max(count + chunk.count, capacity + capacity / 2)
            guard let larger = realloc(start, capacity) else { throw WorkbookFault.tooLarge }
            start = larger
        }
        chunk.withUnsafeBytes { source in
            if let from = source.baseAddress { start?.advanced(by: count).copyMemory(from: from, byteCount: source.count) }
        }
        count += chunk.count
    }
}
