/// What a derived key is for. Each purpose has a key of its own, so that one tells nothing about another.
public struct KeyPurpose: Sendable, Hashable {
    /// Eight characters, the context of libsodium's key derivation. Once used it never changes.
    public let label: String

    public init(_ label: String) {
        precondition(label.utf8.count == 8, "the label of a key's purpose has eight bytes")
        self.label = label
    }

    /// Phone, identity number and street address at rest.
    public static let sealedFields = KeyPurpose("sealfeld")
    /// Finding a sealed field by its content.
    public static let blindIndex = KeyPurpose("blindidx")
    /// Attachments and signature strokes at rest.
    public static let attachments = KeyPurpose("sealfile")
    /// The salts of the journal's payload hashes.
    public static let journal = KeyPurpose("journal_")
    /// Session cookies and their anti-forgery tokens.
    public static let sessions = KeyPurpose("sessions")
    /// Links in messages to respondents.
    public static let links = KeyPurpose("linksign")
}
