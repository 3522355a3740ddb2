import Domain
import RegulationEngine
import SQLCore
import Storage

/// Dated settings of an adoption: no new edition, journalled each time.
extension Adopting {
    /// Says how a role of the regulation is called in the organisation's posts, or takes that back (nil).
    ///
    /// - Throws: `.invalid` for a role that the newest edition does not have or finds from the event itself.
    public func map(_ context: Context, role: String, to postRole: String?, in adoption: AdoptionID, why: String? = nil) throws {
        try premises.database.write { session in try map(context, role: role, to: postRole, in: adoption, why: why, in: session) }
    }

    /// The same inside a transaction of the caller.
    public func map(
        _ context: Context, role: String, to postRole: String?, in adoption: AdoptionID, why: String? = nil, in session: any SQLWriting
    ) throws {
        let access = try changeable(adoption, context, in: session)
        let postRole = postRole?.trimmed
        try check(role, postRole, try newestRegulation(access, context, in: session))
        let before = try AdoptionRows.roles(of: adoption, context.organisation, in: session)[role]
        guard before != postRole else { return }
        try AdoptionRows.map(role, to: postRole, in: adoption, context.organisation, in: session)
        try Journal.append(
            "adoption.roleMapped", context, adoption: adoption, why: why?.trimmed,
            payload: ["role": role, "postRole": postRole ?? "", "before": before ?? ""], premises: premises, in: session)
        try changed(context, in: session)
    }

    private func check(_ role: String, _ postRole: String?, _ regulation: Regulation) throws(Refusal) {
        let place = Place(path: "roles.\(role)")
        guard let definition = regulation.roles.first(where: { $0.id == role }) else {
            throw .invalid([Finding(.error, "role.unknown", at: place, ["role": role])])
        }
        guard definition.source == nil else { throw .invalid([Finding(.error, "role.foundFromEvent", at: place, ["role": role])]) }
        guard postRole.map({ (1...64).contains($0.count) }) ?? true else {
            throw .invalid([Finding(.error, "role.unusableName", at: place, ["role": role])])
        }
    }

    /// Changes the units that are covered; what was planned for others stays.
    public func cover(_ context: Context, units: Set<UnitID>, in adoption: AdoptionID, why: String) throws {
        let why = try reason(why)
        try premises.database.write { session in
            let access = try changeable(adoption, context, in: session)
            guard try CoveredUnits(units, context.organisation, in: session).allAre(in: context.scope, .regulate) else {
                throw Refusal.notAllowed(.regulate)
            }
            guard access.named != units else { return }
            try AdoptionRows.set(units: units, of: adoption, context.organisation, in: session)
            try Journal.append(
                "adoption.unitsChanged", context, adoption: adoption, why: why,
                payload: ["units": list(units), "before": list(access.named)], premises: premises, in: session)
            try changed(context, in: session)
        }
    }

    private func list(_ units: Set<UnitID>) -> String { units.sorted().map(\.description).joined(separator: " ") }

    private func changeable(_ adoption: AdoptionID, _ context: Context, in session: any SQLReading) throws -> AdoptionAccess {
        try requireNamed(context)
        let access = try AdoptionAccess.open(adoption, context, in: session)
        try access.require(.regulate, context)
        return access
    }

    private func newestRegulation(_ access: AdoptionAccess, _ context: Context, in session: any SQLReading) throws -> Regulation {
        guard let newest = try EditionRows.rows(of: access.adoption.id, context.organisation, in: session).first else { throw Refusal.notFound }
        return try EditionDesk(newest, access, context, premises, in: session).regulation
    }
}
