import Foundation
import Operations
import RegulationEngine
import Rehearsal
import Testing

/// A rehearsal that nothing can turn red says nothing: each rule left out, each figure or role changed turns one red.
@Suite struct MutationTests {
    static let isLong = ProcessInfo.processInfo.environment["HUIYIN_LONG"] == "1"

    @Test(arguments: ["R01", "R02", "R05", "R12", "R22", "R36", "R42", "R44", "R45", "R46"])
    func everyRuleThatIsLeftOutIsMissed(_ id: String) throws {
        let regulation = try #require(try Theatre.library.get().packs[id]?.regulation)
        #expect(try survivors(of: Mutations.ofRules(regulation), id) == [])
    }

    @Test(.enabled(if: isLong, "long set: HUIYIN_LONG=1"), arguments: ["R01", "R02", "R05", "R12", "R22", "R36", "R42", "R44", "R45", "R46"])
    func everySingleChangeIsNoticed(_ id: String) throws {
        let regulation = try #require(try Theatre.library.get().packs[id]?.regulation)
        let mutations = Mutations(regulation).all
        let survivors = try survivors(of: mutations, id)
        print("\(id): \(mutations.count) changes, \(survivors.count) unnoticed")
        #expect(survivors == [])
    }

    /// Changes under which every rehearsal of the pack still holds.
    private func survivors(of mutations: [Mutation], _ id: String) throws -> [String] {
        let rehearsals = try Theatre.rehearsals.get()
        let scripts = try Theatre.files(of: id).compactMap { RehearsalDocument.read(yaml: $0.text, source: $0.path).value }
        return mutations.filter { mutation in
            scripts.allSatisfy { rehearsals.run($0, regulations: [id: mutation.regulation]).hasPassed }
        }.map(\.name)
    }
}
