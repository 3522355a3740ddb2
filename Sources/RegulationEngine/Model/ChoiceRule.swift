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

/// From which events one draw is made: those of a calendar period, or blocks of so many as they arrive.
public enum SamplingFrame: Sendable, Hashable {
    case week, month, quarter
    case blocks(of: Int)

    /// First and last day of the period that `day` lies in; nil for blocks. Weeks begin on Monday.
    public func period(of day: LocalDay) -> (first: LocalDay, last: LocalDay)? {
        switch self {
        case .week:
            let first = day.adding(days: 1 - day.weekday)
            return (first, first.adding(days: 6))
        case .month: return (day.firstOfMonth, day.lastOfMonth)
        case .quarter:
            let first = day.firstOfMonth.adding(months: -((day.month - 1) % 3))
            return (first, first.adding(months: 2).lastOfMonth)
        case .blocks: return nil
        }
    }

    /// How many days pass at most between an event and the end of its frame, that of the event not counted; nil for blocks.
    var longestWait: Int? {
        switch self {
        case .week: 6
        case .month: 30
        case .quarter: 91
        case .blocks: nil
        }
    }
}

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
