import Domain
import RegulationEngine

/// The packs and common catalogues that came with the program, read once.
public struct RegulationLibrary: Sendable {
    public struct Pack: Sendable {
        public var regulation: Regulation
        /// The file as it stands; adoption keeps it.
        public var document: String
        public var source: String
        public var findings: [Finding]

        public init(regulation: Regulation, document: String, source: String, findings: [Finding]) {
            (self.regulation, self.document, self.source, self.findings) = (regulation, document, source, findings)
        }
    }

    public var registry: EventRegistry
    public var results: [ContactResult]
    public var packs: [String: Pack]
    /// Clause id and kind, in text order, for the trace.
    public var clauses: [ClauseKind]

    public init(registry: EventRegistry, results: [ContactResult], packs: [String: Pack], clauses: [ClauseKind]) {
        (self.registry, self.results, self.packs, self.clauses) = (registry, results, packs, clauses)
    }

    public func result(_ code: String) -> ContactResult? { results.first { $0.code == code } }
}

/// An obligation of a source text: clause and kind of `clauses.tsv`.
public struct ClauseKind: Sendable, Hashable {
    public var clause: String
    public var kind: String
    public init(clause: String, kind: String) { (self.clause, self.kind) = (clause, kind) }
}
