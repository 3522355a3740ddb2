/// Final dispositions of contacts by AAPOR class (Standard Definitions), one final code a case.
public struct DispositionCounts: Sendable, Hashable {
    public var counts: [String: Int]

    public init(_ counts: [String: Int]) { self.counts = counts }

    private func n(_ code: String) -> Int { counts[code] ?? 0 }
    private var unknown: Int { n("UH") + n("UO") }

    /// I / (I + P + R + NC + O + U): the strictest response rate.
    public var responseRate1: Rate { Rate(n("I"), of: n("I") + n("P") + n("R") + n("NC") + n("O") + unknown) }
    /// (I + P) of the same base.
    public var responseRate2: Rate { Rate(n("I") + n("P"), of: responseRate1.denominator) }
    /// I / (I + P + R + O): of those reached.
    public var cooperationRate1: Rate { Rate(n("I"), of: n("I") + n("P") + n("R") + n("O")) }
    /// (I + P + R + O) of everyone who may be eligible.
    public var contactRate1: Rate { Rate(n("I") + n("P") + n("R") + n("O"), of: responseRate1.denominator) }
}
