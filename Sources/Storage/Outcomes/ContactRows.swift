import Domain
import SQLCore

/// Contacts, and for each follow-up that a contact was about an attempt.
public enum ContactRows {
    public struct Row: Sendable, Hashable {
        public var contact: Contact
        public var unit: UnitID
        public var contactPoint: Int64?
        public var lateReason: String?
        /// The form's own key: a repeated sending records nothing twice.
        public var requestKey: String

        public init(contact: Contact, unit: UnitID, contactPoint: Int64? = nil, lateReason: String? = nil, requestKey: String) {
            (self.contact, self.unit, self.contactPoint) = (contact, unit, contactPoint)
            (self.lateReason, self.requestKey) = (lateReason, requestKey)
        }
    }

    public static func contact(requestKey: String, of organisation: OrganisationID, in session: any SQLReading) throws -> ContactID? {
        try session.first("SELECT id FROM contact WHERE organisation = \(organisation) AND request_key = \(requestKey)") { $0.id(0) }
    }

    public static func insert(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws {
        let c = row.contact
        try session.execute(
            """
            INSERT INTO contact (id, organisation, party, unit, staff, channel, occurred_at, recorded_at, result, respondent, contact_point, note, override_reason,
                late_reason, request_key)
            VALUES (\(c.id), \(organisation), \(c.party), \(row.unit), \(c.staff), \(c.channel.rawValue), \(c.occurredAt), \(c.recordedAt), \(c.result), \(c.respondent),
                \(row.contactPoint), \(c.note), \(c.overrideReason), \(row.lateReason), \(row.requestKey))
            """)
    }

    public static func insertAttempt(
        _ contact: Contact, about followUp: FollowUpID, callBackAt: Instant? = nil, of organisation: OrganisationID, in session: any SQLWriting
    ) throws {
        try session.execute(
            """
            INSERT INTO attempt (organisation, follow_up, contact, occurred_at, channel, result, call_back_at)
            VALUES (\(organisation), \(followUp), \(contact.id), \(contact.occurredAt), \(contact.channel.rawValue), \(contact.result), \(callBackAt))
            """)
    }

    /// A try as the ladder sees it.
    public struct Attempt: Sendable, Hashable {
        public var contact: ContactID
        public var occurredAt: Instant
        public var channel: ContactChannel
        public var result: String
        public var callBackAt: Instant?
    }

    public static func attempts(about followUp: FollowUpID, of organisation: OrganisationID, in session: any SQLReading) throws -> [Attempt] {
        try session.query(
            "SELECT contact, occurred_at, channel, result, call_back_at FROM attempt WHERE organisation = \(organisation) AND follow_up = \(followUp) ORDER BY occurred_at, contact"
        ) { Attempt(contact: $0.id(0), occurredAt: $0.instant(1), channel: try $0.code(2), result: $0.text(3), callBackAt: $0.optionalInstant(4)) }
    }

    public static func contacts(about followUp: FollowUpID, of organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query(
            """
            SELECT \(columns) FROM attempt a JOIN contact c ON c.organisation = a.organisation AND c.id = a.contact
            WHERE a.organisation = \(organisation) AND a.follow_up = \(followUp) ORDER BY c.occurred_at DESC, c.id DESC
            """, decode)
    }

    public static func contacts(party: PartyID, limit: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query("SELECT \(columns) FROM contact c WHERE c.organisation = \(organisation) AND c.party = \(party) ORDER BY c.id DESC LIMIT \(limit)", decode)
    }

    public static func contact(_ id: ContactID, of organisation: OrganisationID, in session: any SQLReading) throws -> Row? {
        try session.first("SELECT \(columns) FROM contact c WHERE c.organisation = \(organisation) AND c.id = \(id)", decode)
    }

    /// Follow-ups settled or tried by a contact.
    public static func followUps(of contact: ContactID, _ organisation: OrganisationID, in session: any SQLReading) throws -> [FollowUpID] {
        try session.query(
            "SELECT a.follow_up FROM contact c JOIN attempt a ON a.organisation = c.organisation AND a.contact = c.id WHERE c.organisation = \(organisation) AND c.id = \(contact)"
        ) { $0.id(0) }
    }

    private static let columns: SQL = """
        c.id, c.party, c.unit, c.staff, c.channel, c.occurred_at, c.recorded_at, c.result, c.respondent, c.contact_point, c.note, c.override_reason, c.late_reason, c.request_key
        """

    private static func decode(_ row: any SQLRow) throws -> Row {
        Row(
            contact: Contact(
                id: row.id(0), party: row.optionalID(1), staff: row.id(3), channel: try row.code(4), occurredAt: row.instant(5), recordedAt: row.instant(6),
                result: row.text(7), respondent: row.optionalText(8), note: row.optionalText(10), overrideReason: row.optionalText(11)),
            unit: row.id(2), contactPoint: row.optionalInt(9), lateReason: row.optionalText(12), requestKey: row.text(13))
    }
}
