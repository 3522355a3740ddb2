import Domain
import SQLCore

/// Which regulations an organisation has adopted, for which units, and how the regulation's roles are called in its posts.
public enum AdoptionRows {
    public struct Adoption: Sendable, Hashable {
        public var id: AdoptionID
        /// Id of the regulation: `R22`.
        public var regulation: String
        public var createdAt: Instant
        public var createdBy: StaffID

        public init(id: AdoptionID, regulation: String, createdAt: Instant, createdBy: StaffID) {
            (self.id, self.regulation, self.createdAt, self.createdBy) = (id, regulation, createdAt, createdBy)
        }
    }

    /// False when the organisation has adopted the regulation already.
    public static func insert(_ adoption: Adoption, of organisation: OrganisationID, in session: any SQLWriting) throws -> Bool {
        try session.execute(
            """
            INSERT INTO adoption (id, organisation, regulation, created_at, created_by)
            VALUES (\(adoption.id), \(organisation), \(adoption.regulation), \(adoption.createdAt), \(adoption.createdBy))
            ON CONFLICT (organisation, regulation) DO NOTHING
            """) == 1
    }

    public static func adoption(_ id: AdoptionID, of organisation: OrganisationID, in session: any SQLReading) throws -> Adoption? {
        try session.first("\(select) WHERE organisation = \(organisation) AND id = \(id)", decode)
    }

    public static func adoption(regulation: String, of organisation: OrganisationID, in session: any SQLReading) throws -> Adoption? {
        try session.first("\(select) WHERE organisation = \(organisation) AND regulation = \(regulation)", decode)
    }

    public static func adoptions(of organisation: OrganisationID, in session: any SQLReading) throws -> [Adoption] {
        try session.query("\(select) WHERE organisation = \(organisation) ORDER BY regulation", decode)
    }

    private static let select: SQL = "SELECT id, regulation, created_at, created_by FROM adoption"

    private static func decode(_ row: any SQLRow) -> Adoption {
        Adoption(id: row.id(0), regulation: row.text(1), createdAt: row.instant(2), createdBy: row.optionalID(3) ?? StaffID(0))
    }

    // MARK: Units

    /// The units that were named; each covers all below it. Empty: the whole organisation.
    public static func units(of adoption: AdoptionID, _ organisation: OrganisationID, in session: any SQLReading) throws -> Set<UnitID> {
        Set(try session.query("SELECT unit FROM adoption_unit WHERE organisation = \(organisation) AND adoption = \(adoption)") { $0.id(0) })
    }

    public static func set(units: Set<UnitID>, of adoption: AdoptionID, _ organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute("DELETE FROM adoption_unit WHERE organisation = \(organisation) AND adoption = \(adoption)")
        for unit in units.sorted() {
            try session.execute("INSERT INTO adoption_unit (organisation, adoption, unit) VALUES (\(organisation), \(adoption), \(unit))")
        }
    }

    // MARK: Roles

    /// Role of the regulation → role of the organisation's posts, for the roles that were mapped.
    public static func roles(of adoption: AdoptionID, _ organisation: OrganisationID, in session: any SQLReading) throws -> [String: String] {
        let rows = try session.query("SELECT role, post_role FROM adoption_role WHERE organisation = \(organisation) AND adoption = \(adoption)") {
            ($0.text(0), $0.text(1))
        }
        return Dictionary(rows, uniquingKeysWith: { a, _ in a })
    }

    /// Maps the role, or takes its mapping away.
    public static func map(
        _ role: String, to postRole: String?, in adoption: AdoptionID, _ organisation: OrganisationID, in session: any SQLWriting
    ) throws {
        guard let postRole else {
            try session.execute("DELETE FROM adoption_role WHERE organisation = \(organisation) AND adoption = \(adoption) AND role = \(role)")
            return
        }
        try session.execute(
            """
            INSERT INTO adoption_role (organisation, adoption, role, post_role) VALUES (\(organisation), \(adoption), \(role), \(postRole))
            ON CONFLICT (organisation, adoption, role) DO UPDATE SET post_role = excluded.post_role
            """)
    }

    // MARK: Generation

    /// Names the present state of adoptions, active editions, mapped roles and covered units: while it stays, a copy of them in memory is right.
    public static func generation(of organisation: OrganisationID, in session: any SQLReading) throws -> String? {
        try session.first("SELECT value FROM setting WHERE organisation = \(organisation) AND name = \(generationName)") { $0.text(0) }
    }

    /// To be written in every transaction that changes one of these, the tree of units included.
    ///
    /// - Parameter token: never used before, so that a transaction that comes to nothing cannot share its name with a later one.
    public static func begin(generation token: Int64, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO setting (organisation, name, value) VALUES (\(organisation), \(generationName), \(String(token)))
            ON CONFLICT (organisation, name) DO UPDATE SET value = excluded.value
            """)
    }

    private static let generationName = "regulations.generation"
}
