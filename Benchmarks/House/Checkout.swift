import Domain
import Foundation
import Interop
import Operations
import RegulationEngine

/// The packs, calendar and words of this repository.
struct Checkout {
    private let root: URL

    init() {
        root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    }

    struct Unreadable: Error { let path: String }

    /// - Parameter own: documents of a benchmark's own.
    func library(adding own: [SourceFile] = []) throws -> RegulationLibrary {
        let folder = root.appending(path: "Regulations")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
        let files = try paths.map { SourceFile(path: $0, text: try String(contentsOf: folder.appending(path: $0), encoding: .utf8)) }
        return RegulationLibrary.load(from: files + own).library
    }

    func calendar() throws -> WorkingCalendar {
        let text = try String(contentsOf: root.appending(path: "Share/calendars/cn-statutory.csv"), encoding: .utf8)
        let rows = text.split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
        let days = rows.compactMap { row in
            LocalDay(iso: row[0]).map { ($0, WorkingCalendar.Entry(isWorkday: row[1] == "makeup-workday", name: String(row[2]))) }
        }
        return WorkingCalendar(revision: "cn-statutory", loadedYears: Set(days.map(\.0.year)), statutory: Dictionary(uniqueKeysWithValues: days))
    }

    func importWords() throws -> ImportWords {
        let bytes = try Data(contentsOf: root.appending(path: "Share/import/words.csv"))
        return ImportWords(Array(bytes)) { _ in }
    }
}
