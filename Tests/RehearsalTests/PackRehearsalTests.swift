import Foundation
import Operations
import RegulationEngine
import Rehearsal
import Testing

/// The rehearsals that came with the packs hold, and every rule of a pack speaks in one of them.
@Suite struct PackRehearsalTests {
    @Test(arguments: ["R01", "R02", "R05", "R12", "R22", "R36", "R42", "R44", "R45", "R46"])
    func everyRehearsalOfThePackHolds(_ regulation: String) throws {
        let rehearsals = try Theatre.rehearsals.get()
        for file in try Theatre.files(of: regulation) {
            let result = rehearsals.run(file)
            for failure in result.failures { Issue.record(Comment(rawValue: failure.text)) }
        }
    }

    /// What the trace says runs, some rehearsal has shown at work.
    @Test(arguments: ["R01", "R02", "R05", "R12", "R22", "R36", "R42", "R44", "R45", "R46"])
    func everyClauseThatRunsIsShownByARehearsal(_ regulation: String) throws {
        let (rehearsals, library) = (try Theatre.rehearsals.get(), try Theatre.library.get())
        var shown: [String: [String]] = [:]
        for result in rehearsals.run(pack: regulation) {
            for part in result.fired[regulation] ?? [] { shown[part, default: []].append(result.source) }
        }
        let clauses = library.clauses.filter { $0.clause.hasPrefix(regulation + ".") }.map { (clause: $0.clause, kind: $0.kind) }
        let rows = ClauseTrace(library.packs[regulation]?.regulation).rows(clauses, shown: shown)
        #expect(rows.count > 10)
        let unshown = rows.filter { [.runs, .parameter].contains($0.status) && $0.rehearsals.isEmpty }
        #expect(unshown.map { "\($0.clause) \($0.kind): \($0.mechanism)" } == [])
    }

    /// Every obligation of these sources is carried by something, or stated with the reason.
    @Test(arguments: ["R01", "R05", "R12", "R36", "R42", "R44", "R45", "R46"])
    func noClauseOfThePackIsOpen(_ regulation: String) throws {
        let library = try Theatre.library.get()
        let clauses = library.clauses.filter { $0.clause.hasPrefix(regulation + ".") }.map { (clause: $0.clause, kind: $0.kind) }
        let rows = ClauseTrace(library.packs[regulation]?.regulation).rows(clauses)
        #expect(rows.count > 10)
        #expect(rows.filter { $0.status == .open }.map { "\($0.clause) \($0.kind)" } == [])
    }
}
