import Domain

/// A fact as a source delivers it: read and typed, but not yet connected to the organisation's units, parties and matters.
///
/// Intake looks up unit, staff and party, and keeps the event once by its two keys: the delivery (file hash and `line`) and the natural key.
public struct IncomingEvent: Sendable, Hashable {
    /// Kind of the registry, aliases already resolved: `repairCompleted`.
    public var kind: String
    public var occurredAt: Instant
    /// False when the source gave only the day; `occurredAt` is then 00:00 of that day.
    public var isTimeKnown: Bool
    /// Code of the unit, or its name where the source knows no codes, as written.
    public var unitCode: String
    /// The heading or field under which it was written, for findings about it.
    public var unitField = "unit"
    /// Whom it concerns; nil when the row names nobody (an anonymous complaint).
    public var party: PartyDraft?
    /// Number of the stay, order, complaint … that the event is about.
    public var matterNumber: String?
    public var naturalKey: NaturalKey
    /// By attribute name. Staff and units stay texts (code or name) until intake looks them up.
    public var attributes: [String: AttributeValue]
    /// First line of the row in its file, from 1; 0 when it came from no file.
    public var line: Int
    /// An update of what is known already: it corrects, but a fact that nobody has told yet does not begin with it.
    public var isCorrectionOnly = false
    /// The update does not say when the fact happened: what is known of that stays.
    public var keepsMoment = false

    public init(
        kind: String, occurredAt: Instant, isTimeKnown: Bool = true, unitCode: String, party: PartyDraft? = nil, matterNumber: String? = nil,
        naturalKey: NaturalKey, attributes: [String: AttributeValue] = [:], line: Int = 0
    ) {
        (self.kind, self.occurredAt, self.isTimeKnown, self.unitCode) = (kind, occurredAt, isTimeKnown, unitCode)
        (self.party, self.matterNumber, self.naturalKey) = (party, matterNumber, naturalKey)
        (self.attributes, self.line) = (attributes, line)
    }
}

/// What makes two deliveries the same fact within an organisation and kind.
public enum NaturalKey: Sendable, Hashable {
    /// Values of the attributes that the kind declares, joined: `ZY2026001/1`.
    case declared(String)
    /// The kind declares none: the named values of the row, joined; stored as a hash.
    case columns(String)

    /// The text to store or to hash.
    public var text: String {
        switch self {
        case .declared(let text), .columns(let text): text
        }
    }

    /// Joins with `/`; a slash or backslash inside a part is escaped, so that different parts never give the same key.
    public static func join(_ parts: [String]) -> String {
        parts.map(escaped).joined(separator: "/")
    }

    private static func escaped(_ part: String) -> String {
        guard part.utf8.contains(where: { $0 == 0x2F || $0 == 0x5C }) else { return part }
        return part.reduce(into: "") { text, character in
            if character == "/" || character == "\\" { text.append("\\") }
            text.append(character)
        }
    }
}

/// A person, household or organisation as a source describes it.
public struct PartyDraft: Sendable, Hashable {
    public var name: String
    /// The number that the source gives: hospital number, household code, customer number.
    public var number: String?
    public var kind: Party.Kind
    public var phones: [PhoneDraft]
    public var address: String?
    /// `female`, `male` or `other`.
    public var sex: String?
    public var bornOn: LocalDay?

    public init(
        name: String, number: String? = nil, kind: Party.Kind = .person, phones: [PhoneDraft] = [], address: String? = nil, sex: String? = nil,
        bornOn: LocalDay? = nil
    ) {
        (self.name, self.number, self.kind, self.phones) = (name, number, kind, phones)
        (self.address, self.sex, self.bornOn) = (address, sex, bornOn)
    }
}

/// A phone number, digits only (an extension after `-`, a foreign number with `+`), and whose it is.
public struct PhoneDraft: Sendable, Hashable {
    public var number: String
    /// `self`, `family`, `guardian`, `owner`, `tenant`, `contact`, `other`.
    public var relation: String

    public init(number: String, relation: String = "self") { (self.number, self.relation) = (number, relation) }
}
