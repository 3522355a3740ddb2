import Domain
import RegulationEngine
import SQLCore
import Storage

/// Where the document of the next edition comes from.
public enum NewDocument: Sendable, Hashable {
    /// The document of the newest edition, to change figures.
    case same
    /// The pack as it came with this version of the program.
    case pack
    /// A text that somebody gives.
    case text(String, source: String)
}

extension Adopting {
    /// Begins the next edition with the figures of the newest one. Changed content under the same version is a finding of the new edition.
    ///
    /// - Throws: `.state("edition.openExists")` while another edition is on its way, `.invalid` for a document with errors or of another regulation.
    @discardableResult
    public func newEdition(_ context: Context, of adoption: AdoptionID, from document: NewDocument, why: String) throws -> EditionID {
        try premises.database.write { session in try newEdition(context, of: adoption, from: document, why: why, in: session) }
    }

    /// The same inside a transaction of the caller.
    public func newEdition(
        _ context: Context, of adoption: AdoptionID, from document: NewDocument, why: String, in session: any SQLWriting
    ) throws -> EditionID {
        try requireNamed(context)
        let why = try reason(why)
        let access = try AdoptionAccess.open(adoption, context, in: session)
        try access.require(.regulate, context)
        let rows = try EditionRows.rows(of: adoption, context.organisation, in: session)
        guard let newest = rows.first else { throw Refusal.notFound }
        guard !rows.contains(where: { EditionLife.isOpen($0.state) }) else { throw Refusal.state(code: "edition.openExists") }
        let desk = try EditionDesk(newest, access, context, premises, in: session)
        let next = try open(document, desk)
        let values = EditionValues.carried(desk.values, of: desk.document.regulation, to: next.regulation)
        return try insert(next, number: newest.number + 1, values: values, in: adoption, why, context, session)
    }

    private func open(_ document: NewDocument, _ desk: EditionDesk) throws(Refusal) -> RegulationLibrary.Document {
        let next: RegulationLibrary.Document
        switch document {
        case .same: next = desk.document
        case .text(let text, let source): next = try premises.library.open(text, source: source)
        case .pack:
            guard let pack = premises.library.packs[desk.access.adoption.regulation] else { throw .notFound }
            next = try premises.library.open(pack)
        }
        guard next.regulation.id == desk.access.adoption.regulation else {
            let arguments = ["regulation": desk.access.adoption.regulation, "value": next.regulation.id]
            throw .invalid([Finding(.error, "edition.otherRegulation", at: Place(path: "regulation"), arguments)])
        }
        return next
    }
}
