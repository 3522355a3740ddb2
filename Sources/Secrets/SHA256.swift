import CSodium

/// SHA-256 (FIPS 180-4), in one go or piece by piece.
///
/// ```swift
/// var hash = SHA256()
/// hash.update(header)
/// hash.update(body)
/// let digest = hash.digest   // 32 bytes
/// ```
public struct SHA256: Sendable {
    private var state = crypto_hash_sha256_state()

    public init() {
        crypto_hash_sha256_init(&state)
    }

    public mutating func update(_ bytes: [UInt8]) {
        crypto_hash_sha256_update(&state, bytes, UInt64(bytes.count))
    }

    /// The UTF-8 bytes of a text.
    public mutating func update(_ text: String) {
        update(Array(text.utf8))
    }

    /// The 32 bytes for what has come so far; more may follow.
    public var digest: [UInt8] {
        var last = state
        var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        crypto_hash_sha256_final(&last, &digest)
        return digest
    }

    public static func digest(of bytes: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.update(bytes)
        return hash.digest
    }

    public static func digest(of text: String) -> [UInt8] {
        digest(of: Array(text.utf8))
    }

    /// 64 lower-case hexadecimal digits.
    public static func hex(of bytes: [UInt8]) -> String {
        Hexadecimal.text(digest(of: bytes))
    }

    public static func hex(of text: String) -> String {
        hex(of: Array(text.utf8))
    }
}
