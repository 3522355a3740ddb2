import Domain
import RegulationEngine
import SQLCore
import Storage

/// A pack as it is read: what each rule says with its clauses, and for each clause what carries it out.
public struct PackView: Sendable {
    /// A rule, outcome, target or recurring duty.
    public struct Rule: Sendable {
        /// Section of the document: `followUps`, `outcomes`, `targets`, `duties`.
        public var section: String
        public var id: String
        /// Nil where the document gives none.
        public var title: LocalizedText?
        public var says: [RuleSaying]
        public var basis: Basis
    }

    public var regulation: Regulation
    /// SHA-256 of the canonical form.
    public var hash: String
    public var findings: [Finding]
    public var rules: [Rule]
    /// One row for each clause and kind, in text order.
    public var trace: [TraceRow]
    /// Names of the files of rehearsals that came with it.
    public var rehearsals: [String]
    /// For who has a part in regulations.
    public var adoption: PackList.AdoptionSummary?
    public var mayAdopt: Bool
}

extension Adopting {
    /// Anybody of the organisation may read a regulation.
    ///
    /// - Throws: `Refusal.notFound` for an unknown pack, or for who has no right anywhere.
    public func pack(_ context: Context, _ id: String) throws -> PackView {
        guard let pack = premises.library.packs[id], !context.scope.visible.isEmpty else { throw Refusal.notFound }
        let summary = try premises.database.read { session in try summaries(context, in: session)[id] }
        let saying = RegulationSaying(pack.regulation, registry: premises.library.registry, language: context.language)
        return PackView(
            regulation: pack.regulation, hash: pack.document.hash, findings: pack.document.findings, rules: saying.rules,
            trace: premises.library.trace(of: id), rehearsals: pack.rehearsals.map(\.path), adoption: summary, mayAdopt: context.scope.allows(.regulate))
    }

    /// Clause by clause what carries out the regulation as it was adopted: a figure that was accepted no longer waits.
    public func trace(_ context: Context, of edition: EditionID) throws -> [TraceRow] {
        try premises.database.read { session in
            let desk = try EditionDesk.open(edition, context, premises, in: session)
            let accepted = Set(EditionReadiness.settled(desk.regulation, desk.values).keys)
            return premises.library.trace(desk.regulation, accepted: accepted, shown: try desk.report()?.shown ?? [:])
        }
    }
}

extension RegulationSaying {
    /// In the order in which people read: what is done, what follows, what is to be reached, what comes back.
    fileprivate var rules: [PackView.Rule] {
        regulation.followUps.map { .init(section: "followUps", id: $0.id, title: $0.title, says: sayings(of: $0), basis: $0.basis) }
            + regulation.outcomes.map { .init(section: "outcomes", id: $0.id, title: nil, says: sayings(of: $0), basis: $0.basis) }
            + regulation.targets.map { .init(section: "targets", id: $0.id, title: nil, says: sayings(of: $0), basis: $0.basis) }
            + regulation.duties.map { .init(section: "duties", id: $0.id, title: $0.title, says: sayings(of: $0), basis: $0.basis) }
    }
}

extension RegulationLibrary {
    /// The trace of a pack as it comes; every clause of a regulation without a pack is open.
    public func trace(of id: String) -> [TraceRow] {
        ClauseTrace(packs[id]?.regulation).rows(clauses(of: id))
    }

    func trace(_ regulation: Regulation, accepted: Set<String>, shown: [String: [String]]) -> [TraceRow] {
        ClauseTrace(regulation, accepted: accepted).rows(clauses(of: regulation.id), shown: shown)
    }

    private func clauses(of id: String) -> [(clause: String, kind: String)] {
        clauses.filter { $0.clause.hasPrefix(id + ".") }.map { ($0.clause, $0.kind) }
    }
}
