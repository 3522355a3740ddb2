import ArgumentParser
import Domain
import Foundation
import Interop
import Operations
import SQLCore
import Storage

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Looks whether everything the program needs is there, and says what to do.",
        discussion: "Changes nothing. Exit code 1 when something is wrong.")

    @OptionGroup var place: PlaceOptions
    @OptionGroup var output: FormatOption

    func run() throws {
        let examination = try Examination(Assembly(), place)
        Table(headings: ["what", "state", "remark"], rows: examination.lines.map { [$0.what, $0.isGood ? "good" : "bad", $0.remark] })
            .print(as: output.format)
        if examination.lines.contains(where: { !$0.isGood }) { throw Found() }
    }
}

/// What the doctor looked at, a line each. A part that cannot be looked at is bad and stops no other.
struct Examination {
    struct Line {
        var what: String
        var isGood: Bool
        var remark: String
    }

    private(set) var lines: [Line] = []

    init(_ assembly: Assembly, _ place: PlaceOptions) {
        look("program folder") { try assembly.share(place.share).path }
        if let share = try? assembly.share(place.share) { examine(share) }
        look("data folder") { try assembly.data(place.data).path }
        if let data = try? assembly.data(place.data) { examine(data, assembly, place) }
    }

    private mutating func look(_ what: String, _ body: () throws -> String) {
        do {
            lines.append(Line(what: what, isGood: true, remark: try body()))
        } catch {
            lines.append(Line(what: what, isGood: false, remark: Ending(error).told.words))
        }
    }

    private mutating func examine(_ share: ShareFolder) {
        look("phrases") { _ = try share.phrases(); return "three languages" }
        look("calendar") {
            let years = try share.calendar().loadedYears.sorted()
            return "schedules of \(years.map(String.init).joined(separator: ", "))"
        }
        look("regulations") {
            let (library, findings) = try share.library()
            let errors = findings.count { $0.severity == .error }
            guard errors == 0 else { throw Obstacle("\(errors) errors; run huiyin regulation check") }
            return "\(library.packs.count) packs"
        }
        look("front-end files") {
            let faults = StaticFolder.faults(share.path + "/static")
            guard faults.isEmpty else { throw Obstacle(faults.joined(separator: "; ")) }
            return "as pinned"
        }
    }

    private mutating func examine(_ data: DataFolder, _ assembly: Assembly, _ place: PlaceOptions) {
        look("permissions") {
            let mode = (try? FileManager.default.attributesOfItem(atPath: data.path)[.posixPermissions]) as? Int
            guard let mode else { return "the folder does not exist yet" }
            guard mode & 0o007 == 0 else { throw Obstacle("others may enter \(data.path); run: chmod 700 \(data.path)") }
            return String(mode, radix: 8)
        }
        guard data.exists else { return lines.append(Line(what: "database", isGood: true, remark: "none yet; the first import or serve makes one")) }
        var isCurrent = false
        look("schema") {
            let pending = try assembly.pendingMigrations(data)
            guard pending.isEmpty else { throw Obstacle("\(pending.count) migrations are pending; run huiyin migrate") }
            isCurrent = true
            return "current"
        }
        if isCurrent { examineDatabase(data, assembly, place) }
    }

    private mutating func examineDatabase(_ data: DataFolder, _ assembly: Assembly, _ place: PlaceOptions) {
        var opened: House?
        look("database and key") {
            opened = try assembly.house(data, assembly.share(place.share), creating: false)
            return data.database
        }
        guard let house = opened else { return }
        defer { house.close() }
        look("integrity") {
            let faults = try house.integrity()
            guard faults.isEmpty else { throw Obstacle(faults.prefix(5).joined(separator: "; ") + ": restore the last good backup") }
            return "sound"
        }
        look("messages") {
            _ = try house.importWords()
            let own = [HL7Table.messagesName, HL7Table.fieldsName, HL7Table.codesName].filter { FileManager.default.fileExists(atPath: data.path + "/" + $0) }
            return own.isEmpty ? "the program's own tables" : "with " + own.joined(separator: ", ")
        }
        look("organisations") {
            try house.premises.database.read { try DirectoryRows.organisations(in: $0) }.map(\.code).joined(separator: ", ")
        }
    }
}
