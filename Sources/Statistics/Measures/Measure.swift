/// A figure defined once, in words and in numbers. Screen, report, file and API show the same one.
///
/// The catalogues say each as `measure.<code>` and `measure.<code>.definition`.
public enum Measure: String, Sendable, Hashable, CaseIterable, Codable {
    /// 回访率: done (in time or late) of those whose window has closed; lost and not done stay in the base.
    case followedUpRate
    /// 及时回访率: done by the limit of those whose window has closed.
    case inTimeRate
    /// 失访率: lost of those whose window has closed.
    case lostRate
    /// 满意率: answers at or above the bar of the answers given; not rated stays out of both.
    case satisfactionRate

    public func rate(_ counts: CountVector) -> Rate {
        switch self {
        case .followedUpRate: Rate(counts.done, of: counts.closed)
        case .inTimeRate: Rate(counts.doneInTime, of: counts.closed)
        case .lostRate: Rate(counts.lost, of: counts.closed)
        case .satisfactionRate: Rate(counts.satisfied, of: counts.rated)
        }
    }
}
