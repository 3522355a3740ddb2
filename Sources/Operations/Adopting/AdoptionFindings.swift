import Domain
import RegulationEngine
import SQLCore
import Storage

/// Everything that people should know before an edition holds. Errors are in its way, the rest is to be weighed.
struct AdoptionFindings {
    let desk: EditionDesk
    let roles: [RoleHolding]
    private let premises: Premises
    private let context: Context
    private let session: any SQLReading

    init(_ desk: EditionDesk, _ premises: Premises, _ context: Context, directory: StaffDirectory? = nil, in session: any SQLReading) throws {
        (self.desk, self.premises, self.context, self.session) = (desk, premises, context, session)
        let mapping = try AdoptionRows.roles(of: desk.row.adoption, context.organisation, in: session)
        roles = RoleHolding.all(
            of: desk.regulation, mapping: mapping, covered: desk.access.covered.all,
            try directory ?? DirectoryRows.directory(of: context.organisation, in: session), on: context.today)
    }

    /// Gravest first, each once.
    func all() throws -> [Finding] {
        let people = roles.flatMap(\.findings) + deciders()
        let others = try sameVersion() + conflicts() + EditionReadiness.rehearsal(desk.row, desk.report())
        let found = try desk.document.findings + check() + EditionReadiness.departures(desk.regulation, desk.values) + people + others
        var seen: Set<Finding> = []
        let once = found.filter { seen.insert($0).inserted }
        return once.enumerated().sorted { ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset) }.map(\.element)
    }

    /// What the engine finds in the regulation with the organisation's figures and roles.
    private func check() throws -> [Finding] {
        let check = RegulationCheck(
            desk.regulation, registry: premises.library.registry, values: EditionReadiness.settled(desk.regulation, desk.values))
        return check.findings(
            roles: Set(roles.filter { !$0.isUnmapped }.map(\.role.id)), clauses: premises.library.clauseIDs,
            calendar: try premises.calendar(of: context.organisation, in: session), year: context.today.year)
    }

    /// A figure that the regulation leaves to a role, accepted by somebody who does not hold it.
    private func deciders() -> [Finding] {
        desk.regulation.parameters.compactMap { parameter in
            guard let role = parameter.setBy, let by = desk.values[parameter.id]?.acceptedBy,
                let holding = roles.first(where: { $0.role.id == role }), !holding.isFromEvent, !holding.holders.contains(where: { $0.staff == by })
            else { return nil }
            return WrittenValue.finding(parameter, "parameterAcceptedByOther", .warning, ["role": role])
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
    func conflicts() throws -> [Finding] {
        let mine = RegulationConflicts.Adopted(desk.regulation, values: desk.values.mapValues(\.value), roles: posts)
        let deadlines = Deadlines(calendar: try premises.calendar(of: context.organisation, in: session), zone: context.zone)
        return try others().flatMap { other in
            let theirs = RegulationConflicts.Adopted(other.edition.regulation, values: other.edition.values, roles: other.roles)
            return RegulationConflicts.findings([mine, theirs], registry: premises.library.registry, from: context.today, deadlines: deadlines)
        }
    }

    private var posts: [String: String] { Dictionary(roles.map { ($0.role.id, $0.postRole) }, uniquingKeysWith: { a, _ in a }) }

    private func others() throws -> [ActiveEdition] {
        let editions = try premises.shelf.editions(of: context.organisation, in: session)
        return editions.holding(onOrAfter: context.today).filter { other in
            other.adoption != desk.row.adoption && (other.units.map { !$0.isDisjoint(with: desk.access.covered.all) } ?? true)
        }
    }
}
