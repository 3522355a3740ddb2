import Domain
import SQLCore

/// Dated promises to a party.
public enum PromiseRows {
    public struct Row: Sendable, Hashable {
        public var id: Int64
        public var followUp: FollowUpID
        public var record: RecordID
        public var party: PartyID?
        public var unit: UnitID
        public var owner: StaffID?
        public var dueAt: Instant
        public var wording: String?
        public var keptAt: Instant?

        public init(id: Int64, followUp: FollowUpID, record: RecordID, party: PartyID?, unit: UnitID, owner: StaffID?, dueAt: Instant, wording: String?, keptAt: Instant? = nil) {
            (self.id, self.followUp, self.record, self.party, self.unit) = (id, followUp, record, party, unit)
            (self.owner, self.dueAt, self.wording, self.keptAt) = (owner, dueAt, wording, keptAt)
        }
    }

    public static func insert(_ row: Row, sourceKey: String, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO promise (id, organisation, follow_up, record, party, unit, owner, due_at, wording, source_key)
            VALUES (\(row.id), \(organisation), \(row.followUp), \(row.record), \(row.party), \(row.unit), \(row.owner), \(row.dueAt), \(row.wording), \(sourceKey))
            ON CONFLICT (organisation, source_key) DO NOTHING
            """)
    }

    /// Promises made at other follow-ups of these events are kept by a record of this one.
    public static func keep(
        about events: [EventID], except followUp: FollowUpID, at moment: Instant, of organisation: OrganisationID, in session: any SQLWriting
    ) throws {
        try session.execute(
            """
            UPDATE promise SET kept_at = \(moment) WHERE organisation = \(organisation) AND kept_at IS NULL AND follow_up IN (
                SELECT id FROM follow_up WHERE organisation = \(organisation) AND event IN (\(SQL.list(events))) AND id <> \(followUp))
            """)
    }

    public static func open(unit: UnitID, limit: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query(
            """
            SELECT id, follow_up, record, party, unit, owner, due_at, wording, kept_at FROM promise
            WHERE organisation = \(organisation) AND unit = \(unit) AND kept_at IS NULL ORDER BY due_at LIMIT \(limit)
            """) {
            Row(
                id: $0.int(0), followUp: $0.id(1), record: $0.id(2), party: $0.optionalID(3), unit: $0.id(4), owner: $0.optionalID(5), dueAt: $0.instant(6),
                wording: $0.optionalText(7), keptAt: $0.optionalInstant(8))
        }
    }
}

public enum DraftRows {
    public static func save(_ body: String, followUp: FollowUpID, account: Int64, at now: Instant, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO draft (organisation, follow_up, account, body, saved_at) VALUES (\(organisation), \(followUp), \(account), \(body), \(now))
            ON CONFLICT (organisation, follow_up, account) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at
            """)
    }

    public static func draft(followUp: FollowUpID, account: Int64, of organisation: OrganisationID, in session: any SQLReading) throws -> (body: String, savedAt: Instant)? {
        try session.first("SELECT body, saved_at FROM draft WHERE organisation = \(organisation) AND follow_up = \(followUp) AND account = \(account)") { ($0.text(0), $0.instant(1)) }
    }

    public static func discard(followUp: FollowUpID, account: Int64, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute("DELETE FROM draft WHERE organisation = \(organisation) AND follow_up = \(followUp) AND account = \(account)")
    }
}
