import Domain
import SQLCore

/// How much each person has in some units: out of the counters and two bounded ranges, never by counting all follow-ups.
/// The plus before what is grouped by keeps its order from being the way in: the units are.
public enum TeamRows {
    public struct Load: Sendable, Hashable {
        /// Nil is what nobody has.
        public var person: StaffID?
        public var open = 0
        /// Limit on this day, whatever the hour.
        public var today = 0
        /// Limit on an earlier day.
        public var earlier = 0

        public init(person: StaffID?, open: Int = 0, today: Int = 0, earlier: Int = 0) {
            (self.person, self.open, self.today, self.earlier) = (person, open, today, earlier)
        }
    }

    /// One row for each person who has something open there.
    public static func loads(in units: [UnitID], on day: LocalDay, of organisation: OrganisationID, session: any SQLReading) throws -> [Load] {
        guard !units.isEmpty else { return [] }
        return try session.query(
            """
            SELECT person, SUM(amount), SUM(CASE WHEN due_day = \(day) THEN amount ELSE 0 END), SUM(CASE WHEN due_day < \(day) THEN amount ELSE 0 END)
            FROM follow_up_count WHERE organisation = \(organisation) AND unit IN (\(SQL.list(units))) AND state IN ('planned', 'accepted') AND amount <> 0
            GROUP BY +person
            """) { Load(person: $0.int(0) == 0 ? nil : $0.id(0), open: Int($0.int(1)), today: Int($0.int(2)), earlier: Int($0.int(3))) }
    }

    /// Open follow-ups whose limit passed between the two moments, by person; one day's hours at most.
    public static func passed(
        in units: [UnitID], after start: Instant, until now: Instant, of organisation: OrganisationID, session: any SQLReading
    ) throws -> [StaffID?: Int] {
        guard !units.isEmpty else { return [:] }
        let rows = try session.query(
            """
            SELECT assignee, COUNT(*) FROM follow_up WHERE organisation = \(organisation) AND unit IN (\(SQL.list(units))) AND ranking IN (0, 1, 2)
              AND due_at > \(start) AND due_at < \(now) AND state IN ('planned', 'accepted') GROUP BY +assignee
            """) { ($0.optionalID(0) as StaffID?, Int($0.int(1))) }
        return Dictionary(rows, uniquingKeysWith: +)
    }

    /// What each person settled in these units within the day.
    public static func done(
        by people: [StaffID], in units: [UnitID], from: Instant, to: Instant, of organisation: OrganisationID, session: any SQLReading
    ) throws -> [StaffID: Int] {
        guard !people.isEmpty, !units.isEmpty else { return [:] }
        let rows = try session.query(
            """
            SELECT done_by, COUNT(*) FROM follow_up WHERE organisation = \(organisation) AND done_by IN (\(SQL.list(people))) AND done_recorded_at >= \(from)
              AND done_recorded_at < \(to) AND +unit IN (\(SQL.list(units))) GROUP BY done_by
            """) { ($0.id(0) as StaffID, Int($0.int(1))) }
        return Dictionary(rows, uniquingKeysWith: +)
    }
}
