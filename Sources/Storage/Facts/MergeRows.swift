import Domain
import SQLCore

/// Persons that became one: what moved, and back.
public enum MergeRows {
    public struct Row: Sendable, Hashable {
        public var id: Int64
        public var survivor: PartyID
        public var merged: PartyID
        /// The fact that told it; nil when a person decided.
        public var event: EventID?
        /// 0 = the engine.
        public var staff: StaffID
        public var why: String?
        public var before: Before
        /// Follow-ups were ended, which nothing brings back.
        public var hasEnded: Bool
        public var mergedAt: Instant

        public init(
            id: Int64, survivor: PartyID, merged: PartyID, event: EventID?, staff: StaffID, why: String?, before: Before, hasEnded: Bool, mergedAt: Instant
        ) {
            (self.id, self.survivor, self.merged, self.event, self.staff) = (id, survivor, merged, event, staff)
            (self.why, self.before, self.hasEnded, self.mergedAt) = (why, before, hasEnded, mergedAt)
        }
    }

    /// What the survivor's row said.
    public struct Before: Sendable, Hashable {
        public var status: Party.Status
        public var refusals: [String]

        public init(status: Party.Status, refusals: [String]) { (self.status, self.refusals) = (status, refusals) }
    }

    /// Tables whose rows belong to a party and go with it.
    public static let tables = ["event", "matter", "follow_up", "contact", "case_file", "promise"]

    // MARK: Looking

    /// Whom a party became; itself when it is nobody else. Chains are kept short: one step.
    public static func survivor(of party: PartyID, _ organisation: OrganisationID, in session: any SQLReading) throws -> PartyID {
        try session.first("SELECT COALESCE(merged_into, id) FROM party WHERE organisation = \(organisation) AND id = \(party)") { $0.id(0) } ?? party
    }

    /// Those that became this one.
    public static func absorbed(by party: PartyID, of organisation: OrganisationID, in session: any SQLReading) throws -> [Party] {
        try session.query(
            """
            SELECT id, kind, name, number, sex, born_on, status, tags, refusals FROM party WHERE organisation = \(organisation) AND merged_into = \(party) ORDER BY id
            """, PartyRows.decode)
    }

    /// How many rows of each table would go along.
    public static func amounts(of party: PartyID, _ organisation: OrganisationID, in session: any SQLReading) throws -> [String: Int] {
        try tables.reduce(into: [:]) { amounts, table in
            amounts[table] = try session.first(
                "SELECT COUNT(*) FROM \(raw: table) WHERE organisation = \(organisation) AND party = \(party)") { Int($0.int(0)) }
        }
    }

    /// Merges into a party that stand, newest first.
    public static func standing(into party: PartyID, of organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query("\(select) WHERE organisation = \(organisation) AND survivor = \(party) AND undone_at IS NULL ORDER BY id DESC LIMIT 100", decode)
    }

    public static func row(_ id: Int64, of organisation: OrganisationID, in session: any SQLReading) throws -> Row? {
        try session.first("\(select) WHERE organisation = \(organisation) AND id = \(id) AND undone_at IS NULL", decode)
    }

    /// The last journal entry that belongs to the merge itself.
    public static func mark(of merge: Row, _ organisation: OrganisationID, in session: any SQLReading) throws -> Int64 {
        try session.first(
            """
            SELECT MAX(id) FROM journal WHERE organisation = \(organisation) AND party IN (\(SQL.list([merge.survivor, merge.merged]))) AND act = 'party.merged'
              AND other = \(merge.id)
            """) { $0.optionalInt(0) ?? 0 } ?? 0
    }

    /// Whether anything was written about one of the two since; that somebody looked at a number changes nothing.
    public static func hasHappened(since mark: Int64, to parties: [PartyID], of organisation: OrganisationID, in session: any SQLReading) throws -> Bool {
        try session.first(
            """
            SELECT 1 FROM journal WHERE organisation = \(organisation) AND party IN (\(SQL.list(parties))) AND id > \(mark) AND act <> 'contactPoint.revealed' LIMIT 1
            """) { _ in true } ?? false
    }

    // MARK: Moving

    /// Everything of the merged party goes to the survivor; what went is noted.
    public static func move(_ merge: Row, of organisation: OrganisationID, in session: any SQLWriting) throws {
        for table in tables {
            try session.execute(
                """
                INSERT INTO party_merge_row (organisation, merge, kind, row)
                SELECT organisation, \(merge.id), \(table), id FROM \(raw: table) WHERE organisation = \(organisation) AND party = \(merge.merged)
                """)
            try session.execute("UPDATE \(raw: table) SET party = \(merge.survivor) WHERE organisation = \(organisation) AND party = \(merge.merged)")
        }
        try moveUnits(merge, organisation, session)
        try moveNames(merge, organisation, session)
    }

    private static func moveUnits(_ merge: Row, _ organisation: OrganisationID, _ session: any SQLWriting) throws {
        let known = try PartyRows.units(of: merge.survivor, organisation, in: session)
        for unit in try PartyRows.units(of: merge.merged, organisation, in: session).subtracting(known).sorted() {
            try PartyRows.know(merge.survivor, in: unit, of: organisation, in: session)
            try note("unit", unit.rawValue, merge, organisation, session)
        }
    }

    /// Also those that became the merged one before: nobody is looked for in two steps.
    private static func moveNames(_ merge: Row, _ organisation: OrganisationID, _ session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO party_merge_row (organisation, merge, kind, row)
            SELECT organisation, \(merge.id), 'party', id FROM party WHERE organisation = \(organisation) AND merged_into = \(merge.merged)
            """)
        try session.execute("UPDATE party SET merged_into = \(merge.survivor) WHERE organisation = \(organisation) AND merged_into = \(merge.merged)")
        try session.execute("UPDATE party SET merged_into = \(merge.survivor) WHERE organisation = \(organisation) AND id = \(merge.merged)")
    }

    /// A point of the merged party for the survivor too, who does not have it: the old one stays where it was found by.
    public static func copy(point: Int64, as id: Int64, _ merge: Row, at now: Instant, of organisation: OrganisationID, in session: any SQLWriting) throws {
        let added = try session.execute(
            """
            INSERT INTO contact_point (id, organisation, party, kind, relation, sealed, masked, blind, blind_tail, state, created_at)
            SELECT \(id), organisation, \(merge.survivor), kind, relation, sealed, masked, blind, blind_tail, state, \(now) FROM contact_point
            WHERE organisation = \(organisation) AND id = \(point)
            ON CONFLICT (organisation, blind, party, kind) DO NOTHING
            """)
        if added == 1 { try note("contactPoint", id, merge, organisation, session) }
    }

    private static func note(_ kind: String, _ row: Int64, _ merge: Row, _ organisation: OrganisationID, _ session: any SQLWriting) throws {
        try session.execute("INSERT INTO party_merge_row (organisation, merge, kind, row) VALUES (\(organisation), \(merge.id), \(kind), \(row))")
    }

    public static func insert(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws {
        let before = JSONText.object(["status": row.before.status.rawValue, "refusals": JSONText.array(row.before.refusals)])
        try session.execute(
            """
            INSERT INTO party_merge (id, organisation, survivor, merged, event, staff, why, before, has_ended, merged_at)
            VALUES (\(row.id), \(organisation), \(row.survivor), \(row.merged), \(row.event), \(row.staff), \(row.why), \(before), \(row.hasEnded), \(row.mergedAt))
            """)
    }

    // MARK: Back

    /// What went with a merge goes back. The caller has seen that nothing else happened.
    public static func moveBack(_ merge: Row, at now: Instant, of organisation: OrganisationID, in session: any SQLWriting) throws {
        for table in tables {
            try session.execute(
                """
                UPDATE \(raw: table) SET party = \(merge.merged)
                WHERE organisation = \(organisation) AND party = \(merge.survivor) AND id IN (\(rows(table, merge, organisation)))
                """)
        }
        try session.execute(
            """
            DELETE FROM contact_point
            WHERE organisation = \(organisation) AND party = \(merge.survivor) AND id IN (\(rows("contactPoint", merge, organisation)))
            """)
        try session.execute(
            "DELETE FROM party_unit WHERE organisation = \(organisation) AND party = \(merge.survivor) AND unit IN (\(rows("unit", merge, organisation)))")
        try session.execute(
            """
            UPDATE party SET merged_into = \(merge.merged)
            WHERE organisation = \(organisation) AND merged_into = \(merge.survivor) AND id IN (\(rows("party", merge, organisation)))
            """)
        try session.execute("UPDATE party SET merged_into = NULL WHERE organisation = \(organisation) AND id = \(merge.merged)")
        try session.execute("UPDATE party_merge SET undone_at = \(now) WHERE organisation = \(organisation) AND id = \(merge.id)")
    }

    private static func rows(_ kind: String, _ merge: Row, _ organisation: OrganisationID) -> SQL {
        "SELECT row FROM party_merge_row WHERE organisation = \(organisation) AND merge = \(merge.id) AND kind = \(kind)"
    }

    private static let select: SQL = "SELECT id, survivor, merged, event, staff, why, before, has_ended, merged_at FROM party_merge"

    private static func decode(_ row: any SQLRow) throws -> Row {
        let before = try JSONText.members(row.text(6))
        return Row(
            id: row.int(0), survivor: row.id(1), merged: row.id(2), event: row.optionalID(3), staff: row.id(4), why: row.optionalText(5),
            before: Before(status: Party.Status(rawValue: before["status"] ?? "") ?? .active, refusals: try JSONText.strings(before["refusals"] ?? "[]")),
            hasEnded: row.bool(7), mergedAt: row.instant(8))
    }
}
