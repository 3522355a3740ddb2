import Domain
import SQLCore

/// Pages of open follow-ups, most urgent first, by the key (ranking, due, id): no count on the way, no page that gets slower.
public enum QueueRows {
    /// Whose work: one person's, or that of units (one index range a unit, merged by the caller's order).
    public enum Of: Sendable, Hashable {
        case person(StaffID)
        case unit(UnitID)
        /// What nobody has yet.
        case pool(UnitID)

        var unit: UnitID? {
            switch self {
            case .person: nil
            case .unit(let unit), .pool(let unit): unit
            }
        }
    }

    /// Where the page before ended.
    public struct Key: Sendable, Hashable, Comparable {
        public var ranking: Int
        public var due: Instant
        public var id: FollowUpID

        public init(ranking: Int, due: Instant, id: FollowUpID) { (self.ranking, self.due, self.id) = (ranking, due, id) }
        public init(_ row: FollowUpRow) { self.init(ranking: row.ranking, due: row.followUp.window.due, id: row.id) }

        public static func < (a: Self, b: Self) -> Bool { (a.ranking, a.due, a.id) < (b.ranking, b.due, b.id) }
    }

    public struct Filter: Sendable, Hashable {
        public var adoption: AdoptionID?
        public var rule: String?
        public var units: Set<UnitID>?
        /// Only windows already open at this moment.
        public var openedBy: Instant?
        public var dueAfter: Instant?
        public var dueUntil: Instant?
        public var opensAfter: Instant?
        /// Leaves out what waits until later than this (agreed calls, postponed).
        public var notWaitingAt: Instant?
        /// Only what waits until later than this.
        public var waitingAfter: Instant?
        public var isAgreed = false
        public var ranking: Int?

        /// What is open now, whatever its limit: nearly all there is, in the order of the queue.
        var isEverythingOpened: Bool { opensAfter == nil && waitingAfter == nil && !isAgreed }

        public init(
            adoption: AdoptionID? = nil, rule: String? = nil, units: Set<UnitID>? = nil, openedBy: Instant? = nil, dueAfter: Instant? = nil,
            dueUntil: Instant? = nil, notWaitingAt: Instant? = nil, ranking: Int? = nil
        ) {
            (self.adoption, self.rule, self.units, self.openedBy) = (adoption, rule, units, openedBy)
            (self.dueAfter, self.dueUntil, self.notWaitingAt, self.ranking) = (dueAfter, dueUntil, notWaitingAt, ranking)
        }
    }

    /// The rows of a page. Keys come first, out of the index alone, a range each; only the rows that the page shows are fetched.
    public static func page(
        _ ranges: [Of], _ filter: Filter, after key: Key?, limit: Int, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> [FollowUpRow] {
        try FollowUpRows.rows(ids(ranges, filter, after: key, limit: limit, of: organisation, in: session), of: organisation, in: session)
    }

    /// The ids of a page alone, out of the index.
    public static func ids(
        _ ranges: [Of], _ filter: Filter, after key: Key?, limit: Int, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> [FollowUpID] {
        let found = try ranges.flatMap { try keys(of: $0, filter, after: key, limit: limit, in: organisation, session) }
        return (ranges.count == 1 ? found : found.sorted()).prefix(limit).map(\.id)
    }

    /// Where limits are asked for, a range of the index for each ranking: what is due on other days is passed over.
    private static func keys(
        of: Of, _ filter: Filter, after key: Key?, limit: Int, in organisation: OrganisationID, _ session: any SQLReading
    ) throws -> [Key] {
        guard filter.ranking == nil, filter.dueAfter != nil || filter.dueUntil != nil else {
            return try keys(of: of, filter, after: key.map { "(ranking, due_at, id) > (\($0.ranking), \($0.due), \($0.id))" }, limit, organisation, session)
        }
        var (found, one) = ([Key](), filter)
        for ranking in rankings where found.count < limit && ranking >= key?.ranking ?? 0 {
            one.ranking = ranking
            let after: SQL? = key.flatMap { $0.ranking == ranking ? "(due_at, id) > (\($0.due), \($0.id))" : nil }
            found += try keys(of: of, one, after: after, limit - found.count, organisation, session)
        }
        return found
    }

    private static func keys(
        of: Of, _ filter: Filter, after: SQL?, _ limit: Int, _ organisation: OrganisationID, _ session: any SQLReading
    ) throws -> [Key] {
        var conditions = ["organisation = \(organisation)", open, base(of)] + terms(filter)
        if let ranking = filter.ranking { conditions.append("ranking = \(ranking)") }
        if let after { conditions.append(after) }
        return try session.query(
            "SELECT ranking, due_at, id FROM follow_up WHERE \(SQL.joined(conditions, separator: " AND ")) ORDER BY ranking, due_at, id LIMIT \(limit)"
        ) { Key(ranking: Int($0.int(0)), due: $0.instant(1), id: $0.id(2)) }
    }

    /// Counts at most `ceiling` rows, so that "1000+" costs no more than 1000, whatever there is beside them.
    public static func bounded(_ ranges: [Of], _ filter: Filter, ceiling: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> Int {
        guard let base = base(ranges) else { return 0 }
        var conditions = ["organisation = \(organisation)", open, base] + terms(filter)
        // With every ranking named, the day's limits are a range of the queue's index for each.
        let isByDue = filter.dueAfter != nil || filter.dueUntil != nil || filter.isEverythingOpened
        if isByDue || filter.ranking != nil { conditions.append("ranking IN (\(SQL.list(filter.ranking.map { [$0] } ?? rankings)))") }
        return try session.first(
            "SELECT COUNT(*) FROM (SELECT 1 FROM follow_up WHERE \(SQL.joined(conditions, separator: " AND ")) LIMIT \(ceiling)) AS some") { Int($0.int(0)) } ?? 0
    }

    /// Every value of `FollowUpRow.ranking`.
    private static let rankings = [0, 1, 2]
    private static let open: SQL = "state IN ('planned', 'accepted')"

    /// Call-backs agreed by a person, by their time.
    public static func agreed(person: StaffID, until: Instant, limit: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> [FollowUpRow] {
        try session.query(
            """
            \(FollowUpRows.select) WHERE organisation = \(organisation) AND assignee = \(person) AND state IN ('planned', 'accepted') AND agreed_at IS NOT NULL
              AND agreed_at <= \(until) ORDER BY agreed_at LIMIT \(limit)
            """, FollowUpRows.decode)
    }

    public static func doneCount(by person: StaffID, from: Instant, to: Instant, of organisation: OrganisationID, in session: any SQLReading) throws -> Int {
        try session.first(
            "SELECT COUNT(*) FROM follow_up WHERE organisation = \(organisation) AND done_by = \(person) AND done_recorded_at >= \(from) AND done_recorded_at < \(to)"
        ) { Int($0.int(0)) } ?? 0
    }

    private static func base(_ of: Of) -> SQL {
        switch of {
        case .person(let staff): "assignee = \(staff)"
        case .unit(let unit): "unit = \(unit)"
        case .pool(let unit): "unit = \(unit) AND assignee IS NULL"
        }
    }

    /// Several units are one condition: the engine goes from one to the next itself.
    private static func base(_ ranges: [Of]) -> SQL? {
        if ranges.count == 1 { return ranges.first.map(base) }
        let units = ranges.compactMap(\.unit)
        guard !units.isEmpty else { return nil }
        let isPool = ranges.contains { if case .pool = $0 { true } else { false } }
        return isPool ? "unit IN (\(SQL.list(units))) AND assignee IS NULL" : "unit IN (\(SQL.list(units)))"
    }

    /// A plus before a column keeps it from being chosen as the way in: it is only looked at in the rows that the way in leads to.
    private static func terms(_ filter: Filter) -> [SQL] {
        var terms: [SQL] = []
        if let adoption = filter.adoption { terms.append("adoption = \(adoption)") }
        if let rule = filter.rule { terms.append("rule = \(rule)") }
        if let units = filter.units { terms.append("unit IN (\(SQL.list(units.sorted())))") }
        if let openedBy = filter.openedBy { terms.append("+opens_at <= \(openedBy)") }
        if let dueAfter = filter.dueAfter { terms.append("due_at > \(dueAfter)") }
        if let dueUntil = filter.dueUntil { terms.append("due_at <= \(dueUntil)") }
        if let moment = filter.notWaitingAt { terms.append("(+wait_until IS NULL OR +wait_until <= \(moment))") }
        if let opensAfter = filter.opensAfter { terms.append("opens_at > \(opensAfter)") }
        if let moment = filter.waitingAfter { terms.append("wait_until > \(moment)") }
        if filter.isAgreed { terms.append("agreed_at > \(0)") }
        return terms
    }
}
