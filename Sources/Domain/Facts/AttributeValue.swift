/// A typed value of an event's attribute. Codes are texts whose values the registry lists.
public enum AttributeValue: Sendable, Hashable, Codable {
    case text(String)
    case number(Double)
    case flag(Bool)
    case day(LocalDay)
    case instant(Instant)
    case list([String])

    public var text: String? { if case .text(let value) = self { value } else { nil } }
    public var number: Double? { if case .number(let value) = self { value } else { nil } }
    public var flag: Bool? { if case .flag(let value) = self { value } else { nil } }
    public var day: LocalDay? { if case .day(let value) = self { value } else { nil } }
    public var instant: Instant? { if case .instant(let value) = self { value } else { nil } }
    public var list: [String]? { if case .list(let value) = self { value } else { nil } }
}
