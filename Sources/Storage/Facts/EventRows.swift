import Domain
import SQLCore

/// Matters, events with their earlier versions, and deliveries.
public enum EventRows {
    public enum State: String, Sendable { case current, cancelled, tombstone }

    /// What planning needs to know of an event that is already there.
    public struct Known: Sendable {
        public var id: EventID
        public var state: State
        public var content: [UInt8]
        public var version: Int
        public var cancelledAt: Instant?
    }

    public static func known(kind: String, naturalKey: String, of organisation: OrganisationID, in session: any SQLReading) throws -> Known? {
        try session.first(
            "SELECT id, state, content, version, cancelled_at FROM event WHERE organisation = \(organisation) AND kind = \(kind) AND natural_key = \(naturalKey)",
            decodeKnown)
    }

    /// Events of a natural key that was cancelled: the first one, and those that came again after a cancel, oldest first.
    public static func family(kind: String, naturalKey: String, of organisation: OrganisationID, in session: any SQLReading) throws -> [Known] {
        guard let first = try known(kind: kind, naturalKey: naturalKey, of: organisation, in: session) else { return [] }
        guard first.state != .current else { return [first] }
        let (from, to) = (naturalKey + "#", naturalKey + "$")
        return try [first]
            + session.query(
                """
                SELECT id, state, content, version, cancelled_at FROM event
                WHERE organisation = \(organisation) AND kind = \(kind) AND natural_key >= \(from) AND natural_key < \(to) ORDER BY natural_key
                """, decodeKnown)
    }

    private static func decodeKnown(_ row: any SQLRow) throws -> Known {
        Known(id: row.id(0), state: try row.code(1), content: row.blob(2), version: Int(row.int(3)), cancelledAt: row.optionalInstant(4))
    }

    /// The key of an event that comes again after the cancel of the one before.
    public static func keyAgain(_ naturalKey: String, at moment: Instant) -> String { naturalKey + "#" + String(moment.milliseconds) }

    public static func insert(
        _ event: Event, state: State = .current, content: [UInt8], cancelledAt: Instant? = nil, of organisation: OrganisationID, in session: any SQLWriting
    ) throws {
        try session.execute(
            """
            INSERT INTO event (id, organisation, kind, natural_key, state, occurred_at, recorded_at, unit, party, matter, sender, caused_by, depth, version,
                               content, attributes, cancelled_at)
            VALUES (\(event.id), \(organisation), \(event.kind), \(event.naturalKey), \(state.rawValue), \(event.occurredAt), \(event.recordedAt), \(event.unit),
                    \(event.party), \(event.matter), \(event.sender.rawValue), \(event.causedBy), \(event.depth), \(event.version), \(content),
                    \(AttributeText.encode(event.attributes)), \(cancelledAt))
            """)
    }

    /// Replaces the content by a correction; what stood before goes to `event_version`.
    public static func correct(_ event: Event, content: [UInt8], of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO event_version (organisation, event, version, occurred_at, recorded_at, attributes)
            SELECT organisation, id, version, occurred_at, recorded_at, attributes FROM event WHERE organisation = \(organisation) AND id = \(event.id)
            """)
        try session.execute(
            """
            UPDATE event SET state = 'current', occurred_at = \(event.occurredAt), recorded_at = \(event.recordedAt), unit = \(event.unit), party = \(event.party),
                matter = \(event.matter), version = \(event.version), content = \(content), attributes = \(AttributeText.encode(event.attributes)), cancelled_at = NULL
            WHERE organisation = \(organisation) AND id = \(event.id)
            """)
    }

    public static func cancel(_ event: EventID, at moment: Instant, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute("UPDATE event SET state = 'cancelled', cancelled_at = \(moment) WHERE organisation = \(organisation) AND id = \(event)")
    }

    /// A second cancel reaches further than the first.
    public static func extendCancel(_ event: EventID, to moment: Instant, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            "UPDATE event SET cancelled_at = \(moment) WHERE organisation = \(organisation) AND id = \(event) AND state <> 'current' AND cancelled_at < \(moment)")
    }

    public static func event(_ id: EventID, of organisation: OrganisationID, in session: any SQLReading) throws -> Event? {
        try session.first("\(select) WHERE organisation = \(organisation) AND id = \(id)", decode)
    }

    public static func state(of id: EventID, _ organisation: OrganisationID, in session: any SQLReading) throws -> State? {
        try session.first("SELECT state FROM event WHERE organisation = \(organisation) AND id = \(id)") { try $0.code(0) }
    }

    public static func kind(of id: EventID, _ organisation: OrganisationID, in session: any SQLReading) throws -> String? {
        try session.first("SELECT kind FROM event WHERE organisation = \(organisation) AND id = \(id)") { $0.text(0) }
    }

    /// Current events of one kind about a party since a moment, oldest first: history for repeat rules.
    public static func events(
        kind: String, party: PartyID, since: Instant, until: Instant, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> [Event] {
        try session.query(
            """
            \(select) WHERE organisation = \(organisation) AND party = \(party) AND kind = \(kind)
                AND occurred_at >= \(since) AND occurred_at <= \(until) AND state = 'current' ORDER BY occurred_at, id LIMIT 1000
            """, decode)
    }

    /// The same in a unit, for counts that no party bounds.
    public static func events(
        kind: String, unit: UnitID, since: Instant, until: Instant, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> [Event] {
        try session.query(
            """
            \(select) WHERE organisation = \(organisation) AND unit = \(unit) AND kind = \(kind)
                AND occurred_at >= \(since) AND occurred_at <= \(until) AND state = 'current' ORDER BY occurred_at DESC, id LIMIT 5000
            """, decode)
    }

    /// Current events of one kind in a unit beyond a place in the order of (moment, id), known by `recordedBy`.
    public static func events(
        kind: String, unit: UnitID, after place: (moment: Instant, id: EventID), recordedBy: Instant, limit: Int, of organisation: OrganisationID,
        in session: any SQLReading
    ) throws -> [Event] {
        try session.query(
            """
            \(select) WHERE organisation = \(organisation) AND unit = \(unit) AND kind = \(kind) AND (occurred_at, id) > (\(place.moment), \(place.id))
                AND recorded_at <= \(recordedBy) AND state = 'current' ORDER BY occurred_at, id LIMIT \(limit)
            """, decode)
    }

    public static func events(party: PartyID, limit: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> [Event] {
        try session.query("\(select) WHERE organisation = \(organisation) AND party = \(party) AND state = 'current' ORDER BY occurred_at DESC LIMIT \(limit)", decode)
    }

    public static func causedEvents(by event: EventID, of organisation: OrganisationID, in session: any SQLReading) throws -> [Event] {
        try session.query("\(select) WHERE organisation = \(organisation) AND caused_by = \(event) ORDER BY id", decode)
    }

    /// What the event said before its corrections, newest first; unit, party and matter are those of today.
    public static func versions(of event: Event, _ organisation: OrganisationID, in session: any SQLReading) throws -> [Event] {
        try session.query(
            """
            SELECT version, occurred_at, recorded_at, attributes FROM event_version
            WHERE organisation = \(organisation) AND event = \(event.id) ORDER BY version DESC
            """
        ) { row in
            var earlier = event
            (earlier.version, earlier.occurredAt, earlier.recordedAt) = (Int(row.int(0)), row.instant(1), row.instant(2))
            earlier.attributes = try AttributeText.decode(row.text(3))
            return earlier
        }
    }

    private static let select: SQL = """
        SELECT id, kind, natural_key, occurred_at, recorded_at, unit, party, matter, sender, caused_by, depth, version, attributes FROM event
        """

    private static func decode(_ row: any SQLRow) throws -> Event {
        Event(
            id: row.id(0), kind: row.text(1), naturalKey: row.text(2), occurredAt: row.instant(3), recordedAt: row.instant(4), unit: row.id(5),
            party: row.optionalID(6), matter: row.optionalID(7), sender: try row.code(8), causedBy: row.optionalID(9), depth: Int(row.int(10)),
            version: Int(row.int(11)), attributes: try AttributeText.decode(row.text(12)))
    }

    // MARK: Matters

    /// The matter's id: that of the number when it is there, else the new one, inserted.
    public static func matter(_ draft: Matter, of organisation: OrganisationID, in session: any SQLWriting) throws -> MatterID {
        if let known: MatterID = try session.first(
            "SELECT id FROM matter WHERE organisation = \(organisation) AND kind = \(draft.kind) AND number = \(draft.number)", { $0.id(0) })
        {
            return known
        }
        try session.execute(
            """
            INSERT INTO matter (id, organisation, kind, number, party, unit)
            VALUES (\(draft.id), \(organisation), \(draft.kind), \(draft.number), \(draft.party), \(draft.unit))
            """)
        return draft.id
    }

    public static func matterNumber(_ id: MatterID, of organisation: OrganisationID, in session: any SQLReading) throws -> String? {
        try session.first("SELECT number FROM matter WHERE organisation = \(organisation) AND id = \(id)") { $0.text(0) }
    }

    /// The plus keeps the index of parties out, which would be read from end to end.
    public static func parties(matterNumber: String, of organisation: OrganisationID, limit: Int, in session: any SQLReading) throws -> [PartyID] {
        try session.query(
            """
            SELECT DISTINCT party FROM matter WHERE organisation = \(organisation) AND number = \(matterNumber) AND +party IS NOT NULL LIMIT \(limit)
            """) { $0.id(0) }
    }

    // MARK: Deliveries

    /// False when this delivery was there already: then nothing is to be done.
    public static func accept(
        sender: String, message: String, event: EventID?, at now: Instant, of organisation: OrganisationID, in session: any SQLWriting
    ) throws -> Bool {
        try session.execute(
            """
            INSERT INTO delivery (organisation, sender, message, event, received_at) VALUES (\(organisation), \(sender), \(message), \(event), \(now))
            ON CONFLICT (organisation, sender, message) DO NOTHING
            """) == 1
    }

    /// The event that a delivery became.
    public static func delivered(sender: String, message: String, of organisation: OrganisationID, in session: any SQLReading) throws -> EventID? {
        try session.first("SELECT event FROM delivery WHERE organisation = \(organisation) AND sender = \(sender) AND message = \(message)") { $0.optionalID(0) } ?? nil
    }

    public static func isDelivered(sender: String, message: String, of organisation: OrganisationID, in session: any SQLReading) throws -> Bool {
        try session.first("SELECT 1 FROM delivery WHERE organisation = \(organisation) AND sender = \(sender) AND message = \(message)") { _ in true } ?? false
    }
}
