import Domain
import RegulationEngine
import SQLCore
import Storage

/// Everything that people should know before an edition holds. Errors are in its way, the rest is to be weighed.
struct AdoptionFindings {
    let desk: EditionDesk
    let roles: [RoleHolding]
    let premises: Premises
    let context: Context
    let session: any SQLReading

    func all() throws -> [Finding] {
        let document = desk.document.findings
        let figures = EditionReadiness.parameters(desk.regulation, desk.values)
        let rehearsal = EditionReadiness.rehearsal(desk.row, try desk.report())
        let found = try document + figures + deciders() + roles.flatMap(\.findings) + sameVersion() + conflicts() + rehearsal
        return found.enumerated().sorted { ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset) }.map(\.element)
    }

    /// A figure that the regulation leaves to a role, accepted by somebody who does not hold it.
    private func deciders() throws -> [Finding] {
        desk.regulation.parameters.compactMap { parameter in
            guard let role = parameter.setBy, let by = desk.values[parameter.id]?.acceptedBy,
                let holding = roles.first(where: { $0.role.id == role }), !holding.isFromEvent, !holding.holders.contains(where: { $0.staff == by })
            else { return nil }
            return WrittenValue.finding(parameter, "parameter.acceptedByOther", .warning, ["role": role])
        }
    }

    /// Changed content must have another version, or nobody can say which one holds.
    private func sameVersion() throws -> [Finding] {
        let earlier = try EditionRows.rows(of: desk.row.adoption, context.organisation, in: session)
        let doubled = earlier.first {
            $0.number < desk.row.number && $0.regulationVersion == desk.row.regulationVersion && $0.canonicalHash != desk.row.canonicalHash
        }
        guard let doubled else { return [] }
        let arguments = ["version": String(desk.row.regulationVersion), "edition": String(doubled.number)]
        return [Finding(.warning, "edition.changedUnderSameVersion", at: Place(source: desk.row.source, path: "version"), arguments)]
    }

    /// Against every other regulation that holds today or later for a unit that this one covers too.
    private func conflicts() throws -> [Finding] {
        try others().flatMap { other in
            [Finding]()
        }
    }

    private var edition: Edition {
        Edition(id: desk.row.id, adoption: desk.row.adoption, regulation: desk.regulation, values: desk.values.mapValues(\.value))
    }

    private func others() throws -> [ActiveEdition] {
        let editions = try premises.shelf.editions(of: context.organisation, in: session)
        return editions.holding(onOrAfter: context.today).filter { other in
            other.adoption != desk.row.adoption && (other.units.map { !$0.isDisjoint(with: desk.access.covered.all) } ?? true)
        }
    }
}
