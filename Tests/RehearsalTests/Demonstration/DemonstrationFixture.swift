import Domain
import Foundation
import Interop
import Operations
import RegulationEngine
import Rehearsal
import SQLCore
import SQLiteDriver
import Secrets
import Storage

/// The demonstration's organisations in a database of their own, with R22 and R02 in force, as scripts/load-demonstration makes them.
struct DemonstrationFixture {
    static let day = LocalDay(iso: "2026-09-15")!
    static let from = LocalDay(iso: "2026-08-24")!
    static let asOf = CivilZone.shanghai.instant(iso: "2026-09-15T09:00:00+08:00")!

    let premises: Premises
    let database: SQLiteDatabase

    init(founded: LocalDay = Self.from.adding(days: -1), on other: SQLiteDatabase? = nil) throws {
        if let other { try Migrator(Schema.migrations).run(on: other) }
        database = try other ?? SQLiteDatabase.inMemory(cloneOf: try Theatre.template.get())
        let library = try Theatre.library.get()
        let secrets = try DataSecrets(MasterKey(SecretKey([UInt8](repeating: 7, count: 32))!), passwords: PasswordHash(cost: .cheapest))
        premises = Premises(
            database: database, secrets: secrets, identifiers: IdentifierSequence(), library: library, shelf: EditionShelf(library),
            calendar: try Theatre.calendar.get())
        try found(at: CivilZone.shanghai.instant(founded).adding(hours: 9))
        try adopt("R22", by: "quality01", and: "director01", from: founded)
        try adopt("R02", by: "quality02", and: "manager01", from: founded, required: ["otherServicesTarget": "80%"])
    }

    // MARK: Files

    static func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: Theatre.root.appendingPathComponent("Share/" + path))) }

    static let words = Result {
        let files = try DemoWords.fileNames.map { ($0, try bytes("demo/" + $0)) }
        return DemoWords(Dictionary(uniqueKeysWithValues: files)) { _ in }
    }

    static let texts = Result { DemonstrationTexts(try bytes("demo/texts.csv")) { _ in } }
    static let importWords = Result { ImportWords(try bytes("import/words.csv")) { _ in } }

    /// Three months of facts up to the day, of which the play takes those since its first.
    static let files = Result { DemoFiles.make(try words.get(), asOf: day, seed: 1, size: .small) }

    func play(seed: UInt64 = 7) throws -> DemonstrationSummary {
        try DemonstrationPlay(premises, texts: Self.texts.get(), importWords: Self.importWords.get())
            .run(Self.files.get(), from: Self.from, asOf: Self.asOf, seed: seed)
    }

    // MARK: Founding

    private func found(at now: Instant) throws {
        let tables = OrganisationTables(
            words: OrganisationWords(try Self.bytes("import/organisation.csv"), name: nil) { _ in }, cellWords: try Self.importWords.get(), name: nil)
        for file in try Self.files.get() {
            let source = Self.source(file.bytes)
            guard let code = file.organisation else {
                _ = try OrganisationImport(premises).found(source, tables, at: now)
                continue
            }
            guard let table = OrganisationImport.Table(rawValue: file.content) else { continue }
            let organisation = try premises.database.read { try DirectoryRows.organisation(code: code, in: $0) }!
            let context = try Authentication(premises).engine(of: organisation.id, at: now)
            _ = try OrganisationImport(premises).save(table, source, tables, passwords: .given("demonstration-1"), context)
        }
    }

    private static func source(_ bytes: [UInt8]) -> () throws -> [UInt8]? {
        var rest: [UInt8]? = bytes
        return { defer { rest = nil }; return rest }
    }

    private func adopt(_ pack: String, by first: String, and second: String, from day: LocalDay, required: [String: String] = [:]) throws {
        let now = CivilZone.shanghai.instant(day).adding(hours: 10)
        let (quality, director) = (try context(first, at: now), try context(second, at: now.adding(minutes: 30)))
        let adopting = Adopting(premises)
        let adopted = try adopting.adopt(quality, pack: pack)
        let open = try adopting.view(quality, adopted.adoption).figures.filter { !$0.isSettled }
        try adopting.decide(
            quality, in: adopted.edition, open.map { FigureDecision(parameter: $0.parameter.id, value: required[$0.parameter.id], isAccepted: true) })
        try adopting.rehearse(quality, adopted.edition) { RehearsalReport(outcomes: [.init(name: $0.regulation, hasPassed: true)]) }
        try adopting.submit(quality, adopted.edition)
        try adopting.approve(director, adopted.edition)
        try adopting.activate(quality.at(now.adding(minutes: 60)), adopted.edition, from: day)
    }

    func context(_ signIn: String, at moment: Instant) throws -> Context {
        try database.read { session in
            guard let account = try AccountRows.account(signIn: signIn, in: session),
                let person = try DirectoryRows.staff(of: account.organisation, in: session).first(where: { $0.id == account.staff })
            else { throw Refusal.notFound }
            return Context(
                now: moment, organisation: account.organisation, actor: Actor(staff: person.id, account: account.id, name: person.name),
                scope: try Authentication.scope(of: account.id, account.organisation, in: session))
        }
    }
}
