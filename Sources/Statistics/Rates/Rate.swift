/// A part of a whole, kept as two integers. It is compared as integers; rounding happens only to print.
public struct Rate: Sendable, Hashable, Codable {
    public var numerator: Int
    public var denominator: Int

    public init(_ numerator: Int, of denominator: Int) { (self.numerator, self.denominator) = (numerator, denominator) }

    /// nil when there is nothing to be a part of.
    public var value: Double? { denominator == 0 ? nil : Double(numerator) / Double(denominator) }

    /// Tenths of a percent, half rounded up: 912 is 91.2 %. nil without a base.
    public var tenthsOfPercent: Int? { denominator == 0 ? nil : (numerator * 2000 + denominator) / (2 * denominator) }

    /// The printed form without a sign: `91.3`; nil without a base.
    public var percentText: String? { tenthsOfPercent.map { "\($0 / 10).\($0 % 10)" } }

    /// The least that reaches a target, in parts of ten thousand, of a base.
    static func least(_ target: Int, of base: Int) -> Int { (target * base + 9_999) / 10_000 }

    /// Whether it reaches a target in parts of ten thousand (70 % = 7000). Reached exactly is met (Civil Code art. 1259). Without a base nothing is missed.
    public func meets(_ target: Int) -> Bool { 10_000 * numerator >= target * denominator }
}
