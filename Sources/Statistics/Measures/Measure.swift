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
    /// 处理率: settled of the problems and complaints that were raised at follow-ups of the cohort.
    case handlingRate
    /// Participants or readers who were asked, of those there were.
    case participantsReached
    /// Different persons or households who were followed up, of so many that are wanted.
    case subjectsFollowedUp
    /// Audited, and found not to have been followed up, whatever the record says.
    case notMadeShare

    /// Those that count follow-ups or their answers, and stand as columns in every table.
    public static let ofFollowUps: [Measure] = [.followedUpRate, .inTimeRate, .lostRate, .satisfactionRate]

    public func rate(_ counts: CountVector) -> Rate {
        switch self {
        case .followedUpRate: Rate(counts.done, of: counts.closed)
        case .inTimeRate: Rate(counts.doneInTime, of: counts.closed)
        case .lostRate: Rate(counts.lost, of: counts.closed)
        case .satisfactionRate: Rate(counts.satisfied, of: counts.rated)
        case .handlingRate: Rate(counts.handled, of: counts.raised)
        case .participantsReached: Rate(counts.asked, of: counts.invited)
        case .subjectsFollowedUp: Rate(counts.subjects, of: counts.wanted)
        case .notMadeShare: Rate(counts.notMade, of: counts.audited)
        }
    }

    /// What may still come, whatever is counted: into both parts, and into the numerator of what is in the base already.
    func stillOpen(_ counts: CountVector) -> (windows: Int, inBase: Int) {
        switch self {
        case .followedUpRate, .inTimeRate, .lostRate, .satisfactionRate: (counts.windowOpen, 0)
        case .handlingRate: (0, counts.raised - counts.handled)
        case .participantsReached, .notMadeShare: (0, 0)
        case .subjectsFollowedUp: (0, counts.windowOpen)
        }
    }
}
