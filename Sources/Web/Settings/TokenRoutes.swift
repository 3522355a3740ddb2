import Domain
import HTTPTypes
import Hummingbird
import Operations
import Pages
import Phrasebook
import Storage

extension SitePath {
    static let tokens = SitePath("/tokens")
    static let tokenRevocation = SitePath("/tokens/{id}/revocation")
}

/// Tokens of other programs, for the accounts that an administrator looks after.
struct TokenRoutes: Sendable {
    let site: Site

    func add(to router: Router<Visit>) {
        router.get(SitePath.tokens.route) { [self] request, visit in try await page(request, visit) }
        router.post(SitePath.tokens.route, use: create)
        router.post(SitePath.tokenRevocation.route, use: revoke)
    }

    private func page(
        _ request: Request, _ visit: Visit, handedOut: LabelledText? = nil, findings: [Finding] = [], status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let (tokens, accounts, directory) = try await site.work(visit) { premises, context in
            (
                try TokenAdministration(premises).list(context), try AccountAdministration(premises).list(context),
                try StaffDesk(premises).directory(context)
            )
        }
        return site.page(request, visit, status: status) { chrome in
            let map = TokensMap(tokens: tokens, accounts: accounts, directory: directory, chrome: chrome)
            return TokensPage.render(map.model(handedOut: handedOut, findings: findings, form: visit.form), chrome)
        }
    }

    /// The token is shown once, on this answer.
    @Sendable private func create(_ request: Request, _ visit: Visit) async throws -> Response {
        let form = visit.form
        do {
            let made = try await site.work(visit) { premises, context in
                guard let account = form.text("account").flatMap({ Int64($0) }) else {
                    throw Refusal.missing("account")
                }
                let new = TokenAdministration.NewToken(
                    name: form["name"] ?? "", account: account, permits: Set(form.all("permit").compactMap(Permit.init)),
                    unit: form.id("unit", OrganisationUnit.self),
                    validDays: form.text("days").flatMap { Int($0) } ?? 0)
                return try TokenAdministration(premises).create(new, context)
            }
            return try await page(request, visit, handedOut: LabelledText(form["name"]?.trimmed ?? "", made.text))
        } catch {
            return try await page(request, visit, findings: try Refusal.findings(in: error), status: .unprocessableContent)
        }
    }

    @Sendable private func revoke(_ request: Request, _ visit: Visit) async throws -> Response {
        let id = try visit.number()
        try await site.work(visit) { try TokenAdministration($0).revoke(id, $1) }
        return Response.seeOther(SitePath.tokens.address()).saying(Flash(.ok, "flash.saved"), SiteCookies(site, request, visit))
    }
}

/// How tokens are shown.
struct TokensMap {
    let tokens: [TokenAdministration.View]
    let accounts: [AccountView]
    let directory: DirectoryView
    let chrome: PageChrome

    private var p: Phrases { chrome.phrases }

    func model(handedOut: LabelledText?, findings: [Finding], form: Form) -> TokensPage.Model {
        let errors = FindingWords.errors(findings, otherwise: "name", p)
        return TokensPage.Model(
            lines: tokens.map(line),
            accounts: accounts.filter { $0.mayChange && $0.disabledAt == nil }.map { Choice(String($0.id), "\($0.signIn) · \($0.staff.name)") },
            permits: Permit.allCases.map { Choice($0.rawValue, words($0)) },
            units: directory.units.map { Choice($0.unit.id.description, $0.unit.name) },
            handedOut: handedOut, errors: errors, name: errors.isEmpty ? "" : form["name"] ?? "",
            chosen: errors.isEmpty ? [] : Set(form.all("permit")))
    }

    private func line(_ view: TokenAdministration.View) -> TokensPage.Line {
        TokensPage.Line(
            id: String(view.row.id), name: view.row.name, owner: "\(view.signIn) · \(view.ownerName)",
            permits: view.row.permits.compactMap(Permit.init).map(words),
            unit: view.unitName, expires: chrome.zone.limitDay(of: view.row.expiresAt), lastUsed: view.row.usedAt, state: state(view.state))
    }

    private func words(_ permit: Permit) -> String { p(PhraseKey("permit." + permit.rawValue)) }

    private func state(_ state: TokenAdministration.View.State) -> TokensPage.State {
        switch state {
        case .valid: .valid
        case .expired: .expired
        case .revoked: .revoked
        case .ownerDisabled: .ownerDisabled
        }
    }
}
