import CSodium

/// Seals fields at rest: XChaCha20-Poly1305 with a random nonce, bound to its context.
///
/// Sealed bytes: algorithm (1), key id (1), nonce (24), ciphertext with its tag (text + 16). Algorithm and key id stand
/// in front so that another algorithm (SM4, say) or a new key can follow while old fields still open.
public struct FieldSeal: Sendable {
    private let keys: [UInt8: SecretKey]
    private let current: UInt8
    private let sealingKey: SecretKey

    /// XChaCha20-Poly1305 (IETF), as libsodium has it.
    public static let algorithm: UInt8 = 1

    public enum Failure: Error, Sendable, Hashable {
        case tooShort
        case unknownAlgorithm(UInt8)
        case unknownKey(UInt8)
        /// Changed, moved to another context, or sealed with another key of the same id.
        case notAuthentic
    }

    /// `keys` open, the `current` one also seals; it must be among them.
    public init(keys: [UInt8: SecretKey], current: UInt8) {
        guard let sealingKey = keys[current] else { preconditionFailure("the current key \(current) is not among the keys") }
        Sodium.start()
        self.keys = keys
        self.current = current
        self.sealingKey = sealingKey
    }

    /// `context` names the place, for example `party.phone:` and the row's id: the bytes open nowhere else.
    public func seal(_ bytes: [UInt8], context: String) -> [UInt8] {
        let head = [FieldSeal.algorithm, current]
        let nonce = RandomSource.bytes(FieldSeal.nonceSize)
        let bound = FieldSeal.bound(head, context)
        var cipher = [UInt8](repeating: 0, count: bytes.count + FieldSeal.tagSize)
        crypto_aead_xchacha20poly1305_ietf_encrypt(
            &cipher, nil, bytes, UInt64(bytes.count), bound, UInt64(bound.count), nil, nonce, sealingKey.bytes)
        return head + nonce + cipher
    }

    public func seal(_ text: String, context: String) -> [UInt8] {
        seal(Array(text.utf8), context: context)
    }

    public func open(_ sealed: [UInt8], context: String) throws(Failure) -> [UInt8] {
        guard sealed.count >= FieldSeal.headSize + FieldSeal.nonceSize + FieldSeal.tagSize else { throw .tooShort }
        let key = try key(for: sealed)
        let bound = FieldSeal.bound(Array(sealed.prefix(FieldSeal.headSize)), context)
        let nonce = Array(sealed[FieldSeal.headSize..<FieldSeal.headSize + FieldSeal.nonceSize])
        let cipher = Array(sealed.dropFirst(FieldSeal.headSize + FieldSeal.nonceSize))
        var bytes = [UInt8](repeating: 0, count: cipher.count - FieldSeal.tagSize)
        let code = crypto_aead_xchacha20poly1305_ietf_decrypt(
            &bytes, nil, nil, cipher, UInt64(cipher.count), bound, UInt64(bound.count), nonce, key.bytes)
        guard code == 0 else { throw .notAuthentic }
        return bytes
    }

    public func openText(_ sealed: [UInt8], context: String) throws(Failure) -> String {
        String(decoding: try open(sealed, context: context), as: UTF8.self)
    }

    /// Whether the bytes were sealed with an older key and should be sealed again.
    public func isStale(_ sealed: [UInt8]) -> Bool {
        !sealed.starts(with: [FieldSeal.algorithm, current])
    }

    private func key(for sealed: [UInt8]) throws(Failure) -> SecretKey {
        guard sealed[0] == FieldSeal.algorithm else { throw .unknownAlgorithm(sealed[0]) }
        guard let key = keys[sealed[1]] else { throw .unknownKey(sealed[1]) }
        return key
    }

    /// The head is authenticated with the context: nobody can pass a field off as sealed another way.
    private static func bound(_ head: [UInt8], _ context: String) -> [UInt8] {
        head + Array(context.utf8)
    }

    private static let headSize = 2
    private static let nonceSize = Int(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
    private static let tagSize = Int(crypto_aead_xchacha20poly1305_ietf_ABYTES)
}
