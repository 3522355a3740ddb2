import Domain
import SQLCore
import Secrets

/// The organisation, its units, staff, posts and absences.
public enum DirectoryRows {
    public struct Organisation: Sendable, Hashable {
        public var id: OrganisationID
        public var code: String
        public var name: String
        public var sector: String
        public var zone: CivilZone

        public init(id: OrganisationID, code: String, name: String, sector: String, zone: CivilZone) {
            (self.id, self.code, self.name, self.sector, self.zone) = (id, code, name, sector, zone)
        }
    }

    public static func insert(_ organisation: Organisation, at now: Instant, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO organisation (id, code, name, sector, zone_offset, created_at)
            VALUES (\(organisation.id), \(organisation.code), \(organisation.name), \(organisation.sector), \(organisation.zone.offsetMinutes), \(now))
            """)
    }

    public static func organisations(in session: any SQLReading) throws -> [Organisation] {
        try session.query("SELECT id, code, name, sector, zone_offset FROM organisation ORDER BY id", decodeOrganisation)
    }

    public static func organisation(code: String, in session: any SQLReading) throws -> Organisation? {
        try session.first("SELECT id, code, name, sector, zone_offset FROM organisation WHERE code = \(code)", decodeOrganisation)
    }

    public static func organisation(_ id: OrganisationID, in session: any SQLReading) throws -> Organisation? {
        try session.first("SELECT id, code, name, sector, zone_offset FROM organisation WHERE id = \(id)", decodeOrganisation)
    }

    private static func decodeOrganisation(_ row: any SQLRow) -> Organisation {
        Organisation(id: row.id(0), code: row.text(1), name: row.text(2), sector: row.text(3), zone: CivilZone(offsetMinutes: Int(row.int(4))))
    }

    /// Inserts the unit, or renames and re-parents the one with the same code.
    public static func save(_ unit: OrganisationUnit, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO organisation_unit (id, organisation, parent, code, name, kind)
            VALUES (\(unit.id), \(organisation), \(unit.parent), \(unit.code), \(unit.name), \(unit.kind.rawValue))
            ON CONFLICT (organisation, code) DO UPDATE SET parent = excluded.parent, name = excluded.name, kind = excluded.kind
            """)
        try changed(organisation, in: session)
    }

    public static func units(of organisation: OrganisationID, in session: any SQLReading) throws -> [OrganisationUnit] {
        try session.query("SELECT id, parent, code, name, kind FROM organisation_unit WHERE organisation = \(organisation) ORDER BY code") {
            OrganisationUnit(id: $0.id(0), parent: $0.optionalID(1), code: $0.text(2), name: $0.text(3), kind: try $0.code(4))
        }
    }

    /// Inserts the member of staff, or renames the one with the same code.
    public static func save(_ staff: Staff, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO staff (id, organisation, code, name, is_active)
            VALUES (\(staff.id), \(organisation), \(staff.code), \(staff.name), \(staff.isActive))
            ON CONFLICT (organisation, code) DO UPDATE SET name = excluded.name, is_active = excluded.is_active
            """)
        try changed(organisation, in: session)
    }

    public static func staff(of organisation: OrganisationID, in session: any SQLReading) throws -> [Staff] {
        try session.query("SELECT id, code, name, is_active FROM staff WHERE organisation = \(organisation) ORDER BY code") {
            Staff(id: $0.id(0), code: $0.text(1), name: $0.text(2), isActive: $0.bool(3))
        }
    }

    public static func save(_ post: Post, id: Int64, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO post (id, organisation, staff, unit, role, from_day, to_day)
            VALUES (\(id), \(organisation), \(post.staff), \(post.unit), \(post.role), \(post.from), \(post.to))
            ON CONFLICT (organisation, staff, unit, role, from_day) DO UPDATE SET to_day = excluded.to_day
            """)
        try changed(organisation, in: session)
    }

    public static func posts(of organisation: OrganisationID, in session: any SQLReading) throws -> [Post] {
        try session.query("SELECT staff, unit, role, from_day, to_day FROM post WHERE organisation = \(organisation) ORDER BY id") {
            Post(staff: $0.id(0), unit: $0.id(1), role: $0.text(2), from: $0.day(3), to: $0.optionalDay(4))
        }
    }

    public static func save(_ absence: Absence, id: Int64, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO absence (id, organisation, staff, from_day, to_day, stand_in)
            VALUES (\(id), \(organisation), \(absence.staff), \(absence.from), \(absence.to), \(absence.standIn))
            ON CONFLICT (organisation, staff, from_day) DO UPDATE SET to_day = excluded.to_day, stand_in = excluded.stand_in
            """)
        try changed(organisation, in: session)
    }

    public static func absences(of organisation: OrganisationID, in session: any SQLReading) throws -> [Absence] {
        try session.query("SELECT staff, from_day, to_day, stand_in FROM absence WHERE organisation = \(organisation)") {
            Absence(staff: $0.id(0), from: $0.day(1), to: $0.day(2), standIn: $0.optionalID(3))
        }
    }

    public static func directory(of organisation: OrganisationID, in session: any SQLReading) throws -> StaffDirectory {
        StaffDirectory(
            units: try units(of: organisation, in: session), staff: try staff(of: organisation, in: session),
            posts: try posts(of: organisation, in: session), absences: try absences(of: organisation, in: session))
    }

    public static func ownDays(of organisation: OrganisationID, in session: any SQLReading) throws -> [LocalDay: WorkingCalendar.Entry] {
        let rows = try session.query("SELECT day, is_workday, name FROM own_day WHERE organisation = \(organisation)") {
            ($0.day(0), WorkingCalendar.Entry(isWorkday: $0.bool(1), name: $0.text(2)))
        }
        return Dictionary(rows, uniquingKeysWith: { a, _ in a })
    }

    // MARK: Generation

    /// Names the present state of units, staff, posts and absences: while it stays, a copy of them in memory is right.
    public static func generation(of organisation: OrganisationID, in session: any SQLReading) throws -> String? {
        try session.first("SELECT value FROM setting WHERE organisation = \(organisation) AND name = \(generationName)") { $0.text(0) }
    }

    /// A name never used before, so that a transaction that comes to nothing cannot share it with a later one.
    static func changed(_ organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO setting (organisation, name, value) VALUES (\(organisation), \(generationName), \(RandomSource.token()))
            ON CONFLICT (organisation, name) DO UPDATE SET value = excluded.value
            """)
    }

    private static let generationName = "directory.generation"
}
