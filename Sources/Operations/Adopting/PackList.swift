import Domain
import RegulationEngine
import SQLCore
import Storage

/// The packs that came with the program, with what the organisation has made of each.
public struct PackList: Sendable {
    public struct Line: Sendable {
        public var regulation: String
        public var version: Int
        public var title: LocalizedText
        public var sector: String
        public var rules: Int
        public var parameters: Int
        /// Figures without a sensible proposal.
        public var requiredParameters: Int
        public var rehearsals: Int
        /// Of the pack itself; one with errors cannot be adopted.
        public var findings: [Finding]
        public var adoption: AdoptionSummary?
    }

    public struct AdoptionSummary: Sendable, Hashable {
        public var id: AdoptionID
        public var newest: EditionLine
        /// The edition in force today, if any.
        public var inForce: EditionLine?
    }

    public var lines: [Line]
    /// The actor may adopt somewhere.
    public var mayAdopt: Bool
}

extension Adopting {
    /// - Throws: `Refusal.notAllowed(.regulate)` for who has no part in regulations.
    public func packs(_ context: Context) throws -> PackList {
        try AdoptionAccess.requireAny(context)
        return try premises.database.read { session in
            let summaries = try summaries(context, in: session)
            let lines = premises.library.packs.values.sorted { $0.regulation.id < $1.regulation.id }.map { line($0, summaries[$0.regulation.id]) }
            return PackList(lines: lines, mayAdopt: context.scope.allows(.regulate))
        }
    }

    private func line(_ pack: RegulationLibrary.Pack, _ adoption: PackList.AdoptionSummary?) -> PackList.Line {
        let regulation = pack.regulation
        return PackList.Line(
            regulation: regulation.id, version: regulation.version, title: regulation.title, sector: regulation.sector,
            rules: regulation.followUps.count, parameters: regulation.parameters.count,
            requiredParameters: regulation.parameters.count { $0.standing == .required }, rehearsals: pack.rehearsals.count,
            findings: pack.document.findings, adoption: adoption)
    }

    func summaries(_ context: Context, in session: any SQLReading) throws -> [String: PackList.AdoptionSummary] {
        let directory = StaffDirectory(units: [], staff: try DirectoryRows.staff(of: context.organisation, in: session), posts: [])
        let active = try premises.shelf.active(of: context.organisation, on: context.today, in: session)
        var summaries: [String: PackList.AdoptionSummary] = [:]
        for adoption in try AdoptionRows.adoptions(of: context.organisation, in: session) {
            guard try AdoptionAccess(adoption, context, in: session).isVisible(to: context.scope) else { continue }
            let rows = try EditionRows.rows(of: adoption.id, context.organisation, in: session)
            let lines = EditionLines(directory: directory, inForce: active.first { $0.adoption == adoption.id }?.id)
            guard let newest = rows.first else { continue }
            summaries[adoption.regulation] = PackList.AdoptionSummary(
                id: adoption.id, newest: lines.line(newest), inForce: rows.first { $0.id == lines.inForce }.map(lines.line))
        }
        return summaries
    }
}
