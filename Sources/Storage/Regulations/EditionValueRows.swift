import Domain
import SQLCore

/// The value of each parameter in an edition, in written form, and who accepted it.
public enum EditionValueRows {
    public struct Value: Sendable, Hashable {
        public var parameter: String
        /// `3 days`, `30%`, `true`.
        public var value: String
        /// Nil while the value is only proposed. Stated values need nobody.
        public var acceptedBy: StaffID?
        public var acceptedAt: Instant?

        public init(parameter: String, value: String, acceptedBy: StaffID? = nil, acceptedAt: Instant? = nil) {
            (self.parameter, self.value, self.acceptedBy, self.acceptedAt) = (parameter, value, acceptedBy, acceptedAt)
        }
    }

    public static func save(_ value: Value, in edition: EditionID, _ organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO edition_value (organisation, edition, parameter, value, accepted_by, accepted_at)
            VALUES (\(organisation), \(edition), \(value.parameter), \(value.value), \(value.acceptedBy), \(value.acceptedAt))
            ON CONFLICT (organisation, edition, parameter) DO UPDATE SET
                value = excluded.value, accepted_by = excluded.accepted_by, accepted_at = excluded.accepted_at
            """)
    }

    public static func values(of edition: EditionID, _ organisation: OrganisationID, in session: any SQLReading) throws -> [Value] {
        try session.query(
            """
            SELECT parameter, value, accepted_by, accepted_at FROM edition_value
            WHERE organisation = \(organisation) AND edition = \(edition) ORDER BY parameter
            """
        ) { Value(parameter: $0.text(0), value: $0.text(1), acceptedBy: $0.optionalID(2), acceptedAt: $0.optionalInstant(3)) }
    }
}
