import Domain

/// A figure to reach: measuring is apart from making (`targets`).
public struct Target: Sendable, Hashable {
    public var id: String
    /// A measure of the statistics floor: `followedUpRate`, `inTimeRate`, `satisfactionRate`, `completeRecordRate`.
    public var measure: String
    public var of: [String]
    /// Parts of ten thousand (70 % = 7000), or a parameter; nil = only to be reported.
    public var atLeast: Figure<Int>?
    public var per: [String]
    /// Attributes of the event: the figure is to be reached with each of their values.
    public var strata: [String] { per.filter { !Self.periodsAndGroups.contains($0) } }
    /// Months of the shortest period over which it is measured: a target a year adds the year up to the day.
    public var months: Int { per.compactMap { NamedPeriod(rawValue: $0)?.months }.min() ?? 1 }
    static let periodsAndGroups = NamedPeriod.names + ["department", "unit", "staff"]
    /// Whether what a draw or a choice left out stays in the base.
    public var isOfAll: Bool
    /// Only contacts by these channels count; empty = all.
    public var channels: [ContactChannel]
    /// Only what holders of this role made counts; nil = whoever made it.
    public var by: String?
    /// So many at least, where things are counted and no share is taken: households a month.
    public var count: Figure<Int>?
    public var isSoft: Bool
    public var basis: Basis

    public init(
        id: String, measure: String, of: [String], atLeast: Figure<Int>? = nil, per: [String], isOfAll: Bool = false, channels: [ContactChannel] = [],
        by: String? = nil, count: Figure<Int>? = nil, isSoft: Bool = false, basis: Basis = Basis()
    ) {
        (self.id, self.measure, self.of, self.atLeast, self.per, self.isSoft, self.basis) = (id, measure, of, atLeast, per, isSoft, basis)
        (self.isOfAll, self.channels, self.by, self.count) = (isOfAll, channels, by, count)
    }
}

/// Work that is no contact and starts by itself: the month's report, a plan.
public struct DutyRule: Sendable, Hashable {
    public var id: String
    public var kind: String
    public var title: LocalizedText
    /// `month`, `quarter`, `halfYear`, `year`, or a parameter of kind choice with these codes.
    public var every: Figure<String>?
    public var by: AssigneeSource
    public var to: [AssigneeSource]
    public var approve: AssigneeSource?
    /// Day of the month by which it is handed in, the day included: of the month after the period, for a plan of its first month.
    public var dueDay: Figure<Int>?
    /// First day of a month that does not begin with the calendar's: 26 = from the 26th to the 25th. Such a duty is for the month that begins.
    public var monthFrom: Int?
    public var blocks: [String]
    public var basis: Basis

    public init(
        id: String, kind: String, title: LocalizedText, every: Figure<String>? = nil, by: AssigneeSource, to: [AssigneeSource] = [],
        approve: AssigneeSource? = nil, dueDay: Figure<Int>? = nil, monthFrom: Int? = nil, blocks: [String] = [],
        basis: Basis = Basis()
    ) {
        (self.id, self.kind, self.title, self.every, self.by) = (id, kind, title, every, by)
        (self.to, self.approve, self.dueDay, self.monthFrom, self.blocks, self.basis) = (to, approve, dueDay, monthFrom, blocks, basis)
    }
}

/// A regulation with the organisation's decisions filled in: what is active from a day.
public struct Edition: Sendable {
    public var id: EditionID
    public var adoption: AdoptionID
    public var regulation: Regulation
    /// Accepted values in written form; stated ones included.
    public var values: [String: String]

    public init(id: EditionID, adoption: AdoptionID, regulation: Regulation, values: [String: String]) {
        (self.id, self.adoption, self.regulation, self.values) = (id, adoption, regulation, values)
    }
}
