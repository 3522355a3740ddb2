import Domain
import SQLCore

/// Which targets were told to be behind or out of reach, and on which days they were looked at.
public enum TargetWatchRows {
    /// False when it was told in this period already.
    public static func note(
        adoption: AdoptionID, target: String, unit: UnitID, from: LocalDay, standing: String, on day: LocalDay, of organisation: OrganisationID,
        in session: any SQLWriting
    ) throws -> Bool {
        try session.execute(
            """
            INSERT INTO target_watch (organisation, adoption, target, unit, from_day, standing, since_day)
            VALUES (\(organisation), \(adoption), \(target), \(unit), \(from), \(standing), \(day))
            ON CONFLICT (organisation, adoption, target, unit, from_day, standing) DO NOTHING
            """) == 1
    }

    public static func wasLooked(on day: LocalDay, of organisation: OrganisationID, in session: any SQLReading) throws -> Bool {
        try session.first("SELECT 1 FROM target_look WHERE organisation = \(organisation) AND day = \(day)") { _ in true } ?? false
    }

    /// False when somebody else looked on that day.
    public static func look(on day: LocalDay, of organisation: OrganisationID, in session: any SQLWriting) throws -> Bool {
        try session.execute("INSERT INTO target_look (organisation, day) VALUES (\(organisation), \(day)) ON CONFLICT (organisation, day) DO NOTHING") == 1
    }
}
