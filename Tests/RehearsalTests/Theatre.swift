import Domain
import Foundation
import Operations
import RegulationEngine
import Rehearsal
import SQLCore
import SQLiteDriver
import Storage

/// The packs of this repository with what their rehearsals are run on.
enum Theatre {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let library = Result {
        let folder = root.appendingPathComponent("Regulations")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
        let files = try paths.map { SourceFile(path: $0, text: try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8)) }
        return RegulationLibrary.load(
            from: files, clauses: try String(contentsOf: root.appendingPathComponent("Share/clauses/clauses.tsv"), encoding: .utf8)
        ).library
    }

    static let calendar = Result {
        let days = try rows("cn-statutory").map {
            (LocalDay(iso: $0[0])!, WorkingCalendar.Entry(isWorkday: $0[1] == "makeup-workday", name: String($0[2])))
        }
        let dated = try rows("cn-festivals").map { ($0, LocalDay(iso: $0[0])!) }
        let festivals = dated.filter { $0.0[2] == "yes" }.map { ($0.1, String($0.0[1])) }
        let dates = Dictionary(grouping: dated) { Festival(rawValue: String($0.0[3]))! }.mapValues { $0.map(\.1) }
        return WorkingCalendar(
            revision: "cn", loadedYears: Set(days.map(\.0.year)), statutory: Dictionary(uniqueKeysWithValues: days),
            festivals: Dictionary(festivals, uniquingKeysWith: { a, _ in a }), festivalDates: FestivalDates(dates))
    }

    private static func rows(_ name: String) throws -> [[Substring]] {
        let text = try String(contentsOf: root.appendingPathComponent("Share/calendars/\(name).csv"), encoding: .utf8)
        return text.split(whereSeparator: \.isNewline).dropFirst().map { $0.split(separator: ",") }
    }

    /// Migrated once; each rehearsal has a copy.
    static let template = Result {
        let database = try SQLiteDatabase.inMemory()
        try Migrator(Schema.migrations).run(on: database)
        return database
    }

    static let rehearsals = Result { try Rehearsals(library: library.get(), calendar: calendar.get()) { try fresh() } }

    static func fresh() throws -> SQLiteDatabase { try SQLiteDatabase.inMemory(cloneOf: template.get()) }

    static func files(of regulation: String) throws -> [SourceFile] { try library.get().packs[regulation]?.rehearsals ?? [] }
}
