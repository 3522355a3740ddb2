import Domain
import Secrets

/// The keys of an installation in the hands of the use cases: fields that rest sealed, blind indexes that find them, password hashes.
///
/// A sealed field opens only in the organisation and for the purpose it was sealed for; equal texts have unequal indexes in two organisations.
public struct DataSecrets: Sendable {
    /// What a field holds. The raw value is part of every seal and index: it never changes.
    public enum Field: String, Sendable, Hashable, CaseIterable {
        case phone, identityNumber, address, email, wechat
    }

    /// The name of a key's generation: 1 … 255, the newest seals.
    public typealias Generation = UInt8

    public let passwords: PasswordHash
    private let fields: FieldSeal
    private let files: FieldSeal
    private let blindKey: SecretKey
    /// Encoded password of nobody, so that an unknown name costs as much as a wrong password.
    let nobodysPassword: String

    /// - Throws: when there is not the memory for one password hash.
    public init(_ master: MasterKey, newest: Generation = 1, passwords: PasswordHash = PasswordHash()) throws {
        fields = master.fieldSeal(for: .sealedFields, generations: 1...newest)
        files = master.fieldSeal(for: .attachments, generations: 1...newest)
        blindKey = master.key(for: .blindIndex)
        self.passwords = passwords
        nobodysPassword = try passwords.encode(RandomSource.token())
    }

    public func seal(_ text: String, as field: Field, of organisation: OrganisationID) -> [UInt8] {
        fields.seal(text, context: Self.context(field.rawValue, organisation))
    }

    public func open(_ sealed: [UInt8], as field: Field, of organisation: OrganisationID) throws -> String {
        try fields.openText(sealed, context: Self.context(field.rawValue, organisation))
    }

    /// Finds the whole text: 16 bytes. The caller brings the text into one form first (digits only for a phone).
    public func blind(_ text: String, as field: Field, of organisation: OrganisationID) -> [UInt8] {
        BlindIndex(key: blindKey, label: Self.context(field.rawValue, organisation)).of(text)
    }

    /// Finds the last four characters; nil when there are fewer.
    public func blindTail(_ text: String, as field: Field, of organisation: OrganisationID) -> [UInt8]? {
        guard text.count >= 4 else { return nil }
        return BlindIndex(key: blindKey, label: Self.context(field.rawValue + ".last4", organisation)).of(String(text.suffix(4)))
    }

    /// Seals the bytes of an attachment or of signature strokes; `purpose` names the kind (`signature`), `organisation` whose it is.
    public func seal(_ bytes: [UInt8], purpose: String, of organisation: OrganisationID) -> [UInt8] {
        files.seal(bytes, context: Self.context(purpose, organisation))
    }

    public func open(_ sealed: [UInt8], purpose: String, of organisation: OrganisationID) throws -> [UInt8] {
        try files.open(sealed, context: Self.context(purpose, organisation))
    }

    /// Finds what was typed as a sign-in name without keeping it: people type passwords there.
    func index(ofTypedName name: String) -> [UInt8] {
        BlindIndex(key: blindKey, label: "signIn").of(name)
    }

    /// Finds a case by the number and code that its person has, without keeping the code.
    func index(ofCase number: String, code: String) -> [UInt8] {
        BlindIndex(key: blindKey, label: "caseAccess").of(number + "/" + code)
    }

    private static func context(_ purpose: String, _ organisation: OrganisationID) -> String {
        "\(organisation):\(purpose)"
    }
}
