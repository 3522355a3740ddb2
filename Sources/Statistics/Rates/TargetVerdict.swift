/// What a target says of a rate: reached or not, how many are missing, and whether it can still be reached.
public struct TargetVerdict: Sendable, Hashable {
    public enum Standing: String, Sendable, Hashable, Codable {
        /// Nothing has fallen due yet.
        case noBase
        case met
        /// Missed so far, and the windows still open suffice to reach it.
        case reachable
        /// Out of reach for this cohort.
        case missed
    }

    public let standing: Standing
    /// In parts of ten thousand.
    public let target: Int
    /// How many more must be done, counting the windows still open into the base; 0 when the target holds whatever happens.
    public let needed: Int
    /// The rate if every open window is met.
    public let best: Rate

    /// - Parameter target: parts of ten thousand.
    public init(_ counts: CountVector, measure: Measure, target: Int) {
        self.target = target
        let now = measure.rate(counts)
        let open = measure.stillOpen(counts)
        let base = now.denominator + open.windows
        best = Rate(now.numerator + open.windows + open.inBase, of: base)
        // The base grows by every window that closes.
        needed = max(0, Rate.least(target, of: base) - now.numerator)
        if now.denominator == 0 {
            standing = .noBase
        } else if now.meets(target) {
            standing = .met
        } else {
            standing = best.meets(target) ? .reachable : .missed
        }
    }
}
