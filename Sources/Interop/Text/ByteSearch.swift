import Glibc

/// Finds bytes with the C library's `memchr`, which looks at many at a time.
enum ByteSearch {
    /// Index of the first `byte` at or after `start`; nil when there is none.
    static func first(_ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard start < bytes.count, let base = bytes.baseAddress, let found = memchr(base + start, Int32(byte), bytes.count - start) else { return nil }
        return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
    }

    static func count(_ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var (count, start) = (0, 0)
        while let index = first(byte, in: bytes, from: start) { (count, start) = (count + 1, index + 1) }
        return count
    }

    /// Index of the first LF or CR at or after `start`.
    static func lineEnd(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard let feed = first(0x0A, in: bytes, from: start) else { return first(0x0D, in: bytes, from: start) }
        return first(0x0D, in: UnsafeBufferPointer(rebasing: bytes[..<feed]), from: start) ?? feed
    }
}
