/// Final dispositions of contacts by AAPOR class (Standard Definitions), one final code a case.
///
/// Classes: I complete, P partial, R refusal or break-off, NC non-contact, O other, UH and UO unknown eligibility, NE not eligible.
/// What is not eligible is in no rate.
public struct DispositionCounts: Sendable, Hashable {
    public var counts: [String: Int]

    public init(_ counts: [String: Int]) { self.counts = counts }

    private func n(_ code: String) -> Int { counts[code] ?? 0 }
    private var unknown: Int { n("UH") + n("UO") }
    private var known: Int { n("I") + n("P") + n("R") + n("NC") + n("O") }
    private var reached: Int { n("I") + n("P") + n("R") + n("O") }

    /// I / (I + P + R + NC + O + U): the strictest response rate.
    public var responseRate1: Rate { Rate(n("I"), of: known + unknown) }
    /// (I + P) of the same base.
    public var responseRate2: Rate { Rate(n("I") + n("P"), of: known + unknown) }
    /// I / (I + P + R + NC + O): as if nobody unknown were eligible.
    public var responseRate5: Rate { Rate(n("I"), of: known) }
    /// (I + P) of the same base.
    public var responseRate6: Rate { Rate(n("I") + n("P"), of: known) }

    /// I / (I + P + R + O): of those reached.
    public var cooperationRate1: Rate { Rate(n("I"), of: reached) }
    /// (I + P) of the same base.
    public var cooperationRate2: Rate { Rate(n("I") + n("P"), of: reached) }
    /// I / (I + P + R): of those reached who were able to answer.
    public var cooperationRate3: Rate { Rate(n("I"), of: reached - n("O")) }
    /// (I + P) of the same base.
    public var cooperationRate4: Rate { Rate(n("I") + n("P"), of: reached - n("O")) }

    /// R / (I + P + R + NC + O + U).
    public var refusalRate1: Rate { Rate(n("R"), of: known + unknown) }
    /// R / (I + P + R + NC + O).
    public var refusalRate3: Rate { Rate(n("R"), of: known) }

    /// (I + P + R + O) of everyone who may be eligible.
    public var contactRate1: Rate { Rate(reached, of: known + unknown) }
    /// (I + P + R + O) of everyone known to be eligible.
    public var contactRate3: Rate { Rate(reached, of: known) }

    /// The usual estimate of the share of unknown cases that is eligible: known eligible / (known eligible + not eligible).
    public var eligibleShare: Rate { Rate(known, of: known + n("NE")) }
}
