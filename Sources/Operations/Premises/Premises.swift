import Domain
import RegulationEngine
import SQLCore
import Secrets

/// What every use case stands on: the database, the keys, identities, regulations and calendars.
/// Assembly makes one; tests and rehearsals make others on in-memory databases.
public struct Premises: Sendable {
    public var database: any Database
    public var secrets: DataSecrets
    public var identifiers: IdentifierSequence
    public var library: RegulationLibrary
    public var calendar: WorkingCalendar

    public init(
        database: any Database, secrets: DataSecrets, identifiers: IdentifierSequence, library: RegulationLibrary, calendar: WorkingCalendar
    ) {
        (self.database, self.secrets, self.identifiers) = (database, secrets, identifiers)
        (self.library, self.calendar) = (library, calendar)
    }
}

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
