import CSodium

/// The one secret of an installation. Every other key is derived from it, by purpose and generation.
///
/// Whoever has the data but not this key cannot read the sealed fields; whoever loses the key cannot either. It is
/// backed up apart from the data.
public struct MasterKey: Sendable {
    private let key: SecretKey

    public init(_ key: SecretKey) {
        self.key = key
    }

    /// The key for a purpose. A new generation is a new, unrelated key.
    public func key(for purpose: KeyPurpose, generation: UInt8 = 1) -> SecretKey {
        Sodium.start()
        var derived = [UInt8](repeating: 0, count: SecretKey.size)
        purpose.label.withCString { label in
            _ = crypto_kdf_derive_from_key(&derived, derived.count, UInt64(generation), label, key.bytes)
        }
        return SecretKey(unchecked: derived)
    }

    /// Seals with the newest of `generations`, opens with any of them.
    public func fieldSeal(for purpose: KeyPurpose = .sealedFields, generations: ClosedRange<UInt8> = 1...1) -> FieldSeal {
        let keys = generations.map { ($0, key(for: purpose, generation: $0)) }
        return FieldSeal(keys: Dictionary(uniqueKeysWithValues: keys), current: generations.upperBound)
    }

    /// An index of sealed fields under a purpose label: `party.phone`, `party.phone.last4`.
    public func blindIndex(_ label: String) -> BlindIndex {
        BlindIndex(key: key(for: .blindIndex), label: label)
    }
}
