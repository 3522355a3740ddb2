import Domain
import SQLCore

/// What changes on a case while it is handled, and its lists by the next limit.
extension CaseFileRows {
    /// Writes what handling changes; every change counts the version up.
    ///
    /// - Returns: false when somebody else has changed the case since `row.version`.
    public static func update(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws -> Bool {
        try session.execute(
            """
            UPDATE case_file SET stage = \(row.file.stage.rawValue), severity = \(row.file.severity), category = \(row.category), owner = \(row.owner),
                role = \(row.role), handed_to = \(row.handedTo), version = \(row.version + 1), life = \(row.life), life_began_at = \(row.lifeBeganAt),
                merged_into = \(row.mergedInto), decisions = \(JSONText.object(row.decisions)), last_step = \(row.lastStep), cause = \(row.cause),
                measure = \(row.measure), conclusion = \(row.conclusion), proven = \(row.proven), replied_at = \(row.repliedAt), closed_at = \(row.closedAt),
                closed_by = \(row.closedBy)
            WHERE organisation = \(organisation) AND id = \(row.file.id) AND version = \(row.version)
            """) == 1
    }

    public static func set(nextDueAt: Instant?, of id: CaseFileID, _ organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            "UPDATE case_file SET next_due_at = \(nextDueAt?.milliseconds ?? Schema.noDeadline) WHERE organisation = \(organisation) AND id = \(id)")
    }

    public static func set(lastStep: String, of id: CaseFileID, _ organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute("UPDATE case_file SET last_step = \(lastStep) WHERE organisation = \(organisation) AND id = \(id)")
    }

    /// A place in the list by next limit.
    public struct DueKey: Sendable, Hashable, Comparable {
        public var dueAt: Int64
        public var id: CaseFileID

        public init(dueAt: Int64, id: CaseFileID) { (self.dueAt, self.id) = (dueAt, id) }
        public init(_ row: Row) { self.init(dueAt: row.nextDueAt?.milliseconds ?? Schema.noDeadline, id: row.file.id) }

        public static func < (a: Self, b: Self) -> Bool { (a.dueAt, a.id) < (b.dueAt, b.id) }
    }

    /// Open cases of a unit by their next limit, those whose clocks all stand last; after `key`.
    public static func dueNext(unit: UnitID, after key: DueKey?, limit: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        let beyond: SQL = key.map { "AND (next_due_at, id) > (\($0.dueAt), \($0.id))" } ?? ""
        return try session.query(
            """
            \(select) WHERE organisation = \(organisation) AND unit = \(unit) AND stage = 'received' \(beyond) ORDER BY next_due_at, id LIMIT \(limit)
            """, decode)
    }

    /// Open cases that a person answers for, by their next limit; after `key`.
    public static func dueNext(owner: StaffID, after key: DueKey?, limit: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        let beyond: SQL = key.map { "AND (next_due_at, id) > (\($0.dueAt), \($0.id))" } ?? ""
        return try session.query(
            """
            \(select) WHERE organisation = \(organisation) AND owner = \(owner) AND stage = 'received' \(beyond) ORDER BY next_due_at, id LIMIT \(limit)
            """, decode)
    }

    /// Open cases of a person, the newest first: what a new report may be about.
    public static func open(party: PartyID, since moment: Instant, limit: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query(
            "\(select) WHERE organisation = \(organisation) AND party = \(party) AND stage = 'received' AND opened_at >= \(moment) ORDER BY id DESC LIMIT \(limit)", decode)
    }

    /// The newest open cases of a unit.
    public static func recent(unit: UnitID, limit: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query(
            "\(select) WHERE organisation = \(organisation) AND unit = \(unit) AND stage = 'received' ORDER BY id DESC LIMIT \(limit)", decode)
    }

    public static func set(cause: String?, measure: String?, of id: CaseFileID, _ organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute("UPDATE case_file SET cause = \(cause), measure = \(measure) WHERE organisation = \(organisation) AND id = \(id)")
    }

    public static func setReplied(at moment: Instant, of id: CaseFileID, _ organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute("UPDATE case_file SET replied_at = \(moment) WHERE organisation = \(organisation) AND id = \(id)")
    }

    public static func file(number: String, of organisation: OrganisationID, in session: any SQLReading) throws -> Row? {
        try session.first("\(select) WHERE organisation = \(organisation) AND number = \(number) AND stage <> 'withdrawn' ORDER BY id DESC LIMIT 1", decode)
    }
}
