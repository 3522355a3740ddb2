import Domain
import RegulationEngine
import Secrets

/// The packs and common catalogues that came with the program, read once.
public struct RegulationLibrary: Sendable {
    /// A regulation that was read from its text and can be adopted.
    public struct Document: Sendable {
        /// The file as it stands; an edition keeps it and is read from it again.
        public var text: String
        /// The file's name for findings.
        public var source: String
        public var regulation: Regulation
        /// SHA-256 of the canonical form: equal for files that say the same.
        public var hash: String
        /// Warnings and notes, and, in a pack that cannot be adopted, errors.
        public var findings: [Finding]

        public init(text: String, source: String, regulation: Regulation, hash: String, findings: [Finding]) {
            (self.text, self.source, self.regulation) = (text, source, regulation)
            (self.hash, self.findings) = (hash, findings)
        }
    }

    /// A regulation with the rehearsals that came with it.
    public struct Pack: Sendable {
        public var document: Document
        public var rehearsals: [SourceFile]

        public init(document: Document, rehearsals: [SourceFile]) { (self.document, self.rehearsals) = (document, rehearsals) }

        public var regulation: Regulation { document.regulation }
        public var hasErrors: Bool { document.findings.contains { $0.severity == .error } }
    }

    public var registry: EventRegistry
    public var results: [ContactResult]
    /// By the regulation's id: `R22`.
    public var packs: [String: Pack]
    /// Clause id and kind, in text order, for the trace.
    public var clauses: [ClauseKind]

    public init(registry: EventRegistry, results: [ContactResult], packs: [String: Pack], clauses: [ClauseKind]) {
        (self.registry, self.results, self.packs, self.clauses) = (registry, results, packs, clauses)
    }

    public func result(_ code: String) -> ContactResult? { results.first { $0.code == code } }

    /// Reads a regulation. - Throws: `Refusal.invalid` with every finding when one of them is an error.
    public func open(_ text: String, source: String) throws(Refusal) -> Document {
        let (document, findings) = Self.read(text, source: source, registry: registry)
        guard let document, !findings.contains(where: { $0.severity == .error }) else { throw .invalid(findings) }
        return document
    }

    /// - Throws: `Refusal.invalid` for a pack with errors.
    func open(_ pack: Pack) throws(Refusal) -> Document {
        guard !pack.hasErrors else { throw .invalid(pack.document.findings) }
        return pack.document
    }

    static func read(_ text: String, source: String, registry: EventRegistry) -> (Document?, [Finding]) {
        let reading = RegulationDocument.read(yaml: text, source: source, registry: registry)
        guard let regulation = reading.value, let canonical = CanonicalForm.text(ofDocument: text) else { return (nil, reading.findings) }
        let findings = reading.findings + defects(of: regulation, registry)
        return (Document(text: text, source: source, regulation: regulation, hash: SHA256.hex(of: canonical), findings: findings), findings)
    }

    /// What is wrong in the regulation itself, whoever adopts it: figures and roles are the organisation's affair.
    private static func defects(of regulation: Regulation, _ registry: EventRegistry) -> [Finding] {
        RegulationCheck(regulation, registry: registry).findings(roles: Set(regulation.roles.map(\.id)))
            .filter { $0.code != "parameterUnaccepted" && $0.code != "roleUnmapped" }
    }

    /// Ids of the clauses; nil when there is no list.
    var clauseIDs: Set<String>? { clauses.isEmpty ? nil : Set(clauses.map(\.clause)) }
}

/// A text file by its path below the folder that was read.
public struct SourceFile: Sendable, Hashable {
    public var path: String
    public var text: String
    public init(path: String, text: String) { (self.path, self.text) = (path, text) }
}

/// An obligation of a source text: clause and kind of `clauses.tsv`.
public struct ClauseKind: Sendable, Hashable {
    public var clause: String
    public var kind: String
    public init(clause: String, kind: String) { (self.clause, self.kind) = (clause, kind) }
}

extension EditionShelf {
    /// A shelf that reads editions as the library reads packs.
    public convenience init(_ library: RegulationLibrary) {
        self.init { text, source throws(Refusal) in try library.open(text, source: source).regulation }
    }
}
