/// Counts of follow-ups at a cut-off. Sums of vectors are vectors: every table of a report adds the same lines up.
public struct CountVector: Sendable, Hashable, Codable {
    public var windowOpen: Int
    public var doneInTime: Int
    public var doneLate: Int
    public var lost: Int
    public var notDone: Int
    /// Eligible but exempt by the regulation, by death or refusal, or withdrawn with its event: in neither part.
    public var exempt: Int
    /// Left out by a draw or a choice, the time being over in which it would have been made: in the base of rates over all events only.
    public var leftOut: Int
    /// Records with a rated satisfaction, and those at or above the bar.
    public var rated: Int
    public var satisfied: Int
    /// Problems and complaints that were raised at follow-ups, and those of them that are settled.
    public var raised: Int
    public var handled: Int
    /// Participants or readers of what was followed up, and those of them who were asked.
    public var invited: Int
    public var asked: Int
    /// Different subjects who were followed up, and how many are wanted; of a target only, for subjects of two lines are not added up.
    public var subjects: Int
    public var wanted: Int
    /// Audits with a verdict, and those that found no follow-up.
    public var audited: Int
    public var notMade: Int

    public init(
        windowOpen: Int = 0, doneInTime: Int = 0, doneLate: Int = 0, lost: Int = 0, notDone: Int = 0, exempt: Int = 0, leftOut: Int = 0, rated: Int = 0,
        satisfied: Int = 0, raised: Int = 0, handled: Int = 0, invited: Int = 0, asked: Int = 0, subjects: Int = 0,
        wanted: Int = 0, audited: Int = 0, notMade: Int = 0
    ) {
        (self.windowOpen, self.doneInTime, self.doneLate, self.lost) = (windowOpen, doneInTime, doneLate, lost)
        (self.notDone, self.exempt, self.leftOut, self.rated, self.satisfied) = (notDone, exempt, leftOut, rated, satisfied)
        (self.raised, self.handled, self.invited, self.asked) = (raised, handled, invited, asked)
        (self.subjects, self.wanted, self.audited, self.notMade) = (subjects, wanted, audited, notMade)
    }

    /// Reports that were frozen before a count was there say nothing of it.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func count(_ key: CodingKeys) throws -> Int { try values.decodeIfPresent(Int.self, forKey: key) ?? 0 }
        self.init(
            windowOpen: try count(.windowOpen), doneInTime: try count(.doneInTime), doneLate: try count(.doneLate), lost: try count(.lost),
            notDone: try count(.notDone), exempt: try count(.exempt), leftOut: try count(.leftOut), rated: try count(.rated),
            satisfied: try count(.satisfied), raised: try count(.raised), handled: try count(.handled), invited: try count(.invited), asked: try count(.asked),
            subjects: try count(.subjects), wanted: try count(.wanted), audited: try count(.audited), notMade: try count(.notMade))
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
            notDone: a.notDone + b.notDone, exempt: a.exempt + b.exempt, leftOut: a.leftOut + b.leftOut, rated: a.rated + b.rated,
            satisfied: a.satisfied + b.satisfied, raised: a.raised + b.raised, handled: a.handled + b.handled, invited: a.invited + b.invited,
            asked: a.asked + b.asked, subjects: a.subjects + b.subjects, wanted: a.wanted + b.wanted, audited: a.audited + b.audited,
            notMade: a.notMade + b.notMade)
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

extension CountVector {
    /// The same over all events: what was left out counts as not done.
    public var overAll: CountVector {
        var all = self
        (all.notDone, all.leftOut) = (notDone + leftOut, 0)
        return all
    }

    /// The same when these were not done in the way that counts.
    public func without(_ other: CountVector) -> CountVector {
        var less = self
        (less.doneInTime, less.doneLate) = (doneInTime - other.doneInTime, doneLate - other.doneLate)
        less.notDone = notDone + other.done
        return less
    }
}
