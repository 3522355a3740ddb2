import ArgumentParser
import Domain
import Operations
import SQLCore
import Storage

/// For which organisation a command acts, and as whom.
struct ActorOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The organisation; may be left out when there is one only, or with --as.", valueName: "code"))
    var organisation: String?

    @Option(name: .customLong("as"), help: ArgumentHelp("Act as this account, with its rights and its name in the journal.", valueName: "sign-in"))
    var signIn: String?

    var named: NamedActor { NamedActor(organisation: organisation, signIn: signIn) }

    /// The console's own context (every right, noted as the engine), or that of the account.
    func context(_ house: House, _ assembly: Assembly) throws -> Context { try named.context(house, assembly) }
}

/// Who acts, by the code of an organisation and a sign-in name, either of which may be missing.
struct NamedActor: Sendable {
    var organisation: String?
    var signIn: String?

    func context(_ house: House, _ assembly: Assembly) throws -> Context {
        let now = assembly.clock()
        if let signIn { return try person(signIn, house.premises, now) }
        return try Authentication(house.premises).engine(of: organisationID(house.premises), at: now)
    }

    private func organisationID(_ premises: Premises) throws -> OrganisationID {
        let all = try premises.database.read { try DirectoryRows.organisations(in: $0) }
        if let organisation {
            guard let found = all.first(where: { $0.code == organisation }) else { throw Obstacle("There is no organisation \(organisation).") }
            return found.id
        }
        guard all.count == 1 else {
            throw ValidationError("Name the organisation with --organisation: \(all.map(\.code).joined(separator: ", "))")
        }
        return all[0].id
    }

    private func person(_ signIn: String, _ premises: Premises, _ now: Instant) throws -> Context {
        let found: (AccountRows.Account, Staff, DirectoryRows.Organisation, Scope)? = try premises.database.read { session in
            guard let account = try AccountRows.account(signIn: signIn.lowercased(), in: session), account.disabledAt == nil,
                let staff = try DirectoryRows.staff(account.staff, of: account.organisation, in: session),
                let organisation = try DirectoryRows.organisation(account.organisation, in: session)
            else { return nil }
            return (account, staff, organisation, try Authentication.scope(of: account.id, organisation.id, in: session))
        }
        guard let (account, staff, row, scope) = found else { throw Obstacle("There is no account \(signIn) that may be used.") }
        if let organisation, organisation != row.code { throw ValidationError("\(signIn) belongs to \(row.code), not to \(organisation).") }
        return Context(
            now: now, organisation: row.id, zone: row.zone, actor: Actor(staff: staff.id, account: account.id, name: staff.name), scope: scope,
            language: account.preferences.language)
    }
}
