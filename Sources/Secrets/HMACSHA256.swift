import CSodium

/// HMAC with SHA-256 (RFC 2104).
public enum HMACSHA256 {
    /// The 32 bytes that only a holder of the key can compute. The key may have any length.
    public static func code(for message: [UInt8], key: [UInt8]) -> [UInt8] {
        var state = crypto_auth_hmacsha256_state()
        var code = [UInt8](repeating: 0, count: Int(crypto_auth_hmacsha256_BYTES))
        crypto_auth_hmacsha256_init(&state, key, key.count)
        crypto_auth_hmacsha256_update(&state, message, UInt64(message.count))
        crypto_auth_hmacsha256_final(&state, &code)
        return code
    }

    public static func code(for message: String, key: [UInt8]) -> [UInt8] {
        code(for: Array(message.utf8), key: key)
    }

    /// Whether `code` belongs to the message, in a time that tells nothing about the right one.
    public static func isValid(_ code: [UInt8], for message: [UInt8], key: [UInt8]) -> Bool {
        ConstantTime.equal(code, self.code(for: message, key: key))
    }
}
