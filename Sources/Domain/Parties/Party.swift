/// Who is contacted: a person, a household (户) or an organisation (客户单位).
public struct Party: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, Codable { case person, household, organisation }

    /// Death ends every follow-up; lost and moved are told, not guessed.
    public enum Status: String, Sendable, Hashable, Codable { case active, deceased, moved, lost }

    public var id: PartyID
    public var kind: Kind
    public var name: String
    /// The number the source system gives: hospital number, household code, customer number.
    public var number: String?
    public var sex: String?
    public var bornOn: LocalDay?
    public var status: Status
    public var tags: [String]
    /// Purposes that the party refuses (`followUp`, `marketing`); a refusal never bars complaining.
    public var refusals: [String]

    public init(
        id: PartyID, kind: Kind, name: String, number: String? = nil, sex: String? = nil, bornOn: LocalDay? = nil,
        status: Status = .active, tags: [String] = [], refusals: [String] = []
    ) {
        (self.id, self.kind, self.name, self.number, self.sex) = (id, kind, name, number, sex)
        (self.bornOn, self.status, self.tags, self.refusals) = (bornOn, status, tags, refusals)
    }
}

/// A way to reach a party. The number itself is sealed where it rests; everyone sees the masked form.
public struct ContactPoint: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, Codable { case phone, address, email, wechat }
    public enum State: String, Sendable, Hashable, Codable { case usable, wrong, unreachable }

    public var id: Int64
    public var kind: Kind
    /// Masked, as everyone may see it: `199****0001`.
    public var masked: String
    /// Whose it is in relation to the party: `self`, `family`, `owner`, `tenant` …
    public var relation: String
    public var state: State

    public init(id: Int64, kind: Kind, masked: String, relation: String, state: State) {
        (self.id, self.kind, self.masked, self.relation, self.state) = (id, kind, masked, relation, state)
    }

    /// The masked form of a phone number: first three and last four digits; short numbers keep only the last two.
    public static func mask(phone number: String) -> String {
        let digits = Array(number)
        guard digits.count >= 8 else { return String(repeating: "*", count: max(0, digits.count - 2)) + String(digits.suffix(2)) }
        return String(digits.prefix(3)) + String(repeating: "*", count: digits.count - 7) + String(digits.suffix(4))
    }
}
