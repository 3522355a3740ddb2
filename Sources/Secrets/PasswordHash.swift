import CSodium

/// Passwords as Argon2id (RFC 9106), kept as one text that carries its own parameters and salt:
/// `$argon2id$v=19$m=19456,t=2,p=1$…`.
///
/// Hashing costs tens of milliseconds and 19 MiB on purpose: run it on a bounded number of threads, never on the one that serves.
public struct PasswordHash: Sendable {
    public let cost: Cost

    public struct Cost: Sendable, Hashable {
        /// How often the memory is passed over (t).
        public var passes: UInt64
        /// Memory in KiB (m); 8 is the least.
        public var memory: Int

        public init(passes: UInt64, memory: Int) {
            self.passes = passes
            self.memory = memory
        }

        /// t = 2, m = 19 MiB: the second choice of OWASP's password storage recommendation.
        public static let recommended = Cost(passes: 2, memory: 19 * 1024)
        /// Only for tests, which log in by the thousand.
        public static let cheapest = Cost(passes: 1, memory: 8)

        fileprivate var bytes: Int { memory * 1024 }
    }

    public enum Failure: Error, Sendable, Hashable {
        /// There was not the memory for it, or the cost is below the least.
        case notComputed
    }

    public init(cost: Cost = .recommended) {
        Sodium.start()
        self.cost = cost
    }

    /// The text to keep. The same password gives another text each time.
    public func encode(_ password: String) throws(Failure) -> String {
        var encoded = [CChar](repeating: 0, count: Int(crypto_pwhash_argon2id_STRBYTES))
        let bytes = password.utf8.map(CChar.init(bitPattern:))
        let code = crypto_pwhash_argon2id_str(&encoded, bytes, UInt64(bytes.count), cost.passes, cost.bytes)
        guard code == 0 else { throw .notComputed }
        return String(decoding: encoded.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Whether the password is the one that was encoded. A text that is no encoded password matches nothing.
    public func verify(_ password: String, against encoded: String) -> Bool {
        let bytes = password.utf8.map(CChar.init(bitPattern:))
        return fixed(encoded).map { crypto_pwhash_argon2id_str_verify($0, bytes, UInt64(bytes.count)) == 0 } ?? false
    }

    /// Whether the text was made at another cost (or is none): encode again at the next successful log-in.
    public func needsRehash(_ encoded: String) -> Bool {
        fixed(encoded).map { crypto_pwhash_argon2id_str_needs_rehash($0, cost.passes, cost.bytes) != 0 } ?? true
    }

    /// The text in the fixed length that libsodium reads.
    private func fixed(_ encoded: String) -> [CChar]? {
        let size = Int(crypto_pwhash_argon2id_STRBYTES)
        let text = encoded.utf8.map(CChar.init(bitPattern:))
        guard text.count < size, !text.contains(0) else { return nil }
        return text + Array(repeating: 0, count: size - text.count)
    }
}
