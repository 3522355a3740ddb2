import Domain
import Foundation
import Interop
import Operations
import Phrasebook
import Rehearsal
import Secrets

/// The folder that belongs to the program: catalogues, calendars, packs, files of the pages. Only read.
struct ShareFolder {
    let path: String
    /// `Regulations` inside it when installed, beside it in a checkout.
    let regulations: String

    /// - Throws: ``Obstacle`` when it is not such a folder.
    init(path: String) throws {
        self.path = path
        guard FileManager.default.fileExists(atPath: path + "/phrases") else {
            throw Obstacle("The folder \(path) has no phrases; name the folder share/huiyin (or Share of a checkout) with --share or HUIYIN_SHARE.")
        }
        let inside = path + "/Regulations"
        regulations = FileManager.default.fileExists(atPath: inside) ? inside : (path as NSString).deletingLastPathComponent + "/Regulations"
    }

    func phrases() throws -> PhraseCatalogues {
        let texts = try Language.allCases.reduce(into: [Language: [String]]()) { texts, language in
            texts[language] = try Files.below(path + "/phrases/" + language.rawValue).filter { $0.hasSuffix(".properties") }
                .map { try Files.text(path + "/phrases/" + language.rawValue + "/" + $0) }
        }
        do { return try PhraseCatalogues(texts: texts) } catch { throw Obstacle("The phrase catalogues in \(path)/phrases cannot be read: \(error)") }
    }

    /// Rows that cannot be read are errors: a calendar with a hole would move deadlines silently.
    func calendar() throws -> WorkingCalendar {
        let (schedule, festivals) = (try Files.bytes(path + "/calendars/cn-statutory.csv"), try Files.bytes(path + "/calendars/cn-festivals.csv"))
        var findings: [Finding] = []
        let revision = "cn-" + Hexadecimal.text(SHA256.digest(of: schedule + festivals)).prefix(12)
        let calendar = CalendarTable.calendar(schedule, festivals: festivals, revision: revision, name: "cn-statutory.csv") { findings.append($0) }
        guard findings.isEmpty else { throw Obstacle("The calendar cannot be read:\n" + Report.words(findings, .plain)) }
        return calendar
    }

    func importWords() throws -> ImportWords {
        var words = try words("import/words.csv") { ImportWords($0, name: $1, onFinding: $2) }
        try words.messages.take(from: path + "/import")
        return words
    }

    func organisationWords() throws -> OrganisationWords {
        try words("import/organisation.csv") { OrganisationWords($0, name: $1, onFinding: $2) }
    }

    func demoWords() throws -> DemoWords {
        let files = try DemoWords.fileNames.map { ($0, try Files.bytes(path + "/demo/" + $0)) }
        return try words("demo/words.csv") { _, _, onFinding in DemoWords(Dictionary(files, uniquingKeysWith: { a, _ in a }), onFinding: onFinding) }
    }

    func demonstrationTexts() throws -> DemonstrationTexts {
        try words("demo/" + DemonstrationTexts.fileName) { bytes, _, onFinding in DemonstrationTexts(bytes, onFinding: onFinding) }
    }

    private func words<Words>(_ name: String, _ make: ([UInt8], String, (Finding) -> Void) -> Words) throws -> Words {
        var findings: [Finding] = []
        let words = make(try Files.bytes(path + "/" + name), name) { findings.append($0) }
        guard !findings.contains(where: { $0.severity == .error }) else { throw Obstacle("\(name) cannot be read:\n" + Report.words(findings, .plain)) }
        return words
    }

    /// What is wrong with packs and catalogues is reported by `doctor` and `regulation check`; it stops nothing.
    ///
    /// - Parameters:
    ///   - folders: packs to read instead of those that came with the program.
    ///   - own: the folder of regulations that the house wrote itself, read beside them where it is there.
    func library(_ folders: [String] = [], own: String? = nil) throws -> (library: RegulationLibrary, findings: [Finding]) {
        let beside = own.flatMap { FileManager.default.fileExists(atPath: $0) ? $0 : nil }
        let files = try ((folders.isEmpty ? [regulations] : folders) + [beside].compactMap(\.self)).flatMap { folder in
            try Files.below(folder).filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.map { SourceFile(path: $0, text: try Files.text(folder + "/" + $0)) }
        }
        return RegulationLibrary.load(from: files, clauses: try Files.text(path + "/clauses/clauses.tsv"))
    }
}
