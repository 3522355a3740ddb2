import Domain
import SQLCore

/// The lines of a plan: whom, when and who.
public enum VisitPlanLineRows {
    public enum Standing: String, Sendable, Hashable { case proposed, changed, added, dropped }

    public struct Row: Sendable, Hashable {
        public var plan: Int64
        public var party: PartyID
        /// 1, 2, 3 … in the plan.
        public var position: Int
        /// Nil: at any time of the period.
        public var day: LocalDay?
        /// Nil: whoever holds the role then.
        public var staff: StaffID?
        public var standing: Standing
        public var reason: String?

        public init(
            plan: Int64, party: PartyID, position: Int, day: LocalDay? = nil, staff: StaffID? = nil, standing: Standing = .proposed, reason: String? = nil
        ) {
            (self.plan, self.party, self.position, self.day) = (plan, party, position, day)
            (self.staff, self.standing, self.reason) = (staff, standing, reason)
        }
    }

    /// False when the party stands in the plan already.
    public static func insert(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws -> Bool {
        try session.execute(
            """
            INSERT INTO visit_plan_line (organisation, plan, party, position, visit_day, staff, standing, reason)
            VALUES (\(organisation), \(row.plan), \(row.party), \(row.position), \(row.day), \(row.staff), \(row.standing.rawValue), \(row.reason))
            ON CONFLICT (organisation, plan, party) DO NOTHING
            """) == 1
    }

    public static func update(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            UPDATE visit_plan_line SET visit_day = \(row.day), staff = \(row.staff), standing = \(row.standing.rawValue), reason = \(row.reason)
            WHERE organisation = \(organisation) AND plan = \(row.plan) AND party = \(row.party)
            """)
    }

    public static func row(_ party: PartyID, of plan: Int64, _ organisation: OrganisationID, in session: any SQLReading) throws -> Row? {
        try session.first("\(select) WHERE organisation = \(organisation) AND plan = \(plan) AND party = \(party)", decode)
    }

    /// Lines after a position, in their order.
    public static func page(of plan: Int64, after position: Int, limit: Int, _ organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query(
            "\(select) WHERE organisation = \(organisation) AND plan = \(plan) AND position > \(position) ORDER BY position LIMIT \(limit)", decode)
    }

    /// The highest position; 0 for a plan without lines.
    public static func last(of plan: Int64, _ organisation: OrganisationID, in session: any SQLReading) throws -> Int {
        try session.first(
            "SELECT position FROM visit_plan_line WHERE organisation = \(organisation) AND plan = \(plan) ORDER BY position DESC LIMIT 1") { Int($0.int(0)) } ?? 0
    }

    /// How many lines stand how.
    public static func counts(of plan: Int64, _ organisation: OrganisationID, in session: any SQLReading) throws -> [Standing: Int] {
        let rows = try session.query(
            "SELECT standing, COUNT(*) FROM visit_plan_line WHERE organisation = \(organisation) AND plan = \(plan) GROUP BY standing"
        ) { (try $0.code(0, Standing.self), Int($0.int(1))) }
        return Dictionary(rows, uniquingKeysWith: +)
    }

    private static let select: SQL = "SELECT plan, party, position, visit_day, staff, standing, reason FROM visit_plan_line"

    private static func decode(_ row: any SQLRow) throws -> Row {
        Row(
            plan: row.int(0), party: row.id(1), position: Int(row.int(2)), day: row.optionalDay(3), staff: row.optionalID(4), standing: try row.code(5),
            reason: row.optionalText(6))
    }
}
