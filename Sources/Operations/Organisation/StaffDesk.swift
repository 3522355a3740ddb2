import Domain
import SQLCore
import Storage

/// Staff, posts, absences and own days, one at a time: what the pages of the organisation change. Each change is journalled.
///
/// Posts are the administrator's, within the administered units. Absences are also the head's, for people with a post in the unit led.
public struct StaffDesk: Sendable {
    let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    /// A new person with a first post; or the one with this code, renamed.
    public func save(code: String, name: String, _ context: Context) throws -> StaffID {
        let findings = [("code", code), ("name", name)].filter { $0.1.allSatisfy(\.isWhitespace) }.map { Finding(.error, "field.required", at: Place(path: $0.0)) }
        guard findings.isEmpty else { throw Refusal.invalid(findings) }
        return try premises.database.write { session in
            let reach = try AccountReach(context, in: session)
            let known = reach.directory.staff.values.first { $0.code == code }
            // Whose code it is may be another unit's business: then the code is simply not free.
            if let known, !reach.contains(known.id) { throw Refusal.invalid([Finding(.error, "staff.codeTaken", at: Place(path: "code"), ["value": code])]) }
            let staff = Staff(id: known?.id ?? premises.identifiers.next(at: context.now), code: code, name: name, isActive: known?.isActive ?? true)
            if staff == known { return staff.id }
            try DirectoryRows.save(staff, of: context.organisation, in: session)
            try journal("staff.saved", staff, nil, ["name": name, "active": String(staff.isActive)], context, in: session)
            return staff.id
        }
    }

    /// Somebody who left: cannot sign in, gets no more work. Records and posts stay.
    public func set(active: Bool, _ id: StaffID, _ context: Context) throws {
        try premises.database.write { session in
            let reach = try AccountReach(context, in: session)
            guard var staff = reach.directory.staff[id], reach.contains(id) else { throw Refusal.notFound }
            guard id != context.actor.staff else { throw Refusal.state(code: "account.own") }
            if staff.isActive == active { return }
            staff.isActive = active
            try DirectoryRows.save(staff, of: context.organisation, in: session)
            if !active, let account = try AccountRows.account(staff: id, of: context.organisation, in: session) {
                try SessionRows.endAll(of: account.id, context.organisation, in: session)
            }
            try journal("staff.saved", staff, reach.unit(of: id), ["name": staff.name, "active": String(active)], context, in: session)
        }
    }

    /// - Throws: `Refusal.notFound` for a unit out of reach or a person who does not exist, `.invalid` for a post that ends before it begins.
    public func assign(_ post: Post, _ context: Context) throws {
        try premises.database.write { session in
            let reach = try AccountReach(context, in: session)
            guard reach.contains(post.unit), let staff = reach.directory.staff[post.staff] else { throw Refusal.notFound }
            let findings = [
                post.role.allSatisfy(\.isWhitespace) ? Finding(.error, "field.required", at: Place(path: "role")) : nil,
                post.to.map { $0 < post.from } ?? false ? Finding(.error, "organisation.endsBeforeItBegins", at: Place(path: "to"), ["staff": staff.code]) : nil,
            ].compactMap(\.self)
            guard findings.isEmpty else { throw Refusal.invalid(findings) }
            try DirectoryRows.save(post, id: premises.identifiers.next(at: context.now), of: context.organisation, in: session)
            try journal("post.saved", staff, post.unit, ["role": post.role, "from": post.from.iso, "to": post.to?.iso ?? ""], context, in: session)
        }
    }

    /// The last day of a post. It is never deleted: who held it then must stay known.
    public func end(post id: Int64, on day: LocalDay, _ context: Context) throws {
        try premises.database.write { session in
            let reach = try AccountReach(context, in: session)
            guard let held = try DirectoryRows.heldPost(id, of: context.organisation, in: session), reach.contains(held.post.unit),
                let staff = reach.directory.staff[held.post.staff]
            else { throw Refusal.notFound }
            guard day >= held.post.from else {
                throw Refusal.invalid([Finding(.error, "organisation.endsBeforeItBegins", at: Place(path: "to"), ["staff": staff.code])])
            }
            try DirectoryRows.end(post: id, on: day, of: context.organisation, in: session)
            try journal("post.ended", staff, held.post.unit, ["role": held.post.role, "to": day.iso], context, in: session)
        }
    }

    func journal(
        _ act: String, _ staff: Staff, _ unit: UnitID?, _ payload: [String: String], _ context: Context, in session: any SQLWriting
    ) throws {
        try Journal.append(
            act, context, unit: unit, other: staff.id.rawValue, payload: ["staff": staff.code].merging(payload) { $1 }, premises: premises, in: session)
    }
}
