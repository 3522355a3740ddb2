import Foundation
import Operations
import Rehearsal
import Testing

/// The rehearsals that came with the packs hold, and every rule of a pack speaks in one of them.
@Suite struct PackRehearsalTests {
    @Test(arguments: ["R02", "R22"])
    func everyRehearsalOfThePackHolds(_ regulation: String) throws {
        let rehearsals = try Theatre.rehearsals.get()
        for file in try Theatre.files(of: regulation) {
            let result = rehearsals.run(file)
            for failure in result.failures { Issue.record(Comment(rawValue: failure.text)) }
        }
    }
}
