import Domain

/// Which of the events that a rule concerns are followed up, where not all are: drawn by lot, or chosen by people of a role.
///
/// Making and measuring are two things: how many must be made stands here, which rate must be reached stands in `targets`.
public struct ChoiceRule: Sendable, Hashable {
    public enum Manner: Sendable, Hashable {
        /// A share of each stratum in parts of ten thousand, rounded up.
        case share(Figure<Int>)
        /// So many of each stratum; all of it where there are fewer.
        case number(Figure<Int>)
        /// People of this role choose; so many at least in each frame, nil = as many as they like.
        case byRole(AssigneeSource, atLeast: Figure<Int>?)
    }

    public var manner: Manner
    public var frame: SamplingFrame
    /// Attributes of the event; each combination of their values is drawn from by itself.
    public var strata: [String]
    /// The published seed; nil = drawn by chance when the frame opens, and published then.
    public var seed: Figure<String>?
    public var basis: Basis

    public init(manner: Manner, frame: SamplingFrame, strata: [String] = [], seed: Figure<String>? = nil, basis: Basis = Basis()) {
        (self.manner, self.frame, self.strata, self.seed, self.basis) = (manner, frame, strata, seed, basis)
    }

    public var isDrawn: Bool { if case .byRole = manner { false } else { true } }
}
