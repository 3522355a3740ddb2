/// The part of a term in which a follow-up is made: between one third and two thirds of a contract.
public struct TermShare: Sendable, Hashable {
    public struct Fraction: Sendable, Hashable {
        public let numerator: Int
        public let denominator: Int

        /// Reads `1/3`; nil for anything else or beyond the whole.
        public init?(_ text: String) {
            let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
            guard parts.count == 2, let numerator = parts[0], let denominator = parts[1], denominator > 0, numerator >= 0, numerator <= denominator else { return nil }
            (self.numerator, self.denominator) = (numerator, denominator)
        }

        public var text: String { "\(numerator)/\(denominator)" }

        /// So many of `days`, rounded down.
        func of(_ days: Int) -> Int { days * numerator / denominator }
        func isAfter(_ other: Fraction) -> Bool { numerator * other.denominator > other.numerator * denominator }
    }

    public var from: Fraction
    public var to: Fraction
    /// Attributes of the event: first and last day of the term.
    public var start: String
    public var end: String

    public init(from: Fraction, to: Fraction, start: String, end: String) {
        (self.from, self.to, self.start, self.end) = (from, to, start, end)
    }
}
