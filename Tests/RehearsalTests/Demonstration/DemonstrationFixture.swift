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

/// The demonstration's organisations in a database of their own, with the regulations in force that scripts/load-demonstration adopts.
struct DemonstrationFixture {
    static let day = LocalDay(iso: "2026-09-15")!
    static let from = LocalDay(iso: "2026-08-15")!
    static let asOf = CivilZone.shanghai.instant(iso: "2026-09-15T09:00:00+08:00")!

    let premises: Premises
    let database: SQLiteDatabase

    init(founded: LocalDay = Self.from.adding(days: -1), on other: SQLiteDatabase? = nil) throws {
        if let other { try Migrator(Schema.migrations).run(on: other) }
        database = try other ?? SQLiteDatabase.inMemory(cloneOf: try Theatre.template.get())
        let library = try Self.library.get()
        let secrets = try DataSecrets(MasterKey(SecretKey([UInt8](repeating: 7, count: 32))!), passwords: PasswordHash(cost: .cheapest))
        premises = Premises(
            database: database, secrets: secrets, identifiers: IdentifierSequence(), library: library, shelf: EditionShelf(library),
            calendar: try Theatre.calendar.get())
        try found(at: CivilZone.shanghai.instant(founded).adding(hours: 9))
        for adoption in try Self.adoptions() { try adopt(adoption, from: founded) }
    }

    // MARK: Regulations

    /// The packs of the program with the regulations that the demonstration wrote itself.
    private static let library = Result {
        let folders = ["Regulations", "Share/demo/regulations"].map { Theatre.root.appendingPathComponent($0) }
        let files = try folders.flatMap { folder in
            try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }.map {
                SourceFile(path: $0, text: try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8))
            }
        }
        return RegulationLibrary.load(from: files).library
    }

    private struct Adoption {
        var pack: String
        var first: String
        var second: String
        var why: String
        /// `--unit`, `--role`, `--set` with what follows each.
        var options: [(name: String, value: String)]

        func pairs(_ name: String) -> [(String, String)] {
            options.filter { $0.name == name }.map { $0.value.split(separator: "=", maxSplits: 1).map(String.init) }.map { ($0[0], $0[1]) }
        }
    }

    /// The lines `adopt PACK FIRST SECOND WHY …` of the script.
    private static func adoptions() throws -> [Adoption] {
        let script = try String(contentsOf: Theatre.root.appendingPathComponent("scripts/load-demonstration"), encoding: .utf8)
        let lines = script.replacingOccurrences(of: "\\\n", with: " ").split(separator: "\n").filter { $0.hasPrefix("adopt ") }
        return lines.map { line in
            let words = words(line)
            let rest = Array(words.dropFirst(5))
            let options = stride(from: 0, to: rest.count - 1, by: 2).map { (name: rest[$0], value: rest[$0 + 1]) }
            return Adoption(pack: words[1], first: words[2], second: words[3], why: words[4], options: options)
        }
    }

    /// Words of a line of the shell; blanks between quotes belong to a word.
    private static func words(_ line: Substring) -> [String] {
        line.split(separator: "\"", omittingEmptySubsequences: false).enumerated().flatMap { index, part in
            index % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
        }
    }

    // MARK: Files

    static func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: Theatre.root.appendingPathComponent("Share/" + path))) }

    static let words = Result {
        let files = try DemoWords.fileNames.map { ($0, try bytes("demo/" + $0)) }
        return DemoWords(Dictionary(uniqueKeysWithValues: files)) { _ in }
    }

    static let texts = Result { DemonstrationTexts(try bytes("demo/texts.csv")) { _ in } }
    static let importWords = Result { ImportWords(try bytes("import/words.csv")) { _ in } }

    /// A month of facts up to the day.
    static let files = Result { DemoFiles.make(try words.get(), asOf: day, months: 1, seed: 1, size: .small) }

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

    private func adopt(_ adoption: Adoption, from day: LocalDay) throws {
        let now = CivilZone.shanghai.instant(day).adding(hours: 10)
        let (quality, director) = (try context(adoption.first, at: now), try context(adoption.second, at: now.adding(minutes: 30)))
        let adopting = Adopting(premises)
        let units = try database.read { try DirectoryRows.units(of: quality.organisation, in: $0) }
        let covered = Set(adoption.options.filter { $0.name == "--unit" }.compactMap { option in units.first { $0.code == option.value }?.id })
        let adopted = try adopting.adopt(quality, pack: adoption.pack, units: covered)
        for (role, post) in adoption.pairs("--role") { try adopting.map(quality, role: role, to: post, in: adopted.adoption) }
        let given = Dictionary(uniqueKeysWithValues: adoption.pairs("--set"))
        let open = try adopting.view(quality, adopted.adoption).figures.filter { !$0.isSettled }
        try adopting.decide(
            quality, in: adopted.edition, open.map { FigureDecision(parameter: $0.parameter.id, value: given[$0.parameter.id], isAccepted: true) })
        try adopting.rehearse(quality, adopted.edition) { RehearsalReport(outcomes: [.init(name: $0.regulation, hasPassed: true)]) }
        try adopting.submit(quality, adopted.edition, basis: adoption.why)
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
