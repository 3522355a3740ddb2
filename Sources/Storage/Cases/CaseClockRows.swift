import Domain
import SQLCore

/// Clocks of cases as they were last worked out. What has stopped stays as it was.
public enum CaseClockRows {
    public enum State: String, Sendable, Hashable { case running, paused, stopped, replaced, dropped }

    public struct Key: Sendable, Hashable {
        public var file: CaseFileID
        public var life: Int
        public var clock: String
        public var round: Int

        public init(file: CaseFileID, life: Int, clock: String, round: Int) { (self.file, self.life, self.clock, self.round) = (file, life, clock, round) }
    }

    public struct Row: Sendable, Hashable {
        public var key: Key
        public var startedAt: Instant
        public var state: State
        public var dueAt: Instant?
        /// While it stands: so many of `remainingUnit` (milliseconds, days, workdays).
        public var remaining: Int64?
        public var remainingUnit: String?
        /// Since when it stands, or when it stopped.
        public var since: Instant?
        public var replacedBy: String?
        public var isLate = false
        public var isProvisional = false
        public var calendar: String
        private let derivationText: String
        public var tellAt: Instant?
        /// The limit before it last moved while the clock ran, and why.
        public var movedFrom: Instant?
        public var movedBecause: String?
        /// The calendar was changed while it ran.
        public var isRecounted = false

        public init(key: Key, startedAt: Instant, state: State, calendar: String, derivation: Derivation) {
            (self.key, self.startedAt, self.state, self.calendar) = (key, startedAt, state, calendar)
            derivationText = DerivationText.encode(derivation)
        }

        fileprivate init(key: Key, startedAt: Instant, state: State, calendar: String, derivationText: String) {
            (self.key, self.startedAt, self.state, self.calendar, self.derivationText) = (key, startedAt, state, calendar, derivationText)
        }

        /// How the limit was come by. Read when it is asked for: most who read a clock do not ask.
        public func derivation() throws -> Derivation { try DerivationText.decode(derivationText) }

        fileprivate var derivationJSON: String { derivationText }
    }

    public static func save(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws {
        let k = row.key
        try session.execute(
            """
            INSERT INTO case_clock (organisation, case_file, life, clock, round, started_at, state, due_at, remaining, remaining_unit, since, replaced_by, is_late,
                is_provisional, calendar, derivation, tell_at, moved_from, moved_because, is_recounted)
            VALUES (\(organisation), \(k.file), \(k.life), \(k.clock), \(k.round), \(row.startedAt), \(row.state.rawValue), \(row.dueAt), \(row.remaining),
                \(row.remainingUnit), \(row.since), \(row.replacedBy), \(row.isLate), \(row.isProvisional), \(row.calendar), \(row.derivationJSON),
                \(row.tellAt), \(row.movedFrom), \(row.movedBecause), \(row.isRecounted))
            ON CONFLICT (organisation, case_file, life, clock, round) DO UPDATE SET started_at = excluded.started_at, state = excluded.state, due_at = excluded.due_at,
                remaining = excluded.remaining, remaining_unit = excluded.remaining_unit, since = excluded.since, replaced_by = excluded.replaced_by,
                is_late = excluded.is_late, is_provisional = excluded.is_provisional, calendar = excluded.calendar, derivation = excluded.derivation,
                tell_at = excluded.tell_at, moved_from = excluded.moved_from, moved_because = excluded.moved_because, is_recounted = excluded.is_recounted
            """)
    }

    /// When it next makes something happen; nil = never again.
    public static func set(tellAt: Instant?, of key: Key, _ organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            UPDATE case_clock SET tell_at = \(tellAt)
            WHERE organisation = \(organisation) AND case_file = \(key.file) AND life = \(key.life) AND clock = \(key.clock) AND round = \(key.round)
            """)
    }

    /// A clock that has not begun after all: its starting step was told by mistake.
    public static func remove(_ key: Key, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            DELETE FROM case_clock WHERE organisation = \(organisation) AND case_file = \(key.file) AND life = \(key.life) AND clock = \(key.clock) AND round = \(key.round)
            """)
    }

    public static func clocks(of file: CaseFileID, _ organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query("\(select) WHERE organisation = \(organisation) AND case_file = \(file) ORDER BY life, started_at, clock, round", decode)
    }

    /// Cases of which a clock makes something happen by `moment`, the earliest first.
    public static func telling(until moment: Instant, limit: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> [CaseFileID] {
        try session.query(
            """
            SELECT case_file FROM case_clock WHERE organisation = \(organisation) AND tell_at IS NOT NULL AND tell_at <= \(moment) ORDER BY tell_at, case_file LIMIT \(limit)
            """) { $0.id(0) }
    }

    /// Cases with open clocks that were worked out under another calendar than `revision`.
    public static func stale(notUnder revision: String, limit: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> [CaseFileID] {
        let side = { (comparison: SQL) -> [CaseFileID] in
            try session.query(
                """
                SELECT case_file FROM case_clock WHERE organisation = \(organisation) AND state IN ('running', 'paused') AND calendar \(comparison) LIMIT \(limit)
                """) { $0.id(0) }
        }
        let below = try side("< \(revision)")
        return below.isEmpty ? try side("> \(revision)") : below
    }

    private static let select: SQL = """
        SELECT case_file, life, clock, round, started_at, state, due_at, remaining, remaining_unit, since, replaced_by, is_late, is_provisional, calendar, derivation,
            tell_at, moved_from, moved_because, is_recounted FROM case_clock
        """

    private static func decode(_ row: any SQLRow) throws -> Row {
        var clock = Row(
            key: Key(file: row.id(0), life: Int(row.int(1)), clock: row.text(2), round: Int(row.int(3))), startedAt: row.instant(4), state: try row.code(5),
            calendar: row.text(13), derivationText: row.text(14))
        (clock.dueAt, clock.remaining, clock.remainingUnit) = (row.optionalInstant(6), row.optionalInt(7), row.optionalText(8))
        (clock.since, clock.replacedBy, clock.isLate, clock.isProvisional) = (row.optionalInstant(9), row.optionalText(10), row.bool(11), row.bool(12))
        (clock.tellAt, clock.movedFrom, clock.movedBecause) = (row.optionalInstant(15), row.optionalInstant(16), row.optionalText(17))
        clock.isRecounted = row.bool(18)
        return clock
    }
}
