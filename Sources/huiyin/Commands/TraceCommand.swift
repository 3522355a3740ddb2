import ArgumentParser
import Domain
import Foundation
import Operations
import RegulationEngine
import Rehearsal

struct TraceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace", abstract: "Clause by clause: what carries out each obligation, whether it runs, which rehearsal shows it.",
        discussion: "Status: runs; parameter (runs once its figure is accepted); stated; absent (lost in the source); open (not yet). With no id, all packs and all clauses.")

    @Argument(help: ArgumentHelp("Regulations, such as R22.", valueName: "id"))
    var ids: [String] = []

    @Option(help: ArgumentHelp("The folder share/huiyin.", valueName: "dir"))
    var share: String?

    @OptionGroup var output: FormatOption

    func run() throws {
        let assembly = try Assembly()
        let folder = try assembly.share(share)
        let library = try folder.library().library
        for id in ids where library.packs[id] == nil { throw Obstacle("There is no pack \(id).") }
        let stage = try Rehearsals(library: library, calendar: folder.calendar(), database: assembly.stage())
        let rows = try Self.regulations(library, ids).flatMap { try self.rows($0, library, stage) }
        Table(headings: ["clause_id", "kind", "mechanism", "status", "rehearsal"], rows: rows).print(as: output.format)
    }

    private static func regulations(_ library: RegulationLibrary, _ ids: [String]) -> [String] {
        if !ids.isEmpty { return ids }
        var seen: Set<String> = []
        return library.clauses.map(\.regulation).filter { seen.insert($0).inserted }
    }

    private func rows(_ id: String, _ library: RegulationLibrary, _ stage: Rehearsals) throws -> [[String]] {
        let clauses = library.clauses.filter { $0.regulation == id }.map { (clause: $0.clause, kind: $0.kind) }
        let shown = stage.run(pack: id).filter(\.hasPassed).reduce(into: [String: [String]]()) { shown, result in
            for element in result.fired[id] ?? [] { shown[element, default: []].append(Self.name(result.source)) }
        }
        return ClauseTrace(library.packs[id]?.regulation).rows(clauses, shown: shown).map {
            [$0.clause, $0.kind, $0.mechanism, $0.status.rawValue, $0.rehearsals.joined(separator: " ")]
        }
    }

    private static func name(_ source: String) -> String {
        String((source as NSString).lastPathComponent.prefix { $0 != "." })
    }
}

extension ClauseKind {
    /// `R22` of `R22.3.1`.
    var regulation: String { String(clause.prefix { $0 != "." }) }
}
