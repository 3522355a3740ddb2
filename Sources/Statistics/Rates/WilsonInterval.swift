/// The Wilson interval of a proportion at 95 %: it has a width even at 0 and at 100 %, unlike the usual one.
public struct WilsonInterval: Sendable, Hashable {
    public let low: Double
    public let high: Double

    /// The 97.5 % quantile of the normal distribution.
    static let z = 1.959963984540054

    /// nil when there is no base.
    public init?(_ rate: Rate) {
        guard rate.denominator > 0 else { return nil }
        let (n, p, zz) = (Double(rate.denominator), Double(rate.numerator) / Double(rate.denominator), Self.z * Self.z)
        let centre = (p + zz / (2 * n)) / (1 + zz / n)
        let half = Self.z * (p * (1 - p) / n + zz / (4 * n * n)).squareRoot() / (1 + zz / n)
        (low, high) = (max(0, centre - half), min(1, centre + half))
    }
}
