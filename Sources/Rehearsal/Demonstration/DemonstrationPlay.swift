import Domain
import Interop
import Operations
import SQLCore
import Storage

/// Plays three months of work: each night the facts of the day before come through the import door, each day the staff do what is theirs.
///
/// Everything goes through the use cases that people use, at the moment at which it happens, so that journal, counters and reports are those of a
/// house that was really at work. The same files, seed and moment give the same work.
public struct DemonstrationPlay: Sendable {
    private let premises: Premises
    private let texts: DemonstrationTexts
    private let importWords: ImportWords

    public init(_ premises: Premises, texts: DemonstrationTexts, importWords: ImportWords) {
        var stage = premises
        stage.drawSeed = { "demonstration/" + $0 }
        (self.premises, self.texts, self.importWords) = (stage, texts, importWords)
    }

    /// - Parameters:
    ///   - files: what `DemoFiles` made. Organisations, their staff and their regulations are there already; only facts are read.
    ///   - from: the first day; facts of earlier days are left out.
    ///   - asOf: the present. Of this day the facts of the night are told and nobody has worked yet.
    ///   - progress: called after each day.
    /// - Throws: `Refusal.notFound` when an organisation of the files is not there.
    public func run(
        _ files: [DemoFile], from: LocalDay, asOf: Instant, seed: UInt64, progress: (LocalDay) -> Void = { _ in }
    ) throws -> DemonstrationSummary {
        let houses = try self.houses(files, asOf: asOf, seed: seed)
        let today = CivilZone.shanghai.day(of: asOf)
        var day = from
        while day <= today {
            for house in houses { try house.night(before: day, isFirst: day == from) }
            if day < today { try work(houses, on: day) }
            try Sealer(premises).seal(at: min(asOf, CivilZone.shanghai.instant(day, .endOfDay).adding(minutes: -5)))
            progress(day)
            day = day.adding(days: 1)
        }
        return houses.reduce(into: DemonstrationSummary()) { $0.add($1.summary) }
    }

    private func houses(_ files: [DemoFile], asOf: Instant, seed: UInt64) throws -> [DemonstrationHouse] {
        let codes = Set(files.compactMap(\.organisation)).sorted()
        return try codes.enumerated().map { number, code in
            let found = try premises.database.read { try DirectoryRows.organisation(code: code, in: $0) }
            guard let organisation = found else { throw Refusal.notFound }
            let deliveries = try DemonstrationDeliveries(
                files.filter { $0.organisation == code }, premises: premises, words: importWords, zone: organisation.zone)
            return try DemonstrationHouse(
                organisation, premises: premises, texts: texts, deliveries: deliveries, asOf: asOf, random: DemoRandom(seed: seed &+ UInt64(number)))
        }
    }

    /// Everybody's acts of a day in the order of their moments, whatever the house.
    private func work(_ houses: [DemonstrationHouse], on day: LocalDay) throws {
        let acts = try houses.flatMap { try $0.agenda(of: day) }
        let inOrder = acts.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
        for (_, act) in inOrder { try act.perform(act.at) }
    }
}

/// Something that somebody does at a moment.
struct DemonstrationAct {
    var at: Instant
    var perform: (Instant) throws -> Void
}
