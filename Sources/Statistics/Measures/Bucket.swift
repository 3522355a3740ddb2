import Domain

/// Where a first follow-up stands at a cut-off. Each is in exactly one bucket; exempt and withdrawn ones are in none.
public enum Bucket: String, Sendable, Hashable, CaseIterable, Codable {
    /// The limit is later than the cut-off: it stands apart, in neither part of a rate, even if done already.
    case windowOpen
    /// The contact was made by the limit.
    case doneInTime
    /// The contact was made after the limit.
    case doneLate
    /// The ladder was used up and whoever must agree has agreed. It stays in the denominator.
    case lost
    /// The limit has passed and there is no contact that settles it.
    case notDone

    /// The one definition, in Swift; `CohortRows.condition` says the same in SQL, and a test compares them.
    ///
    /// - Parameters:
    ///   - doneAt: when the settling contact was made, nil while there is none.
    ///   - doneRecordedAt: when it was entered; what was entered after the cut-off does not exist for it yet.
    public static func of(due: Instant, state: FollowUp.State, doneAt: Instant?, doneRecordedAt: Instant?, at cutOff: Instant) -> Bucket? {
        if state == .withdrawn || state == .exempt { return nil }
        if due > cutOff { return .windowOpen }
        if let doneAt, let doneRecordedAt, doneRecordedAt <= cutOff { return doneAt <= due ? .doneInTime : .doneLate }
        return state == .lost ? .lost : .notDone
    }
}

/// Counts of follow-ups at a cut-off. Sums of vectors are vectors: every table of a report adds the same lines up.
public struct CountVector: Sendable, Hashable, Codable {
    public var windowOpen: Int
    public var doneInTime: Int
    public var doneLate: Int
    public var lost: Int
    public var notDone: Int
    /// Eligible but exempt by the regulation, by death or refusal, or withdrawn with its event: in neither part.
    public var exempt: Int
    /// Records with a rated satisfaction, and those at or above the bar.
    public var rated: Int
    public var satisfied: Int

    public init(
        windowOpen: Int = 0, doneInTime: Int = 0, doneLate: Int = 0, lost: Int = 0, notDone: Int = 0, exempt: Int = 0, rated: Int = 0, satisfied: Int = 0
    ) {
        (self.windowOpen, self.doneInTime, self.doneLate, self.lost) = (windowOpen, doneInTime, doneLate, lost)
        (self.notDone, self.exempt, self.rated, self.satisfied) = (notDone, exempt, rated, satisfied)
    }

    /// 应回访 eligible: everything the rules found, exempt included.
    public var eligible: Int { obligatory + exempt }
    /// Those that must be made, windows still open included.
    public var obligatory: Int { windowOpen + closed }
    /// Those whose window has closed: the base of every rate.
    public var closed: Int { doneInTime + doneLate + lost + notDone }
    public var done: Int { doneInTime + doneLate }

    public static func + (a: CountVector, b: CountVector) -> CountVector {
        CountVector(
            windowOpen: a.windowOpen + b.windowOpen, doneInTime: a.doneInTime + b.doneInTime, doneLate: a.doneLate + b.doneLate, lost: a.lost + b.lost,
            notDone: a.notDone + b.notDone, exempt: a.exempt + b.exempt, rated: a.rated + b.rated, satisfied: a.satisfied + b.satisfied)
    }

    public static func sum(_ vectors: some Sequence<CountVector>) -> CountVector { vectors.reduce(CountVector(), +) }

    /// Adds one follow-up: how a recount is made.
    public mutating func count(_ bucket: Bucket) {
        switch bucket {
        case .windowOpen: windowOpen += 1
        case .doneInTime: doneInTime += 1
        case .doneLate: doneLate += 1
        case .lost: lost += 1
        case .notDone: notDone += 1
        }
    }
}
