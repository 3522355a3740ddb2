import Domain
import RegulationEngine
import SQLCore
import Storage

/// From a pack to an edition that holds from a day: adopt, fill in, rehearse, submit, have it approved by somebody else, activate.
///
/// Nothing here touches what was planned before: work that was begun keeps its edition. Every change is journalled with its reason.
public struct Adopting: Sendable {
    let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    /// What came of adopting a pack.
    public struct Adopted: Sendable, Hashable {
        public var adoption: AdoptionID
        /// The adoption's newest edition.
        public var edition: EditionID
        /// False when the organisation had adopted the regulation before; then nothing was changed.
        public var isNew: Bool

        public init(adoption: AdoptionID, edition: EditionID, isNew: Bool) {
            (self.adoption, self.edition, self.isNew) = (adoption, edition, isNew)
        }
    }

    /// Adopts a pack for some units and all below them, none = the whole organisation. Its first edition is a draft with the proposed figures.
    ///
    /// - Throws: `Refusal.notFound` for an unknown pack or unit, `.invalid` with the findings of a pack that has errors,
    ///   `.state("adoption.elsewhere")` when it is adopted for units that the actor does not see.
    @discardableResult
    public func adopt(_ context: Context, pack id: String, units: Set<UnitID> = [], why: String? = nil) throws -> Adopted {
        try premises.database.write { session in try adopt(context, pack: id, units: units, why: why, in: session) }
    }

    /// The same inside a transaction of the caller.
    public func adopt(
        _ context: Context, pack id: String, units: Set<UnitID> = [], why: String? = nil, in session: any SQLWriting
    ) throws -> Adopted {
        try requireNamed(context)
        guard context.scope.allows(.regulate) else { throw Refusal.notAllowed(.regulate) }
        guard let pack = premises.library.packs[id] else { throw Refusal.notFound }
        if let known = try AdoptionRows.adoption(regulation: id, of: context.organisation, in: session) {
            return try readopt(known, context, in: session)
        }
        guard try CoveredUnits(units, context.organisation, in: session).allAre(in: context.scope, .regulate) else {
            throw Refusal.notAllowed(.regulate)
        }
        return try begin(premises.library.open(pack), units, why, context, in: session)
    }

    private func readopt(_ known: AdoptionRows.Adoption, _ context: Context, in session: any SQLReading) throws -> Adopted {
        guard try AdoptionAccess(known, context, in: session).isVisible(to: context.scope) else {
            throw Refusal.state(code: "adoption.elsewhere")
        }
        guard let newest = try EditionRows.rows(of: known.id, context.organisation, in: session).first else { throw Refusal.notFound }
        return Adopted(adoption: known.id, edition: newest.id, isNew: false)
    }

    private func begin(
        _ document: RegulationLibrary.Document, _ units: Set<UnitID>, _ why: String?, _ context: Context, in session: any SQLWriting
    ) throws -> Adopted {
        let adoption = AdoptionRows.Adoption(
            id: premises.identifiers.next(at: context.now), regulation: document.regulation.id, createdAt: context.now, createdBy: context.actor.staff)
        guard try AdoptionRows.insert(adoption, of: context.organisation, in: session) else {
            throw Refusal.conflict(code: "adoption.justMade", by: nil, since: nil)
        }
        try AdoptionRows.set(units: units, of: adoption.id, context.organisation, in: session)
        try Journal.append(
            "adoption.created", context, adoption: adoption.id, why: why,
            payload: ["regulation": adoption.regulation, "units": units.sorted().map(\.description).joined(separator: " ")],
            premises: premises, in: session)
        let edition = try insert(document, number: 1, values: EditionValues.proposed(by: document.regulation), in: adoption.id, why, context, session)
        return Adopted(adoption: adoption.id, edition: edition, isNew: true)
    }

    /// Writes a draft with its values.
    func insert(
        _ document: RegulationLibrary.Document, number: Int, values: [EditionValueRows.Value], in adoption: AdoptionID, _ why: String?,
        _ context: Context, _ session: any SQLWriting
    ) throws -> EditionID {
        let row = EditionRows.Row(
            id: premises.identifiers.next(at: context.now), adoption: adoption, number: number, regulationVersion: document.regulation.version,
            canonicalHash: document.hash, createdAt: context.now, createdBy: context.actor.staff)
        try EditionRows.insert(row, document: document.text, of: context.organisation, in: session)
        for value in values { try EditionValueRows.save(value, in: row.id, context.organisation, in: session) }
        try Journal.append(
            "edition.created", context, adoption: adoption, other: row.id.rawValue, why: why,
            payload: ["number": String(number), "version": String(row.regulationVersion), "hash": document.hash], premises: premises, in: session)
        try changed(context, in: session)
        return row.id
    }

    /// Tells every copy of the active editions that it is out of date once this transaction is done.
    func changed(_ context: Context, in session: any SQLWriting) throws {
        try AdoptionRows.begin(generation: premises.identifiers.next(at: context.now), of: context.organisation, in: session)
    }

    /// Whoever decides about a regulation has a name.
    func requireNamed(_ context: Context) throws(Refusal) {
        guard context.actor.staff.rawValue > 0 else { throw .notAllowed(.regulate) }
    }

    /// The reason without blanks around it; a finding when there is none.
    func reason(_ why: String?) throws(Refusal) -> String {
        let text = why?.trimmed ?? ""
        guard !text.isEmpty else { throw .invalid([Finding(.error, "reason.required", at: Place(path: "why"))]) }
        return text
    }
}
