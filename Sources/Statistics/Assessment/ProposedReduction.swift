/// By how much something is to be cut for what went wrong: the share beyond the tolerance, or a part of it. Exact; only print rounds.
public enum ProposedReduction {
    /// - Parameters:
    ///   - share: what went wrong of what was looked at.
    ///   - tolerance: share up to which nothing is cut, in parts of ten thousand. A share that reaches it exactly is within it (Civil Code art. 1259).
    ///   - part: numerator and denominator of the part that is cut.
    /// - Returns: without a base nothing is proposed: 0 of 0.
    public static func rate(_ share: Rate, tolerance: Int, part: (numerator: Int, denominator: Int)) -> Rate {
        guard share.denominator > 0, part.denominator > 0 else { return Rate(0, of: 0) }
        let beyond = max(0, 10_000 * share.numerator - tolerance * share.denominator)
        return Rate(beyond * part.numerator, of: 10_000 * share.denominator * part.denominator)
    }
}
