import Domain
import SQLCore

/// Follow-ups of a rule, as far back as a clause's page looks: by cohort day, so that what is older costs nothing.
public enum ClauseRows {
    /// Counts at most `ceiling`.
    public static func count(
        adoption: AdoptionID, rule: String, units: [UnitID], since: LocalDay, ceiling: Int, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> Int {
        guard !units.isEmpty else { return 0 }
        let rows = condition(adoption, rule, units, since, organisation)
        return try session.first("SELECT COUNT(*) FROM (SELECT 1 FROM follow_up WHERE \(rows) LIMIT \(ceiling)) AS some") { Int($0.int(0)) } ?? 0
    }

    /// Newest cohort first.
    public static func newest(
        adoption: AdoptionID, rule: String, units: [UnitID], since: LocalDay, limit: Int, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> [FollowUpRow] {
        guard !units.isEmpty else { return [] }
        let rows = condition(adoption, rule, units, since, organisation)
        return try session.query("\(FollowUpRows.select) WHERE \(rows) ORDER BY cohort_day DESC LIMIT \(limit)", FollowUpRows.decode)
    }

    private static func condition(
        _ adoption: AdoptionID, _ rule: String, _ units: [UnitID], _ since: LocalDay, _ organisation: OrganisationID
    ) -> SQL {
        "organisation = \(organisation) AND adoption = \(adoption) AND cohort_day >= \(since) AND rule = \(rule) AND unit IN (\(SQL.list(units)))"
    }
}
