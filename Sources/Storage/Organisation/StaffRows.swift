import Domain
import SQLCore

/// Single rows of the directory, for pages that show and change one thing.
extension DirectoryRows {
    /// A post with its row's id.
    public struct HeldPost: Sendable, Hashable {
        public var id: Int64
        public var post: Post

        public init(id: Int64, post: Post) { (self.id, self.post) = (id, post) }
    }

    /// An absence with its row's id.
    public struct KeptAbsence: Sendable, Hashable {
        public var id: Int64
        public var absence: Absence
    }

    public static func staff(_ id: StaffID, of organisation: OrganisationID, in session: any SQLReading) throws -> Staff? {
        try session.first("SELECT id, code, name, is_active FROM staff WHERE organisation = \(organisation) AND id = \(id)") {
            Staff(id: $0.id(0), code: $0.text(1), name: $0.text(2), isActive: $0.bool(3))
        }
    }

    public static func heldPosts(of organisation: OrganisationID, in session: any SQLReading) throws -> [HeldPost] {
        try session.query(
            "SELECT id, staff, unit, role, from_day, to_day FROM post WHERE organisation = \(organisation) ORDER BY from_day, id", decodePost)
    }

    public static func heldPost(_ id: Int64, of organisation: OrganisationID, in session: any SQLReading) throws -> HeldPost? {
        try session.first("SELECT id, staff, unit, role, from_day, to_day FROM post WHERE organisation = \(organisation) AND id = \(id)", decodePost)
    }

    /// Sets the last day of a post; nil lets it last.
    public static func end(post id: Int64, on day: LocalDay?, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute("UPDATE post SET to_day = \(day) WHERE organisation = \(organisation) AND id = \(id)")
        try changed(organisation, in: session)
    }

    /// Absences that last until `day` or later, by their first day.
    public static func absences(until day: LocalDay, of organisation: OrganisationID, in session: any SQLReading) throws -> [KeptAbsence] {
        try session.query(
            """
            SELECT id, staff, from_day, to_day, stand_in FROM absence WHERE organisation = \(organisation) AND to_day >= \(day) ORDER BY from_day, id
            """, decodeAbsence)
    }

    public static func absence(_ id: Int64, of organisation: OrganisationID, in session: any SQLReading) throws -> KeptAbsence? {
        try session.first("SELECT id, staff, from_day, to_day, stand_in FROM absence WHERE organisation = \(organisation) AND id = \(id)", decodeAbsence)
    }

    public static func remove(absence id: Int64, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute("DELETE FROM absence WHERE organisation = \(organisation) AND id = \(id)")
        try changed(organisation, in: session)
    }

    /// A day of the organisation's own: off, or worked.
    public static func save(ownDay day: LocalDay, _ entry: WorkingCalendar.Entry, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO own_day (organisation, day, is_workday, name) VALUES (\(organisation), \(day), \(entry.isWorkday), \(entry.name))
            ON CONFLICT (organisation, day) DO UPDATE SET is_workday = excluded.is_workday, name = excluded.name
            """)
    }

    /// False when there was no such day.
    public static func remove(ownDay day: LocalDay, of organisation: OrganisationID, in session: any SQLWriting) throws -> Bool {
        try session.execute("DELETE FROM own_day WHERE organisation = \(organisation) AND day = \(day)") == 1
    }

    private static func decodePost(_ row: any SQLRow) -> HeldPost {
        HeldPost(id: row.int(0), post: Post(staff: row.id(1), unit: row.id(2), role: row.text(3), from: row.day(4), to: row.optionalDay(5)))
    }

    private static func decodeAbsence(_ row: any SQLRow) -> KeptAbsence {
        KeptAbsence(id: row.int(0), absence: Absence(staff: row.id(1), from: row.day(2), to: row.day(3), standIn: row.optionalID(4)))
    }
}
