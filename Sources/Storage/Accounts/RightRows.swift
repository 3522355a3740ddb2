import Domain
import SQLCore

/// Rights of an account, each for a unit and all below it.
public enum RightRows {
    public struct Grant: Sendable, Hashable {
        /// The right's code.
        public var granted: String
        public var unit: UnitID

        public init(granted: String, unit: UnitID) { (self.granted, self.unit) = (granted, unit) }
    }

    /// As they were granted.
    public static func grants(of account: Int64, _ organisation: OrganisationID, in session: any SQLReading) throws -> [Grant] {
        try session.query(
            "SELECT granted, unit FROM account_right WHERE organisation = \(organisation) AND account = \(account) ORDER BY granted, unit", decode)
    }

    /// As they reach: every unit below a granted one included. A circle of units, should there be one, ends.
    public static func reach(of account: Int64, _ organisation: OrganisationID, in session: any SQLReading) throws -> [Grant] {
        try session.query(
            """
            WITH RECURSIVE reach (granted, unit) AS (
              SELECT granted, unit FROM account_right WHERE organisation = \(organisation) AND account = \(account)
              UNION SELECT r.granted, u.id FROM reach r JOIN organisation_unit u ON u.organisation = \(organisation) AND u.parent = r.unit
            ) SELECT granted, unit FROM reach
            """, decode)
    }

    /// False when it was granted already.
    public static func grant(_ grant: Grant, to account: Int64, _ organisation: OrganisationID, in session: any SQLWriting) throws -> Bool {
        try session.execute(
            """
            INSERT INTO account_right (organisation, account, granted, unit) VALUES (\(organisation), \(account), \(grant.granted), \(grant.unit))
            ON CONFLICT (organisation, account, granted, unit) DO NOTHING
            """) == 1
    }

    /// False when it was not granted.
    public static func revoke(_ grant: Grant, from account: Int64, _ organisation: OrganisationID, in session: any SQLWriting) throws -> Bool {
        try session.execute(
            """
            DELETE FROM account_right WHERE organisation = \(organisation) AND account = \(account) AND granted = \(grant.granted) AND unit = \(grant.unit)
            """) == 1
    }

    private static func decode(_ row: any SQLRow) -> Grant { Grant(granted: row.text(0), unit: row.id(1)) }
}
