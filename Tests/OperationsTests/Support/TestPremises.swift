import Domain
import Operations
import RegulationEngine
import SQLCore
import SQLiteDriver
import Secrets
import Storage

/// Premises for a test: a copy of a migrated and furnished database in memory, of its own, at a fixed moment.
///
/// A hospital with two wards and their people, and a second organisation that must never be seen from the first.
/// Every password is `TestPremises.password`.
struct TestPremises: Sendable {
    enum Person: Int64, CaseIterable, Sendable {
        case nurseA = 101, headA, nurseB, headB, quality, management, admin, stranger

        var staff: StaffID { StaffID(rawValue) }
        var account: Int64 { rawValue + 1000 }
        var signIn: String { "\(self)".lowercased() }
        var organisation: OrganisationID { self == .stranger ? TestPremises.other : TestPremises.organisation }

        var unit: UnitID {
            switch self {
            case .nurseA, .headA: TestPremises.wardA
            case .nurseB, .headB: TestPremises.wardB
            case .quality, .management, .admin: TestPremises.root
            case .stranger: TestPremises.otherRoot
            }
        }

        var preset: RightPreset {
            switch self {
            case .nurseA, .nurseB: .staff
            case .headA, .headB: .head
            case .quality: .quality
            case .management: .management
            case .admin, .stranger: .admin
            }
        }

        /// The role of the post.
        var role: String {
            switch preset {
            case .staff: "nurse"
            case .head: "headNurse"
            case .management: "director"
            case .quality: "qualityOffice"
            case .admin: "administrator"
            }
        }
    }

    static let organisation = OrganisationID(1)
    static let other = OrganisationID(2)
    static let root = UnitID(11)
    static let wardA = UnitID(12)
    static let wardB = UnitID(13)
    static let otherRoot = UnitID(21)
    static let password = "violet harbour 47"
    /// Wednesday 2026-11-25, 10:00 in Shanghai.
    static let now = CivilZone.shanghai.instant(LocalDay(year: 2026, month: 11, day: 25)!, LocalTime(hour: 10, minute: 0)!)

    let premises: Premises
    let database: any Database

    var now: Instant { Self.now }

    /// - Parameters:
    ///   - library: regulations, registry and contact results; empty unless given.
    ///   - shelf: reads editions of adopted regulations; a test that adopts none needs none.
    ///   - calendar: weekends off unless given.
    static func make(
        library: RegulationLibrary = RegulationLibrary(registry: EventRegistry(kinds: [], aliases: []), results: [], packs: [:], clauses: []),
        shelf: EditionShelf = EditionShelf { _, source in throw Refusal.state(code: "test.noReaderFor.\(source)") },
        calendar: WorkingCalendar = .weekendsOnly
    ) throws -> TestPremises {
        let database = try SQLiteDatabase.inMemory(cloneOf: template.get())
        let premises = Premises(
            database: database, secrets: try secrets.get(), identifiers: IdentifierSequence(), library: library, shelf: shelf, calendar: calendar)
        return TestPremises(premises: premises, database: database)
    }

    /// The person's context as signing in would build it.
    func context(_ person: Person, at moment: Instant = Self.now) throws -> Context {
        let scope = try database.read { try Authentication.scope(of: person.account, person.organisation, in: $0) }
        return Context(
            now: moment, organisation: person.organisation,
            actor: Actor(staff: person.staff, account: person.account, name: person.signIn), scope: scope)
    }

    /// Runs statements that no use case would, to see the consequence.
    func tamper(_ statements: String...) throws {
        try database.write { session in
            for statement in statements { try session.execute(SQL(text: statement)) }
        }
    }

    // MARK: The template

    private static let secrets = Result {
        try DataSecrets(MasterKey(SecretKey([UInt8](repeating: 7, count: 32))!), passwords: PasswordHash(cost: .cheapest))
    }

    private static let template = Result {
        let database = try SQLiteDatabase.inMemory()
        try Migrator(Schema.migrations).run(on: database)
        let encoded = try secrets.get().passwords.encode(Self.password)
        try database.write { try furnish(password: encoded, $0) }
        return database
    }

    private static func furnish(password: String, _ session: any SQLWriting) throws {
        for (id, code, name) in [(organisation, "demo-hospital", "示例医院"), (other, "demo-estate", "示例物业")] {
            try DirectoryRows.insert(.init(id: id, code: code, name: name, sector: "hospital", zone: .shanghai), at: now, in: session)
        }
        try DirectoryRows.save(OrganisationUnit(id: root, parent: nil, code: "ROOT", name: "全院", kind: .organisation), of: organisation, in: session)
        try DirectoryRows.save(OrganisationUnit(id: wardA, parent: root, code: "A", name: "内科", kind: .department), of: organisation, in: session)
        try DirectoryRows.save(OrganisationUnit(id: wardB, parent: root, code: "B", name: "外科", kind: .department), of: organisation, in: session)
        try DirectoryRows.save(OrganisationUnit(id: otherRoot, parent: nil, code: "ROOT", name: "管理处", kind: .organisation), of: other, in: session)
        for person in Person.allCases { try admit(person, password: password, session) }
    }

    private static func admit(_ person: Person, password: String, _ session: any SQLWriting) throws {
        try DirectoryRows.save(Staff(id: person.staff, code: "S\(person.rawValue)", name: "甲\(person)"), of: person.organisation, in: session)
        let post = Post(staff: person.staff, unit: person.unit, role: person.role, from: LocalDay(year: 2026, month: 1, day: 1)!)
        try DirectoryRows.save(post, id: person.rawValue + 2000, of: person.organisation, in: session)
        try AccountRows.insert(
            .init(id: person.account, organisation: person.organisation, staff: person.staff, signIn: person.signIn, password: password, createdAt: now),
            in: session)
        for right in person.preset.rights {
            _ = try RightRows.grant(.init(granted: right.rawValue, unit: person.unit), to: person.account, person.organisation, in: session)
        }
    }
}
