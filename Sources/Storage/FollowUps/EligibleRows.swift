import Domain
import SQLCore

/// 应回访: one row for each event and rule. A correction of the event may change its standing.
public enum EligibleRows {
    public static func save(
        _ eligible: Eligible, id: Int64, adoption: AdoptionID, edition: EditionID, unit: UnitID, of organisation: OrganisationID, in session: any SQLWriting
    ) throws {
        try session.execute(
            """
            INSERT INTO eligible (id, organisation, adoption, edition, rule, event, unit, standing, reason, clause, cohort_day, due_at)
            VALUES (\(id), \(organisation), \(adoption), \(edition), \(eligible.rule), \(eligible.event), \(unit), \(eligible.standing.rawValue), \(eligible.reason),
                    \(eligible.clause), \(eligible.cohort), \(eligible.due))
            ON CONFLICT (organisation, event, adoption, rule) DO UPDATE SET
                standing = excluded.standing, reason = excluded.reason, clause = excluded.clause, cohort_day = excluded.cohort_day, due_at = excluded.due_at, unit = excluded.unit
            """)
    }

    /// What is no longer eligible after a correction or cancellation leaves the denominator, with its reason.
    public static func exempt(_ event: EventID, reason: String, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute("UPDATE eligible SET standing = 'exempt', reason = \(reason) WHERE organisation = \(organisation) AND event = \(event)")
    }

    public static func exempt(_ event: EventID, adoption: AdoptionID, rule: String, reason: String, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            UPDATE eligible SET standing = 'exempt', reason = \(reason)
            WHERE organisation = \(organisation) AND event = \(event) AND adoption = \(adoption) AND rule = \(rule)
            """)
    }

    /// What a draw or a choice has made of it.
    public static func set(
        _ standing: Eligible.Standing, of event: EventID, adoption: AdoptionID, rule: String, _ organisation: OrganisationID, in session: any SQLWriting
    ) throws {
        try session.execute(
            """
            UPDATE eligible SET standing = \(standing.rawValue)
            WHERE organisation = \(organisation) AND event = \(event) AND adoption = \(adoption) AND rule = \(rule) AND standing <> 'exempt'
            """)
    }

    public struct Row: Sendable {
        public var adoption: AdoptionID
        public var edition: EditionID
        public var eligible: Eligible
    }

    public static func rows(of event: EventID, _ organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query(
            "SELECT adoption, edition, event, rule, standing, reason, clause, cohort_day, due_at FROM eligible WHERE organisation = \(organisation) AND event = \(event) ORDER BY id"
        ) {
            Row(
                adoption: $0.id(0), edition: $0.id(1),
                eligible: Eligible(
                    event: $0.id(2), rule: $0.text(3), standing: try $0.code(4), reason: $0.optionalText(5), clause: $0.optionalText(6), cohort: $0.day(7),
                    due: $0.optionalInstant(8)))
        }
    }
}
