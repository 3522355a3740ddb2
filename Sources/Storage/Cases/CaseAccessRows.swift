import Domain
import SQLCore

/// Who may follow a case from outside: whoever has its number and code.
public enum CaseAccessRows {
    public struct Row: Sendable, Hashable {
        public var organisation: OrganisationID
        public var file: CaseFileID
    }

    /// A new code takes the place of the one before.
    public static func save(_ index: [UInt8], of file: CaseFileID, by staff: StaffID, at now: Instant, _ organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute("DELETE FROM case_access WHERE organisation = \(organisation) AND case_file = \(file)")
        try session.execute(
            "INSERT INTO case_access (access_index, organisation, case_file, issued_by, issued_at) VALUES (\(index), \(organisation), \(file), \(staff), \(now))")
    }

    /// By the keyed hash alone: whoever follows a case does not say in which organisation it is.
    public static func row(_ index: [UInt8], in session: any SQLReading) throws -> Row? {
        try session.first("SELECT organisation, case_file FROM case_access WHERE access_index = \(index)") { Row(organisation: $0.id(0), file: $0.id(1)) }
    }
}
