import Domain
import SQLCore

/// A follow-up with everything the work on it has left: the present step, attempts, claim, what came of it.
public struct FollowUpRow: Sendable, Hashable {
    public var followUp: FollowUp
    public var causedByRecord: RecordID?
    public var mode: String
    public var cohortDay: LocalDay
    public var dueDay: LocalDay
    public var calendarRevision: String
    /// The window has opened and the role was looked up: the rest is the pool's or a person's.
    public var isOpened: Bool
    /// 0 = alert, 1 = the regulation's highest severity, 2 = everything else. Smaller comes first.
    public var ranking: Int
    /// Somebody began to work on it: a correction of its event no longer moves it.
    public var isTouched: Bool
    /// Why a person must look at it: `eventCorrected`, `eventCancelled`, `lostAwaitsConsent` …
    public var flag: String?
    public var channel: ContactChannel?
    public var attempts: Int
    public var lastResult: String?
    public var lastAt: Instant?
    /// A call-back agreed with the person.
    public var agreedAt: Instant?
    /// No further try before: spacing of the ladder, or postponed by a person.
    public var waitUntil: Instant?
    /// When the visit will be, and when that was agreed.
    public var appointmentAt: Instant?
    public var appointmentMadeAt: Instant?
    public var doneAt: Instant?
    public var doneRecordedAt: Instant?
    public var doneBy: StaffID?
    public var doneChannel: ContactChannel?
    public var record: RecordID?
    public var isSatisfied: Bool?
    public var claimedBy: StaffID?
    public var claimedUntil: Instant?
    public var plannedAt: Instant

    public var id: FollowUpID { followUp.id }

    public init(
        followUp: FollowUp, causedByRecord: RecordID? = nil, mode: String, cohortDay: LocalDay, dueDay: LocalDay, calendarRevision: String, ranking: Int,
        channel: ContactChannel?, plannedAt: Instant
    ) {
        (self.followUp, self.causedByRecord, self.mode, self.cohortDay) = (followUp, causedByRecord, mode, cohortDay)
        (self.dueDay, self.calendarRevision, self.ranking) = (dueDay, calendarRevision, ranking)
        (self.isTouched, self.isOpened, self.attempts, self.channel, self.plannedAt) = (false, false, 0, channel, plannedAt)
    }
}

public enum FollowUpRows {
    /// False when the key is taken: the same plan twice makes nothing twice.
    public static func insert(_ row: FollowUpRow, of organisation: OrganisationID, in session: any SQLWriting) throws -> Bool {
        let f = row.followUp
        let added = try session.execute(
            """
            INSERT INTO follow_up (id, organisation, adoption, edition, rule, event, occurrence, caused_by_record, party, matter, unit, severity, role, mode, assignee,
                opens_at, aim_at, due_at, due_day, cohort_day, is_provisional, calendar_revision, state, is_opened, ranking, is_touched, flag, channel, attempts,
                wait_until, planned_at)
            VALUES (\(f.id), \(organisation), \(f.adoption), \(f.edition), \(f.rule), \(f.event), \(f.occurrence), \(row.causedByRecord), \(f.party), \(f.matter),
                \(f.unit), \(f.severity), \(f.role), \(row.mode), \(f.assignee), \(f.window.opens), \(f.window.aim), \(f.window.due), \(row.dueDay), \(row.cohortDay),
                \(f.window.isProvisional), \(row.calendarRevision), \(f.state.rawValue), \(row.isOpened), \(row.ranking), \(row.isTouched), \(row.flag),
                \(row.channel?.rawValue), 0,
                \(row.waitUntil), \(row.plannedAt))
            ON CONFLICT (organisation, event, adoption, rule, occurrence) DO NOTHING
            """) == 1
        guard added else { return false }
        try CountRows.add(1, row, of: organisation, in: session)
        try CohortCountRows.move(from: nil, to: row, of: organisation, in: session)
        return true
    }

    /// Writes back every column that work changes, and moves the counters.
    public static func update(from old: FollowUpRow, to row: FollowUpRow, of organisation: OrganisationID, in session: any SQLWriting) throws {
        let f = row.followUp
        try session.execute(
            """
            UPDATE follow_up SET unit = \(f.unit), party = \(f.party), severity = \(f.severity), role = \(f.role), mode = \(row.mode), assignee = \(f.assignee),
                opens_at = \(f.window.opens), aim_at = \(f.window.aim), due_at = \(f.window.due), due_day = \(row.dueDay), cohort_day = \(row.cohortDay),
                is_provisional = \(f.window.isProvisional), calendar_revision = \(row.calendarRevision), edition = \(f.edition), caused_by_record = \(row.causedByRecord), state = \(f.state.rawValue), is_opened = \(row.isOpened),
                ranking = \(row.ranking), is_touched = \(row.isTouched), flag = \(row.flag), channel = \(row.channel?.rawValue), attempts = \(row.attempts),
                last_result = \(row.lastResult), last_at = \(row.lastAt), agreed_at = \(row.agreedAt), wait_until = \(row.waitUntil), appointment_at = \(row.appointmentAt),
                appointment_made_at = \(row.appointmentMadeAt),
                done_at = \(row.doneAt), done_recorded_at = \(row.doneRecordedAt), done_by = \(row.doneBy), done_channel = \(row.doneChannel?.rawValue),
                record = \(row.record), is_satisfied = \(row.isSatisfied), claimed_by = \(row.claimedBy), claimed_until = \(row.claimedUntil)
            WHERE organisation = \(organisation) AND id = \(f.id)
            """)
        if CountRows.key(old) != CountRows.key(row) {
            try CountRows.add(-1, old, of: organisation, in: session)
            try CountRows.add(1, row, of: organisation, in: session)
        }
        try CohortCountRows.move(from: old, to: row, of: organisation, in: session)
        try AnswerCountRows.move(from: old, to: row, of: organisation, in: session)
    }

    /// Takes or extends a claim; false when another person holds it. Claims leave no trace in the counters.
    public static func claim(_ id: FollowUpID, by staff: StaffID, until: Instant, at now: Instant, of organisation: OrganisationID, in session: any SQLWriting) throws -> Bool {
        try session.execute(
            """
            UPDATE follow_up SET claimed_by = \(staff), claimed_until = \(until) WHERE organisation = \(organisation) AND id = \(id)
              AND (claimed_by IS NULL OR claimed_by = \(staff) OR claimed_until <= \(now))
            """) == 1
    }

    public static func release(_ id: FollowUpID, by staff: StaffID, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute("UPDATE follow_up SET claimed_by = NULL, claimed_until = NULL WHERE organisation = \(organisation) AND id = \(id) AND claimed_by = \(staff)")
    }

    public static func row(_ id: FollowUpID, of organisation: OrganisationID, in session: any SQLReading) throws -> FollowUpRow? {
        try session.first("\(select) WHERE organisation = \(organisation) AND id = \(id)", decode)
    }

    /// Rows by id, in the order of the ids; those that are not there are left out.
    public static func rows(_ ids: [FollowUpID], of organisation: OrganisationID, in session: any SQLReading) throws -> [FollowUpRow] {
        guard !ids.isEmpty else { return [] }
        // The plus keeps a long list from looking dearer than everything the organisation has, which is then read from end to end.
        let rows = try session.query("\(select) WHERE +organisation = \(organisation) AND id IN (\(SQL.list(ids)))", decode)
        let byID = Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
        return ids.compactMap { byID[$0] }
    }

    public static func rows(of event: EventID, _ organisation: OrganisationID, in session: any SQLReading) throws -> [FollowUpRow] {
        try session.query("\(select) WHERE organisation = \(organisation) AND event = \(event) ORDER BY id", decode)
    }

    public static func rows(party: PartyID, limit: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> [FollowUpRow] {
        try session.query("\(select) WHERE organisation = \(organisation) AND party = \(party) ORDER BY id DESC LIMIT \(limit)", decode)
    }

    /// When a follow-up of the party was last done.
    public static func lastDone(party: PartyID, of organisation: OrganisationID, in session: any SQLReading) throws -> Instant? {
        try session.first(
            "SELECT MAX(done_at) FROM follow_up WHERE organisation = \(organisation) AND party = \(party)") { $0.optionalInstant(0) } ?? nil
    }

    /// Planned follow-ups without a person whose window has opened: their role is resolved now.
    public static func opening(until now: Instant, limit: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> [FollowUpRow] {
        try session.query(
            "\(select) WHERE organisation = \(organisation) AND opens_at <= \(now) AND state = 'planned' AND is_opened = 0 ORDER BY opens_at LIMIT \(limit)", decode)
    }

    /// Open follow-ups decided with days that were not known, under another calendar than this one.
    public static func provisional(notUnder revision: String, limit: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> [FollowUpRow] {
        let earlier = try provisional("calendar_revision < \(revision)", limit, organisation, session)
        guard earlier.count < limit else { return earlier }
        return try earlier + provisional("calendar_revision > \(revision)", limit - earlier.count, organisation, session)
    }

    private static func provisional(_ condition: SQL, _ limit: Int, _ organisation: OrganisationID, _ session: any SQLReading) throws -> [FollowUpRow] {
        try session.query(
            """
            \(select) WHERE organisation = \(organisation) AND is_provisional = 1 AND state IN ('planned', 'accepted') AND \(condition)
            ORDER BY calendar_revision, id LIMIT \(limit)
            """, decode)
    }

    /// The window was worked out again under this calendar and stays.
    public static func confirm(_ id: FollowUpID, under revision: String, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute("UPDATE follow_up SET calendar_revision = \(revision) WHERE organisation = \(organisation) AND id = \(id)")
    }

    static let columns: SQL = """
        id, adoption, edition, rule, event, occurrence, caused_by_record, party, matter, unit, severity, role, mode, assignee, opens_at, aim_at, due_at, due_day,
        cohort_day, is_provisional, calendar_revision, state, ranking, is_touched, flag, channel, attempts, last_result, last_at, agreed_at, wait_until, appointment_at,
        done_at, done_recorded_at, done_by, done_channel, record, is_satisfied, claimed_by, claimed_until, planned_at, is_opened, appointment_made_at
        """

    static let select: SQL = "SELECT \(columns) FROM follow_up"

    static func decode(_ row: any SQLRow) throws -> FollowUpRow {
        let window = Window(opens: row.instant(14), aim: row.optionalInstant(15), due: row.instant(16), isProvisional: row.bool(19))
        let followUp = FollowUp(
            id: row.id(0), adoption: row.id(1), edition: row.id(2), rule: row.text(3), event: row.id(4), occurrence: Int(row.int(5)), party: row.optionalID(7),
            matter: row.optionalID(8), unit: row.id(9), window: window, state: try row.code(21), severity: row.optionalText(10), role: row.text(11),
            assignee: row.optionalID(13))
        var full = FollowUpRow(
            followUp: followUp, causedByRecord: row.optionalID(6), mode: row.text(12), cohortDay: row.day(18), dueDay: row.day(17), calendarRevision: row.text(20),
            ranking: Int(row.int(22)), channel: row.optionalText(25).flatMap(ContactChannel.init), plannedAt: row.instant(40))
        (full.isTouched, full.flag, full.attempts, full.isOpened) = (row.bool(23), row.optionalText(24), Int(row.int(26)), row.bool(41))
        (full.lastResult, full.lastAt) = (row.optionalText(27), row.optionalInstant(28))
        (full.agreedAt, full.waitUntil, full.appointmentAt) = (row.optionalInstant(29), row.optionalInstant(30), row.optionalInstant(31))
        (full.doneAt, full.doneRecordedAt, full.doneBy) = (row.optionalInstant(32), row.optionalInstant(33), row.optionalID(34))
        full.appointmentMadeAt = row.optionalInstant(42)
        full.doneChannel = row.optionalText(35).flatMap(ContactChannel.init)
        (full.record, full.isSatisfied) = (row.optionalID(36), row.optionalBool(37))
        (full.claimedBy, full.claimedUntil) = (row.optionalID(38), row.optionalInstant(39))
        return full
    }
}
