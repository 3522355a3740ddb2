/// What happened while the demonstration was played.
public struct DemonstrationSummary: Sendable, Hashable {
    /// Facts that the import door took in.
    public var facts = 0
    /// Rows that it did not.
    public var rejectedRows = 0
    /// Contacts by their result: `complete`, `noAnswer` …
    public var contacts: [String: Int] = [:]
    public var records = 0
    public var signedOff = 0
    public var returned = 0
    public var casesClosed = 0
    public var dutiesHandedIn = 0
    public var decisions = 0
    public var reportsFrozen = 0
    /// Acts that a use case refused, by code: the play knows the rules, so there should be none.
    public var refused: [String: Int] = [:]

    public init() {}

    mutating func add(_ other: DemonstrationSummary) {
        (facts, rejectedRows, records) = (facts + other.facts, rejectedRows + other.rejectedRows, records + other.records)
        (signedOff, returned, casesClosed) = (signedOff + other.signedOff, returned + other.returned, casesClosed + other.casesClosed)
        (dutiesHandedIn, decisions) = (dutiesHandedIn + other.dutiesHandedIn, decisions + other.decisions)
        reportsFrozen += other.reportsFrozen
        contacts.merge(other.contacts, uniquingKeysWith: +)
        refused.merge(other.refused, uniquingKeysWith: +)
    }
}
