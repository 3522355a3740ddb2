import Domain
import SQLCore
import Storage

/// Takes up the names of people who were here before names were found by their parts; a portion at a time, once.
struct NameIndexing {
    let premises: Premises
    let context: Context

    private static let portion = 500
    /// Portions of one beat: others write in between.
    private static let portions = 5

    func run() throws -> Int {
        if try premises.database.read({ try PartyGramRows.progress(of: context.organisation, in: $0)?.isDone ?? false }) { return 0 }
        var taken = 0
        for _ in 0..<Self.portions {
            let count = try premises.database.write(takeUp)
            taken += count
            if count < Self.portion { break }
        }
        return taken
    }

    @Sendable private func takeUp(_ session: any SQLWriting) throws -> Int {
        let last = try PartyGramRows.progress(of: context.organisation, in: session)?.party ?? PartyID(0)
        let names = try PartyGramRows.names(after: last, limit: Self.portion, of: context.organisation, in: session)
        for (party, name) in names {
            let units = try PartyRows.units(of: party, context.organisation, in: session)
            try PartyGramRows.insert(NameGrams.of(name), of: party, in: units, context.organisation, session: session)
        }
        let isDone = names.count < Self.portion
        try PartyGramRows.setProgress(names.last?.0 ?? last, isDone: isDone, of: context.organisation, in: session)
        return names.count
    }
}
