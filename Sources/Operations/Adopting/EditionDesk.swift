import Domain
import RegulationEngine
import SQLCore
import Storage

/// An edition opened for work: its row, document and values, and what the actor may do with it.
struct EditionDesk {
    var row: EditionRows.Row
    let access: AdoptionAccess
    let document: RegulationLibrary.Document
    let values: [String: EditionValueRows.Value]

    /// - Throws: `Refusal.notFound` for what the actor may not see.
    static func open(_ id: EditionID, _ context: Context, _ premises: Premises, in session: any SQLReading) throws -> EditionDesk {
        guard let row = try EditionRows.row(id, of: context.organisation, in: session) else { throw Refusal.notFound }
        let access = try AdoptionAccess.open(row.adoption, context, in: session)
        return try EditionDesk(row, access, context, premises, in: session)
    }

    init(_ row: EditionRows.Row, _ access: AdoptionAccess, _ context: Context, _ premises: Premises, in session: any SQLReading) throws {
        (self.row, self.access) = (row, access)
        document = try premises.shelf.document(of: row.id) {
            guard let text = try EditionRows.document(of: row.id, context.organisation, in: session) else { throw Refusal.notFound }
            return try premises.library.open(text, source: row.source)
        }
        let values = try EditionValueRows.values(of: row.id, context.organisation, in: session).map { ($0.parameter, $0) }
        self.values = Dictionary(values, uniquingKeysWith: { a, _ in a })
    }

    var regulation: Regulation { document.regulation }

    func report() throws -> RehearsalReport? { try row.rehearsal.map(RehearsalReport.init(json:)) }

    /// Stores a step of the edition's life, made from the state in which it was opened, and journals it.
    func store(
        _ changed: EditionRows.Row, _ act: String, why: String?, payload: [String: String] = [:], _ context: Context, _ premises: Premises,
        in session: any SQLWriting
    ) throws {
        guard try EditionRows.update(changed, from: row.state, of: context.organisation, in: session) else {
            throw Refusal.conflict(code: "edition.changedMeanwhile", by: nil, since: nil)
        }
        try Journal.append(
            act, context, adoption: row.adoption, other: row.id.rawValue, why: why,
            payload: payload.merging(["number": String(row.number)]) { a, _ in a }, premises: premises, in: session)
    }
}

extension EditionRows.Row {
    /// How findings name the stored document.
    var source: String { "edition \(number)" }
}
