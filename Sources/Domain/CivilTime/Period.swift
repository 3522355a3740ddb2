/// A length as a regulation writes it: `3 days`, `2 hours`, `5 workdays`, `1 month`. Never negative.
public struct Period: Hashable, Sendable, Codable {
    public enum Unit: String, Sendable, Hashable, Codable, CaseIterable {
        case minutes, hours, days, workdays, weeks, months, years
    }

    public let count: Int
    public let unit: Unit

    public init(_ count: Int, _ unit: Unit) { (self.count, self.unit) = (count, unit) }

    /// Reads `3 days`, `1 day`, `half year`, `2 weeks`; nil for anything else.
    public init?(_ text: some StringProtocol) {
        let words = text.split(separator: " ")
        if words.count == 2, words[0] == "half", words[1] == "year" {
            self.init(6, .months)
            return
        }
        guard words.count == 2, let count = Int(words[0]), count >= 0, count <= 100_000 else { return nil }
        let name = words[1].hasSuffix("s") ? String(words[1]) : words[1] + "s"
        guard let unit = Unit(rawValue: name) else { return nil }
        self.init(count, unit)
    }

    public var text: String { "\(count) " + (count == 1 ? String(unit.rawValue.dropLast()) : unit.rawValue) }
    public var isClockTime: Bool { unit == .minutes || unit == .hours }
}
