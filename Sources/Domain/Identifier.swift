/// A 63-bit identity (milliseconds | node | sequence) of one kind of thing; JSON carries it as a decimal string.
public struct Identifier<Subject>: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    public let rawValue: Int64

    public init(_ rawValue: Int64) { self.rawValue = rawValue }

    /// Reads the decimal string that pages and JSON carry; nil for anything else.
    public init?(_ text: some StringProtocol) {
        guard let value = Int64(text), value > 0 else { return nil }
        rawValue = value
    }

    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
    public var description: String { String(rawValue) }

    /// What was encoded is read again, 0 included: in figures it stands for nobody.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let value = Int64(text), value >= 0 else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "an id is a decimal string"))
        }
        rawValue = value
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(String(rawValue))
    }
}

public enum OrganisationMark {}
public enum AdoptionMark {}
public enum EditionMark {}

public typealias OrganisationID = Identifier<OrganisationMark>
public typealias UnitID = Identifier<OrganisationUnit>
public typealias StaffID = Identifier<Staff>
public typealias PartyID = Identifier<Party>
public typealias MatterID = Identifier<Matter>
public typealias EventID = Identifier<Event>
public typealias AdoptionID = Identifier<AdoptionMark>
public typealias EditionID = Identifier<EditionMark>
public typealias FollowUpID = Identifier<FollowUp>
public typealias ContactID = Identifier<Contact>
public typealias RecordID = Identifier<Record>
public typealias CaseFileID = Identifier<CaseFile>
public typealias DutyID = Identifier<Duty>
