import Domain
import RegulationEngine
import SQLCore
import Storage
import Synchronization

/// Editions read from their documents, kept in memory: planning asks for them at every event.
///
/// A copy is right while the organisation's generation (`AdoptionRows.generation`) stays the same, as the asking session sees it. So a snapshot,
/// a transaction that is under way and one that came to nothing each get what is theirs, also when another process made the change.
public final class EditionShelf: Sendable {
    /// Turns a stored document into a regulation; throws `Refusal.invalid` with the findings where it cannot.
    public typealias Reader = @Sendable (_ document: String, _ source: String) throws -> Regulation

    private struct Copy {
        var generation: String
        var editions: ActiveEditions
    }

    private let read: Reader
    private let copies = Mutex<[OrganisationID: Copy]>([:])
    private let regulations = Mutex<[EditionID: Regulation]>([:])
    private let documents = Mutex<[EditionID: RegulationLibrary.Document]>([:])

    public init(read: @escaping Reader) { self.read = read }

    /// The editions that decide about events of `day`, by adoption. Costs the reading of one short row; for many events take `editions(of:in:)` once
    /// a transaction and ask it for each.
    public func active(of organisation: OrganisationID, on day: LocalDay, in session: any SQLReading) throws -> [ActiveEdition] {
        try editions(of: organisation, in: session).on(day)
    }

    /// All editions that hold from some day, as the session sees them.
    public func editions(of organisation: OrganisationID, in session: any SQLReading) throws -> ActiveEditions {
        let generation = try AdoptionRows.generation(of: organisation, in: session) ?? ""
        if let copy = copies.withLock({ $0[organisation] }), copy.generation == generation { return copy.editions }
        let editions = ActiveEditions(try load(organisation, in: session))
        copies.withLock { $0[organisation] = Copy(generation: generation, editions: editions) }
        return editions
    }

    /// One edition, whatever its state: work that was begun keeps the edition it began with.
    ///
    /// - Throws: `Refusal.notFound` where the organisation has no such edition.
    public func edition(_ id: EditionID, of organisation: OrganisationID, in session: any SQLReading) throws -> ActiveEdition {
        if let known = try editions(of: organisation, in: session)[id] { return known }
        guard let row = try EditionRows.row(id, of: organisation, in: session) else { throw Refusal.notFound }
        return try assemble(row, Surroundings(row.adoption, organisation, in: session), organisation, in: session)
    }

    /// The document of an edition with its findings, read once.
    func document(of id: EditionID, _ read: () throws -> RegulationLibrary.Document) rethrows -> RegulationLibrary.Document {
        if let known = documents.withLock({ $0[id] }) { return known }
        let document = try read()
        documents.withLock { $0[id] = document }
        return document
    }

    private func load(_ organisation: OrganisationID, in session: any SQLReading) throws -> [ActiveEdition] {
        var surroundings: [AdoptionID: Surroundings] = [:]
        return try EditionRows.activated(of: organisation, in: session).map { row in
            let around = try surroundings[row.adoption] ?? Surroundings(row.adoption, organisation, in: session)
            surroundings[row.adoption] = around
            return try assemble(row, around, organisation, in: session)
        }
    }

    private func assemble(
        _ row: EditionRows.Row, _ around: Surroundings, _ organisation: OrganisationID, in session: any SQLReading
    ) throws -> ActiveEdition {
        let values = try EditionValueRows.values(of: row.id, organisation, in: session).map { ($0.parameter, $0.value) }
        let edition = Edition(
            id: row.id, adoption: row.adoption, regulation: try regulation(of: row, organisation, in: session),
            values: Dictionary(values, uniquingKeysWith: { a, _ in a }))
        return ActiveEdition(edition: edition, number: row.number, activeFrom: row.activeFrom, activatedAt: row.activation?.at, units: around.units, roles: around.roles)
    }

    /// The document of an edition never changes, so it is read once.
    private func regulation(of row: EditionRows.Row, _ organisation: OrganisationID, in session: any SQLReading) throws -> Regulation {
        if let known = regulations.withLock({ $0[row.id] }) { return known }
        guard let document = try EditionRows.document(of: row.id, organisation, in: session) else { throw Refusal.notFound }
        let regulation = try read(document, "edition \(row.id)")
        regulations.withLock { $0[row.id] = regulation }
        return regulation
    }
}

/// What an adoption adds to each of its editions.
private struct Surroundings {
    let units: Set<UnitID>?
    let roles: [String: String]

    init(_ adoption: AdoptionID, _ organisation: OrganisationID, in session: any SQLReading) throws {
        roles = try AdoptionRows.roles(of: adoption, organisation, in: session)
        let named = try AdoptionRows.units(of: adoption, organisation, in: session)
        units = named.isEmpty ? nil : try Self.subtrees(of: named, organisation, in: session)
    }

    private static func subtrees(of named: Set<UnitID>, _ organisation: OrganisationID, in session: any SQLReading) throws -> Set<UnitID> {
        let directory = StaffDirectory(units: try DirectoryRows.units(of: organisation, in: session), staff: [], posts: [])
        return named.reduce(into: []) { $0.formUnion(directory.subtree(of: $1)) }
    }
}
