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
    public var reportsHandedIn = 0
    public var reportsReturned = 0
    public var reportsFrozen = 0
    /// Receipts signed.
    public var reportsSigned = 0
    public var plansApproved = 0
    /// Drawn ones that came to nothing and had another take their place.
    public var replaced = 0
    /// Spot checks by their verdict: `made`, `notMade`, `perfunctory` …
    public var verdicts: [String: Int] = [:]
    public var objections = 0
    public var objectionsHeard = 0
    public var assessmentsDecided = 0
    public var corrections = 0
    /// Acts that a use case refused, by code: the play knows the rules, so there should be none.
    public var refused: [String: Int] = [:]

    public init() {}

    mutating func add(_ other: DemonstrationSummary) {
        (facts, rejectedRows, records) = (facts + other.facts, rejectedRows + other.rejectedRows, records + other.records)
        (signedOff, returned, casesClosed) = (signedOff + other.signedOff, returned + other.returned, casesClosed + other.casesClosed)
        (dutiesHandedIn, decisions) = (dutiesHandedIn + other.dutiesHandedIn, decisions + other.decisions)
        (reportsHandedIn, reportsReturned) = (reportsHandedIn + other.reportsHandedIn, reportsReturned + other.reportsReturned)
        (reportsFrozen, reportsSigned) = (reportsFrozen + other.reportsFrozen, reportsSigned + other.reportsSigned)
        (plansApproved, replaced) = (plansApproved + other.plansApproved, replaced + other.replaced)
        (objections, objectionsHeard) = (objections + other.objections, objectionsHeard + other.objectionsHeard)
        (assessmentsDecided, corrections) = (assessmentsDecided + other.assessmentsDecided, corrections + other.corrections)
        verdicts.merge(other.verdicts, uniquingKeysWith: +)
        contacts.merge(other.contacts, uniquingKeysWith: +)
        refused.merge(other.refused, uniquingKeysWith: +)
    }
}
