import Domain
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Interop
import Logging
import Operations
import Phrasebook
import SQLCore
import SQLiteDriver
import Secrets
import Storage
import Synchronization

@testable import Web

/// The site on a furnished database in memory, at a fixed moment that a test may move.
///
/// A hospital with two wards and their people, and another organisation that must never be seen from the first.
struct TestSite: Sendable {
    enum Person: Int64, CaseIterable, Sendable {
        case nurse = 101, head, otherHead, quality, director, admin, stranger, supervisor

        var signIn: String { "\(self)".lowercased() }
        var organisation: OrganisationID { self == .stranger ? OrganisationID(2) : OrganisationID(1) }
        var unit: UnitID {
            switch self {
            case .nurse, .head: UnitID(12)
            case .otherHead: UnitID(13)
            case .stranger: UnitID(21)
            default: UnitID(11)
            }
        }
        /// The role of the post, as R22 calls it.
        var role: String {
            switch self {
            case .nurse: "followUpStaff"
            case .head, .otherHead: "departmentHead"
            case .quality: "qualityOfficer"
            case .director: "hospitalDirector"
            case .admin, .stranger: "administrator"
            case .supervisor: "followUpSupervisor"
            }
        }
        var preset: RightPreset {
            switch self {
            case .nurse: .staff
            case .head, .otherHead, .supervisor: .head
            case .quality: .quality
            case .director: .management
            case .admin, .stranger: .admin
            }
        }
    }

    static let password = "violet harbour 47"
    /// Wednesday 2026-11-25, 10:00 in Shanghai.
    static let now = CivilZone.shanghai.instant(iso: "2026-11-25T10:00:00+08:00")!

    let site: Site
    let spool: String
    let moment: Moment

    /// A clock that stands until it is moved.
    final class Moment: Sendable {
        private let now = Mutex(TestSite.now)
        var current: Instant { now.withLock { $0 } }
        func advance(seconds: Int64) { now.withLock { $0 = $0.adding(seconds: seconds) } }
    }

    static func make(
        settings: SiteSettings = SiteSettings(formLimit: 4096, uploadLimit: 100_000), readiness: @escaping @Sendable () throws -> Void = {},
        packs: [SourceFile] = []
    ) throws -> TestSite {
        let spool = NSTemporaryDirectory() + "huiyin-web-" + RandomSource.token(bytes: 9)
        try FileManager.default.createDirectory(atPath: spool, withIntermediateDirectories: true)
        let (moment, library) = (Moment(), try packs.isEmpty ? library.get() : library(with: packs))
        let database = try SQLiteDatabase.inMemory(cloneOf: template.get())
        let premises = Premises(
            database: database, secrets: try secrets.get(), identifiers: IdentifierSequence(), library: library, shelf: EditionShelf(library),
            calendar: .weekendsOnly)
        let sheet = StaticFiles.File(path: "css/app.css", bytes: Array("a { color: red }".utf8), hash: SHA256.digest(of: "a { color: red }"))
        let site = Site(
            premises: premises, phrases: try phrases.get(), statics: StaticFiles([sheet]), spool: Spool(folder: spool),
            importWords: try words.get(), rehearse: { _ in RehearsalReport(outcomes: [RehearsalReport.Outcome(name: "call", hasPassed: true)]) }, settings: settings,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, clock: { moment.current }, stopwatch: { 0 },
            token: { RandomSource.token() }, readiness: readiness, rooms: BlockingWork(threads: 2, waiting: 50),
            passwords: BlockingWork(threads: 2, waiting: 50))
        return TestSite(site: site, spool: spool, moment: moment)
    }

    /// Runs `body` with a client of the whole application, without a socket.
    func test<Value>(_ body: @Sendable (any TestClientProtocol) async throws -> Value) async throws -> Value {
        let value = try await Application(router: WebApplication.router(site), logger: site.logger).test(.router, body)
        await site.rooms.shutDown()
        await site.passwords.shutDown()
        await site.exports.shutDown()
        try FileManager.default.removeItem(atPath: spool)
        return value
    }

    var spooled: [String] { (try? FileManager.default.contentsOfDirectory(atPath: spool)) ?? [] }

    // MARK: What every test shares

    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static let phrases = Result {
        let texts = try Language.allCases.reduce(into: [Language: [String]]()) { texts, language in
            let folder = root.appendingPathComponent("Share/phrases/\(language.rawValue)")
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".properties") }.sorted()
            texts[language] = try names.map { try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8) }
        }
        return try PhraseCatalogues(texts: texts)
    }

    private static let library = Result { try library(with: []) }

    /// The packs of this repository, and some of a test's own.
    private static func library(with packs: [SourceFile]) throws -> RegulationLibrary {
        let folder = root.appendingPathComponent("Regulations")
        let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }.filter { $0.hasSuffix(".yaml") }.sorted() ?? []
        let files = try names.map { SourceFile(path: $0, text: try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8)) }
        return RegulationLibrary.load(from: files + packs).library
    }

    private static let words = Result {
        var words = ImportWords(Array(try Data(contentsOf: root.appendingPathComponent("Share/import/words.csv")))) { _ in }
        try words.messages.take({ Array(try Data(contentsOf: root.appendingPathComponent("Share/import/" + $0))) }, onFinding: { _ in })
        return words
    }

    private static let secrets = Result {
        try DataSecrets(MasterKey(SecretKey([UInt8](repeating: 7, count: 32))!), passwords: PasswordHash(cost: .cheapest))
    }

    private static let template = Result {
        let database = try SQLiteDatabase.inMemory()
        try Migrator(Schema.migrations).run(on: database)
        let encoded = try secrets.get().passwords.encode(password)
        try database.write { try furnish(encoded, $0) }
        return database
    }

    private static func furnish(_ password: String, _ session: any SQLWriting) throws {
        for (id, code, name) in [(OrganisationID(1), "demo-hospital", "示例医院"), (OrganisationID(2), "demo-estate", "示例物业")] {
            try DirectoryRows.insert(.init(id: id, code: code, name: name, sector: "hospital", zone: .shanghai), at: now, in: session)
        }
        for (id, parent, code, name) in [(11, nil, "ROOT", "全院"), (12, UnitID(11), "A", "内科"), (13, UnitID(11), "B", "外科")] as [(Int64, UnitID?, String, String)] {
            let kind: OrganisationUnit.Kind = parent == nil ? .organisation : .department
            try DirectoryRows.save(OrganisationUnit(id: UnitID(id), parent: parent, code: code, name: name, kind: kind), of: OrganisationID(1), in: session)
        }
        try DirectoryRows.save(OrganisationUnit(id: UnitID(21), parent: nil, code: "ROOT", name: "总部", kind: .organisation), of: OrganisationID(2), in: session)
        for person in Person.allCases { try admit(person, password, session) }
    }

    private static func admit(_ person: Person, _ password: String, _ session: any SQLWriting) throws {
        let staff = StaffID(person.rawValue)
        try DirectoryRows.save(Staff(id: staff, code: "S\(person.rawValue)", name: "甲\(person.rawValue)"), of: person.organisation, in: session)
        try DirectoryRows.save(
            Post(staff: staff, unit: person.unit, role: person.role, from: LocalDay(year: 2026, month: 1, day: 1)!), id: person.rawValue + 2000, of: person.organisation, in: session)
        let account = person.rawValue + 1000
        try AccountRows.insert(
            .init(id: account, organisation: person.organisation, staff: staff, signIn: person.signIn, password: password, createdAt: now), in: session)
        for right in person.preset.rights {
            _ = try RightRows.grant(.init(granted: right.rawValue, unit: person.unit), to: account, person.organisation, in: session)
        }
    }
}
