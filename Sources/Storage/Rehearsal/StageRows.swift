import Domain
import SQLCore

/// What a rehearsal looks at on its own small database and no page ever asks for: these statements have no index of their own.
public enum StageRows {
    public struct Notice: Sendable, Hashable {
        public var role: String
        public var code: String
    }

    public static func notices(of event: EventID, _ organisation: OrganisationID, in session: any SQLReading) throws -> [Notice] {
        try session.query("SELECT role, code FROM notice WHERE organisation = \(organisation) AND event = \(event) ORDER BY id") {
            Notice(role: $0.text(0), code: $0.text(1))
        }
    }

    public static func notices(_ organisation: OrganisationID, in session: any SQLReading) throws -> [Notice] {
        try session.query("SELECT role, code FROM notice WHERE organisation = \(organisation) ORDER BY id") {
            Notice(role: $0.text(0), code: $0.text(1))
        }
    }

    /// Limits of the promises about an event's follow-ups, oldest first.
    public static func promises(of event: EventID, _ organisation: OrganisationID, in session: any SQLReading) throws -> [Instant] {
        try session.query(
            """
            SELECT p.due_at FROM promise p JOIN follow_up f ON f.organisation = p.organisation AND f.id = p.follow_up
            WHERE p.organisation = \(organisation) AND f.event = \(event) ORDER BY p.id
            """
        ) { $0.instant(0) }
    }

    /// The next moment at which a planned window opens or a frame is frozen, after `moment` and not after `limit`.
    public static func nextOpening(after moment: Instant, until limit: Instant, of organisation: OrganisationID, in session: any SQLReading) throws
        -> Instant?
    {
        let opening = try session.first(
            """
            SELECT opens_at FROM follow_up WHERE organisation = \(organisation) AND state = 'planned' AND is_opened = 0
              AND opens_at > \(moment) AND opens_at <= \(limit) ORDER BY opens_at LIMIT 1
            """
        ) { $0.instant(0) }
        return [opening, try DrawRows.nextClosing(after: moment, of: organisation, in: session)].compactMap(\.self).filter { $0 <= limit }.min()
    }

    /// The next moment after `moment` at which a clock of a case makes something happen.
    public static func nextTelling(after moment: Instant, of organisation: OrganisationID, in session: any SQLReading) throws -> Instant? {
        try session.first(
            "SELECT tell_at FROM case_clock WHERE organisation = \(organisation) AND tell_at IS NOT NULL AND tell_at > \(moment) ORDER BY tell_at LIMIT 1"
        ) { $0.instant(0) }
    }

    /// Rules that made follow-ups or exemptions, by adoption: `followUps.call`, `populations.diedInHospital`.
    public static func firedRules(of adoption: AdoptionID, _ organisation: OrganisationID, in session: any SQLReading) throws -> Set<String> {
        let rules = try session.query("SELECT DISTINCT rule FROM follow_up WHERE organisation = \(organisation) AND adoption = \(adoption)") {
            "followUps." + $0.text(0)
        }
        let exempt = try session.query(
            "SELECT DISTINCT reason FROM eligible WHERE organisation = \(organisation) AND adoption = \(adoption) AND standing = 'exempt' AND reason IS NOT NULL"
        ) { "populations." + $0.text(0) }
        let outcomes = try session.query(
            """
            SELECT DISTINCT p.payload ->> 'outcome' FROM journal j JOIN journal_payload p ON p.organisation = j.organisation AND p.entry = j.id
            WHERE j.organisation = \(organisation) AND j.adoption = \(adoption) AND j.act = 'outcome.applied'
            """
        ) { "outcomes." + $0.text(0) }
        let forms = try session.query(
            """
            SELECT DISTINCT r.form FROM record r JOIN follow_up f ON f.organisation = r.organisation AND f.id = r.follow_up
            WHERE r.organisation = \(organisation) AND f.adoption = \(adoption) AND r.form <> ''
            """
        ) { "forms." + $0.text(0) }
        return Set(rules + exempt + outcomes + forms)
    }

    /// Roles, as regulation or posts call them, for which something was to do, to review, to decide or to know.
    public static func firedRoles(of adoption: AdoptionID, _ organisation: OrganisationID, in session: any SQLReading) throws -> Set<String> {
        Set(
            try session.query(
                """
                SELECT role FROM follow_up WHERE organisation = \(organisation) AND adoption = \(adoption)
                UNION SELECT role FROM duty WHERE organisation = \(organisation) AND adoption = \(adoption)
                UNION SELECT reviewer_role FROM duty WHERE organisation = \(organisation) AND adoption = \(adoption) AND reviewer_role IS NOT NULL
                UNION SELECT decider_role FROM duty WHERE organisation = \(organisation) AND adoption = \(adoption) AND decider_role IS NOT NULL
                UNION SELECT r.reviewer_role FROM record r JOIN follow_up f ON f.organisation = r.organisation AND f.id = r.follow_up
                    WHERE r.organisation = \(organisation) AND f.adoption = \(adoption) AND r.reviewer_role IS NOT NULL
                UNION SELECT n.role FROM notice n JOIN follow_up f ON f.organisation = n.organisation AND f.id = n.follow_up
                    WHERE n.organisation = \(organisation) AND f.adoption = \(adoption)
                UNION SELECT role FROM case_file WHERE organisation = \(organisation) AND adoption = \(adoption) AND role IS NOT NULL
                UNION SELECT a.role FROM clock_act a JOIN case_file c ON c.organisation = a.organisation AND c.id = a.case_file
                    WHERE a.organisation = \(organisation) AND c.adoption = \(adoption) AND a.role IS NOT NULL
                UNION SELECT n.role FROM notice n JOIN case_file c ON c.organisation = n.organisation AND c.event = n.event
                    WHERE n.organisation = \(organisation) AND c.adoption = \(adoption)
                """
            ) { $0.text(0) })
    }

    /// Rules by which cases were handled.
    public static func handlingRules(of adoption: AdoptionID, _ organisation: OrganisationID, in session: any SQLReading) throws -> Set<String> {
        Set(
            try session.query("SELECT DISTINCT rule FROM case_file WHERE organisation = \(organisation) AND adoption = \(adoption)") { $0.text(0) })
    }

    /// Rules of which a follow-up was contacted.
    public static func contactedRules(of adoption: AdoptionID, _ organisation: OrganisationID, in session: any SQLReading) throws -> Set<String> {
        Set(
            try session.query(
                """
                SELECT DISTINCT f.rule FROM attempt a JOIN follow_up f ON f.organisation = a.organisation AND f.id = a.follow_up
                WHERE a.organisation = \(organisation) AND f.adoption = \(adoption)
                """
            ) { $0.text(0) })
    }

    public static func periodDuties(of adoption: AdoptionID, _ organisation: OrganisationID, in session: any SQLReading) throws -> [DutyRows.Row] {
        try DutyRows.duties(withoutEvent: adoption, of: organisation, in: session)
    }

    /// How much was written so far: an act that was refused leaves it as it was.
    public static func journalLength(_ organisation: OrganisationID, in session: any SQLReading) throws -> Int {
        try session.first("SELECT COUNT(*) FROM journal WHERE organisation = \(organisation)") { Int($0.int(0)) } ?? 0
    }
}
