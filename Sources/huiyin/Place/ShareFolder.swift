import Domain
import Foundation
import Operations
import Phrasebook

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

    func calendar() throws -> WorkingCalendar { try CalendarFile.read(Files.text(path + "/calendars/cn-statutory.csv")) }

    /// What is wrong with packs and catalogues is reported by `doctor` and `regulation check`; it stops nothing.
    func library() throws -> (library: RegulationLibrary, findings: [Finding]) {
        let files = try Files.below(regulations).filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
            .map { SourceFile(path: $0, text: try Files.text(regulations + "/" + $0)) }
        return RegulationLibrary.load(from: files, clauses: try Files.text(path + "/clauses/clauses.tsv"))
    }
}
