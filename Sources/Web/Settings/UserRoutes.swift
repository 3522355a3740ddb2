import Domain
import HTTPTypes
import Hummingbird
import Operations
import Pages
import Phrasebook
import Storage

extension SitePath {
    static let users = SitePath("/users")
    static let userPassword = SitePath("/users/{id}/password")
    static let userDisabling = SitePath("/users/{id}/disabling")
    static let userEnabling = SitePath("/users/{id}/enabling")
    static let userGrants = SitePath("/users/{id}/grants")
}

/// Accounts of the units that an administrator looks after.
struct UserRoutes: Sendable {
    let site: Site

    func add(to router: Router<Visit>) {
        router.get(SitePath.users.route) { [self] request, visit in try await page(request, visit) }
        router.post(SitePath.users.route, use: create)
        router.post(SitePath.userPassword.route, use: resetPassword)
        router.post(SitePath.userDisabling.route, use: disable)
        router.post(SitePath.userEnabling.route, use: enable)
        router.post(SitePath.userGrants.route, use: grant)
    }

    private func page(
        _ request: Request, _ visit: Visit, handedOut: LabelledText? = nil, findings: [Finding] = [], status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let (accounts, directory) = try await site.work(visit) { (try AccountAdministration($0).list($1), try StaffDesk($0).directory($1)) }
        return site.page(request, visit, status: status) { chrome in
            let map = UsersMap(accounts: accounts, directory: directory, p: chrome.phrases, words: chrome.words)
            let errors = FindingWords.errors(findings, otherwise: "name", chrome.phrases)
            return UsersPage.render(map.model(handedOut: handedOut, errors: errors, name: visit.form["name"] ?? ""), chrome)
        }
    }

    /// The first password is shown once, on this answer.
    @Sendable private func create(_ request: Request, _ visit: Visit) async throws -> Response {
        let form = visit.form
        do {
            let made = try await hashed(visit) { premises, context in
                guard let staff = form.id("staff", Staff.self) else { throw Refusal.missing("staff") }
                let desk = AccountAdministration(premises)
                let created = try desk.create(.init(staff: staff, signIn: form["name"] ?? "", language: context.language), context)
                if let preset: RightPreset = form.code("preset"), let unit = form.id("unit", OrganisationUnit.self) {
                    try desk.grant(preset, in: unit, to: created.account, context)
                }
                return created
            }
            return try await page(request, visit, handedOut: LabelledText(form["name"] ?? "", made.password))
        } catch {
            return try await page(request, visit, findings: try Refusal.findings(in: error), status: .unprocessableContent)
        }
    }

    @Sendable private func resetPassword(_ request: Request, _ visit: Visit) async throws -> Response {
        let id = try visit.number()
        let (password, name) = try await hashed(visit) { premises, context in
            let desk = AccountAdministration(premises)
            let password = try desk.resetPassword(of: id, context)
            return (password, try desk.list(context).first { $0.id == id }?.signIn ?? "")
        }
        return try await page(request, visit, handedOut: LabelledText(name, password))
    }

    @Sendable private func disable(_ request: Request, _ visit: Visit) async throws -> Response {
        let (id, why) = (try visit.number(), visit.form.text("why"))
        try await site.work(visit) { try AccountAdministration($0).disable(id, why: why, $1) }
        return site.back(request, visit, otherwise: SitePath.users.address(), saying: Flash(.ok, "flash.saved"))
    }

    @Sendable private func enable(_ request: Request, _ visit: Visit) async throws -> Response {
        let id = try visit.number()
        try await site.work(visit) { try AccountAdministration($0).enable(id, $1) }
        return site.back(request, visit, otherwise: SitePath.users.address(), saying: Flash(.ok, "flash.saved"))
    }

    @Sendable private func grant(_ request: Request, _ visit: Visit) async throws -> Response {
        let (id, form) = (try visit.number(), visit.form)
        guard let preset: RightPreset = form.code("preset"), let unit = form.id("unit", OrganisationUnit.self) else { throw Refusal.notFound }
        try await site.work(visit) { try AccountAdministration($0).grant(preset, in: unit, to: id, $1) }
        return site.back(request, visit, otherwise: SitePath.users.address(), saying: Flash(.ok, "flash.saved"))
    }

    /// Making a password hashes it: that goes to the threads for hashes.
    private func hashed<Value: Sendable>(_ visit: Visit, _ body: @escaping @Sendable (Premises, Context) throws -> Value) async throws -> Value {
        guard let context = visit.visitor?.context else { throw SignInNeeded() }
        let premises = site.premises
        return try await site.passwords.run { try body(premises, context) }
    }
}

/// How accounts are shown.
struct UsersMap {
    let accounts: [AccountView]
    let directory: DirectoryView
    let p: Phrases
    let words: CivilWords

    func model(handedOut: LabelledText?, errors: [FieldError], name: String) -> UsersPage.Model {
        let taken = Set(accounts.map(\.staff.id))
        return UsersPage.Model(
            accounts: accounts.map(account), staff: directory.people.map(\.staff).filter { $0.isActive && !taken.contains($0.id) }.map { Choice($0.id.description, $0.name) },
            units: directory.units.map { Choice($0.unit.id.description, $0.unit.name) }, handedOut: handedOut, errors: errors, name: errors.isEmpty ? "" : name)
    }

    private func account(_ view: AccountView) -> UsersPage.Account {
        UsersPage.Account(
            id: String(view.id), name: view.signIn, person: view.staff.name, grants: grants(view), isDisabled: view.disabledAt != nil, lastSeen: view.lastSeenAt,
            mayChange: view.mayChange)
    }

    /// Rights of the same units on one line.
    private func grants(_ view: AccountView) -> [String] {
        let units = Dictionary(directory.units.map { ($0.unit.id, $0.unit.name) }, uniquingKeysWith: { a, _ in a })
        return Dictionary(grouping: view.grants, by: \.unit).sorted { $0.key < $1.key }.map { unit, grants in
            let rights = grants.map { words.word("right", $0.granted) }.joined(separator: ", ")
            return p("users.rightsInUnit", ["rights": .text(rights), "unit": .text(units[unit] ?? "")])
        }
    }
}
