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
