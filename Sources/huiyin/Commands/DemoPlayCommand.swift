import ArgumentParser
import Domain
import Foundation
import Interop
import Operations
import Rehearsal

struct DemoPlayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "play", abstract: "Lets the staff of the demonstration work for some months, and writes the database that comes of it.",
        discussion: """
            The data folder holds the organisations with their staff and their regulations in force, and no facts yet. Each night the facts of the day before come \
            through the import door; each day calls are made, records reviewed, complaints settled, reports signed. All happens in memory: the data folder stays as \
            it is, and the result is a file for huiyin restore. The same files, seed and moment give the same work.
            """)

    @OptionGroup var place: PlaceOptions

    @Option(help: ArgumentHelp("The folder that huiyin demo wrote.", valueName: "dir"))
    var files: String

    @Option(help: ArgumentHelp("The day for which they were written. Today is played up to now, another day up to its morning.", valueName: "day"))
    var asOf: String

    @Option(help: "How many months of work.")
    var months = 3

    @Option(help: "Any number; another gives other work.")
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("The database file to write; it must not exist.", valueName: "file"))
    var out: String

    func run() throws {
        guard let day = LocalDay(iso: asOf) else { throw ValidationError("--as-of wants a day such as 2026-11-25.") }
        guard !FileManager.default.fileExists(atPath: out) else { throw Obstacle("\(out) exists; name a file that does not.") }
        let assembly = try Assembly()
        let house = try assembly.playhouse(assembly.data(place.data), assembly.share(place.share))
        defer { house.close() }
        let summary = try play(house, day, now: assembly.clock())
        try house.backUp(out)
        print(summary)
        if summary.rejectedRows > 0 || !summary.refused.isEmpty { throw Found() }
    }

    private func play(_ house: House, _ day: LocalDay, now: Instant) throws -> DemonstrationSummary {
        let zone = CivilZone.shanghai
        let asOf = zone.day(of: now) == day ? now : zone.instant(day).adding(minutes: 510)
        let facts = try Files.below(files).compactMap { name in try DemoFile(name: name, bytes: Files.bytes(files + "/" + name)) }
        let stage = try DemonstrationPlay(house.premises, texts: house.share.demonstrationTexts(), importWords: house.share.importWords())
        return try stage.run(facts, from: day.adding(months: -max(1, months)), asOf: asOf, seed: seed) { played in
            if played.weekday == 7 || played == day { Console.remark("  played up to \(played.iso)") }
        }
    }

    private func print(_ summary: DemonstrationSummary) {
        let counts = [
            ("facts", summary.facts), ("contacts", summary.contacts.values.reduce(0, +)), ("records", summary.records), ("signed off", summary.signedOff),
            ("returned", summary.returned), ("cases closed", summary.casesClosed), ("duties handed in", summary.dutiesHandedIn),
            ("decisions", summary.decisions), ("plans approved", summary.plansApproved), ("drawn instead", summary.replaced),
            ("spot checks", summary.verdicts.values.reduce(0, +)), ("reports handed in", summary.reportsHandedIn), ("reports returned", summary.reportsReturned),
            ("reports frozen", summary.reportsFrozen), ("reports signed for", summary.reportsSigned), ("objections", summary.objections),
            ("assessments decided", summary.assessmentsDecided), ("rows rejected", summary.rejectedRows),
        ]
        for (name, count) in counts { Console.say("  \(name): \(count)") }
        for (code, count) in summary.refused.sorted(by: { $0.key < $1.key }) { Console.remark("  refused: \(code) \(count)") }
    }
}
