import CSodium

/// Random bytes of the operating system, fit for keys. Never used to draw samples: a draw has a published seed.
public enum RandomSource {
    public static func bytes(_ count: Int) -> [UInt8] {
        Sodium.start()
        var bytes = [UInt8](repeating: 0, count: count)
        randombytes_buf(&bytes, count)
        return bytes
    }

    /// A text that nobody can guess, for sessions and links: `bytes` random bytes in URL-safe Base64 without padding
    /// (32 bytes make 43 characters).
    public static func token(bytes count: Int = 32) -> String {
        let bytes = bytes(count)
        let variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING
        var text = [CChar](repeating: 0, count: sodium_base64_encoded_len(count, variant))
        sodium_bin2base64(&text, text.count, bytes, count, variant)
        return String(decoding: text.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
