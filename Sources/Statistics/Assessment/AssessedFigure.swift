/// What a period says of one department or person: exact whole numbers, from which proposals follow. Only print rounds.
public struct AssessedFigure: Sendable, Hashable, Codable {
    public enum Kind: String, Sendable, Hashable, Codable {
        /// What went wrong of what was looked at: the less the better.
        case share
        /// What was done of what was to be done: the more the better.
        case rate
        /// So many, of no base: complaints, findings.
        case count
    }

    public var kind: Kind
    /// A count has the numerator only.
    public var rate: Rate
    /// Findings that each take a part of the rate away (R15.B.2.2), and how much each takes, in parts of ten thousand.
    public var findings: Int
    public var each: Int
    /// The tolerance of a share, the target of a rate, in parts of ten thousand; nil where there is none.
    public var bound: Int?

    public init(_ kind: Kind, _ rate: Rate, findings: Int = 0, each: Int = 0, bound: Int? = nil) {
        (self.kind, self.rate, self.findings, self.each, self.bound) = (kind, rate, findings, each, bound)
    }

    /// The rate less what its findings take, never below nothing.
    public var adjusted: Rate {
        guard kind == .rate, findings > 0 else { return rate }
        return Rate(max(0, 10_000 * rate.numerator - findings * each * rate.denominator), of: 10_000 * rate.denominator)
    }

    /// By how much it is beyond the tolerance or below the target, in points; a bound that is reached exactly is kept (Civil Code art. 1259).
    /// 0 of 0 without a base.
    public var missed: Rate {
        switch kind {
        case .share: ProposedReduction.rate(rate, tolerance: bound ?? 0, part: (1, 1))
        case .rate:
            Rate(max(0, (bound ?? 0) * adjusted.denominator - 10_000 * adjusted.numerator), of: 10_000 * adjusted.denominator)
        case .count: Rate(0, of: 0)
        }
    }

    public var isMissed: Bool { missed.numerator > 0 }

    /// `3/40`, `3/40-1` with a finding, `5` for a count: how a decision keeps it.
    public var text: String {
        if kind == .count { return String(rate.numerator) }
        return "\(rate.numerator)/\(rate.denominator)" + (findings > 0 ? "-\(findings)" : "")
    }

    /// The same figure with the numbers that a decision kept; nil for a text that is none.
    public func with(text: String) -> AssessedFigure? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = (parts.first ?? "").split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        let found = parts.count == 2 ? Int(parts[1]) : 0
        guard parts.count <= 2, let found, numbers.count == (kind == .count ? 1 : 2), let numerator = numbers[0], let denominator = numbers.last ?? 0 else { return nil }
        var figure = self
        (figure.rate, figure.findings) = (Rate(numerator, of: kind == .count ? 0 : denominator), found)
        return figure
    }
}

/// What follows from an assessed figure. A proposal: people decide.
public enum ProposedConsequence {
    /// What is cut by the points that are missed, or by the share of the target that is missed (相应比例), or by a part of either.
    public static func cut(_ figure: AssessedFigure, ofTarget: Bool, part: (numerator: Int, denominator: Int)) -> Rate {
        let missed = figure.missed
        guard missed.denominator > 0, part.denominator > 0 else { return Rate(0, of: 0) }
        guard ofTarget, figure.kind == .rate, let target = figure.bound, target > 0 else {
            return Rate(missed.numerator * part.numerator, of: missed.denominator * part.denominator)
        }
        return Rate(10_000 * missed.numerator * part.numerator, of: target * missed.denominator * part.denominator)
    }

    /// Points for each whole percent that is missed; a percent that is begun counts as whole, or is left out (R15.A.3). Nil without a base.
    public static func points(_ figure: AssessedFigure, each: Int, countsBegun: Bool) -> Int? {
        let missed = figure.missed
        guard missed.denominator > 0 else { return nil }
        let hundredths = 100 * missed.numerator
        return each * ((hundredths + (countsBegun ? missed.denominator - 1 : 0)) / missed.denominator)
    }
}
