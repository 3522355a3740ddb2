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

        public init(
            adoption: AdoptionID? = nil, rule: String? = nil, units: Set<UnitID>? = nil, openedBy: Instant? = nil, dueAfter: Instant? = nil,
            dueUntil: Instant? = nil, notWaitingAt: Instant? = nil, ranking: Int? = nil
        ) {
            (self.adoption, self.rule, self.units, self.openedBy) = (adoption, rule, units, openedBy)
            (self.dueAfter, self.dueUntil, self.notWaitingAt, self.ranking) = (dueAfter, dueUntil, notWaitingAt, ranking)
        }
    }

    public static func page(_ of: Of, _ filter: Filter, after key: Key?, limit: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> [FollowUpRow] {
        var conditions = ["organisation = \(organisation)", "state IN ('planned', 'accepted')", base(of)] + terms(filter)
        if let key { conditions.append("(ranking, due_at, id) > (\(key.ranking), \(key.due), \(key.id))") }
        return try session.query(
            "\(FollowUpRows.select) WHERE \(SQL.joined(conditions, separator: " AND ")) ORDER BY ranking, due_at, id LIMIT \(limit)", FollowUpRows.decode)
    }

    /// Counts at most `ceiling` rows, so that "1000+" costs no more than 1000. Its order is that of the queue's index, which else is passed over
    /// for a broader one that happens to hold all columns.
    public static func bounded(_ of: Of, _ filter: Filter, ceiling: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> Int {
        let conditions = ["organisation = \(organisation)", "state IN ('planned', 'accepted')", base(of)] + terms(filter)
        return try session.first(
            "SELECT COUNT(*) FROM (SELECT 1 FROM follow_up WHERE \(SQL.joined(conditions, separator: " AND ")) ORDER BY ranking, due_at, id LIMIT \(ceiling)) AS some") { Int($0.int(0)) } ?? 0
    }

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

    private static func terms(_ filter: Filter) -> [SQL] {
        var terms: [SQL] = []
        if let adoption = filter.adoption { terms.append("adoption = \(adoption)") }
        if let rule = filter.rule { terms.append("rule = \(rule)") }
        if let units = filter.units { terms.append("unit IN (\(SQL.list(units.sorted())))") }
        if let openedBy = filter.openedBy { terms.append("opens_at <= \(openedBy)") }
        if let dueAfter = filter.dueAfter { terms.append("due_at > \(dueAfter)") }
        if let dueUntil = filter.dueUntil { terms.append("due_at <= \(dueUntil)") }
        if let moment = filter.notWaitingAt { terms.append("(wait_until IS NULL OR wait_until <= \(moment))") }
        if let opensAfter = filter.opensAfter { terms.append("opens_at > \(opensAfter)") }
        if let moment = filter.waitingAfter { terms.append("wait_until > \(moment)") }
        if filter.isAgreed { terms.append("agreed_at IS NOT NULL") }
        if let ranking = filter.ranking { terms.append("ranking = \(ranking)") }
        return terms
    }
}
