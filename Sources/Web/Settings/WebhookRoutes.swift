import Domain
import HTTPTypes
import Hummingbird
import Operations
import Pages
import Phrasebook
import Storage

extension SitePath {
    static let webhooks = SitePath("/webhooks")
    static let webhook = SitePath("/webhooks/{id}")
    static let webhookPause = SitePath("/webhooks/{id}/pause")
    static let webhookResumption = SitePath("/webhooks/{id}/resumption")
    static let webhookPing = SitePath("/webhooks/{id}/ping")
    static let webhookRemoval = SitePath("/webhooks/{id}/removal")
    static let webhookReplay = SitePath("/webhooks/{id}/messages/{message}/replay")
}

/// Addresses of other programs that are told what happens, and what each was told.
struct WebhookRoutes: Sendable {
    let site: Site

    func add(to router: Router<Visit>) {
        router.get(SitePath.webhooks.route) { [self] request, visit in try await page(request, visit) }
        router.get(SitePath.webhook.route, use: show)
        router.post(SitePath.webhooks.route, use: create)
        act(router, .webhookPause) { try $0.pause($1, $2) }
        act(router, .webhookResumption) { try $0.resume($1, $2) }
        act(router, .webhookPing) { try $0.ping($1, $2) }
        act(router, .webhookRemoval) { try $0.remove($1, $2) }
        router.post(SitePath.webhookReplay.route, use: replay)
    }

    private func act(
        _ router: Router<Visit>, _ path: SitePath, _ body: @escaping @Sendable (WebhookAdministration, Int64, Context) throws -> Void
    ) {
        router.post(path.route) { [site] request, visit in
            let id = try visit.number()
            try await site.work(visit) { try body(WebhookAdministration($0), id, $1) }
            return Response.seeOther(SitePath.webhooks.address()).saying(Flash(.ok, "flash.saved"), SiteCookies(site, request, visit))
        }
    }

    private func page(
        _ request: Request, _ visit: Visit, handedOut: LabelledText? = nil, findings: [Finding] = [], status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let (views, directory) = try await site.work(visit) { (try WebhookAdministration($0).list($1), try StaffDesk($0).directory($1)) }
        return site.page(request, visit, status: status) { chrome in
            let map = WebhooksMap(views: views, directory: directory, scope: visit.visitor?.context.scope, chrome: chrome)
            return WebhooksPage.render(map.model(handedOut: handedOut, findings: findings, form: visit.form), chrome)
        }
    }

    /// The secret is shown once, on this answer.
    @Sendable private func create(_ request: Request, _ visit: Visit) async throws -> Response {
        let form = visit.form
        do {
            let made = try await site.work(visit) { [site] premises, context in
                let new = WebhookAdministration.NewWebhook(
                    name: form["name"] ?? "", url: form["url"] ?? "", happenings: Set(form.all("happening").compactMap(Happening.init)),
                    unit: form.id("unit", OrganisationUnit.self))
                return try WebhookAdministration(premises).create(new, refusal: site.webhookRefusal, context)
            }
            return try await page(request, visit, handedOut: LabelledText(form["name"]?.trimmed ?? "", made.secret))
        } catch {
            return try await page(request, visit, findings: try Refusal.findings(in: error), status: .unprocessableContent)
        }
    }

    @Sendable private func show(_ request: Request, _ visit: Visit) async throws -> Response {
        let id = try visit.number()
        let before = try request.query.text("before").flatMap { Int64($0) }
        let (view, messages, next) = try await site.work(visit) { try WebhookAdministration($0).messages(of: id, before: before ?? .max, $1) }
        return site.page(request, visit) { chrome in
            let address = SitePath.webhook.address(String(id))
            let turn = PageTurn(next: next.map { Address.query(address, [("before", String($0))]) }, first: before == nil ? nil : address)
            return WebhookPage.render(WebhookMap(chrome.phrases).model(view, messages, turn), chrome)
        }
    }

    @Sendable private func replay(_ request: Request, _ visit: Visit) async throws -> Response {
        let (id, message) = (try visit.number(), try visit.number("message"))
        try await site.work(visit) { try WebhookAdministration($0).replay(message, of: id, $1) }
        return Response.seeOther(SitePath.webhook.address(String(id))).saying(Flash(.ok, "flash.saved"), SiteCookies(site, request, visit))
    }
}

/// How webhooks are shown.
struct WebhooksMap {
    let views: [WebhookAdministration.View]
    let directory: DirectoryView
    let scope: Scope?
    let chrome: PageChrome

    private var p: Phrases { chrome.phrases }

    func model(handedOut: LabelledText?, findings: [Finding], form: Form) -> WebhooksPage.Model {
        let errors = FindingWords.errors(findings, otherwise: "name", p)
        let units = directory.units.filter { scope?.allows(.administer, in: $0.unit.id) == true }
        return WebhooksPage.Model(
            lines: views.map(line), happenings: Happening.allCases.map { Choice($0.rawValue, WebhookMap(p).words($0.rawValue)) },
            units: units.map { Choice($0.unit.id.description, $0.unit.name) }, handedOut: handedOut, errors: errors,
            name: errors.isEmpty ? "" : form["name"] ?? "",
            url: errors.isEmpty ? "" : form["url"] ?? "", chosen: errors.isEmpty ? [] : Set(form.all("happening")))
    }

    private func line(_ view: WebhookAdministration.View) -> WebhooksPage.Line {
        let map = WebhookMap(p)
        return WebhooksPage.Line(
            id: String(view.row.id), name: view.row.name, url: view.row.url, happenings: view.row.happenings.map(map.words), unit: view.unitName,
            state: WebhookMap.state(view), delivered: view.row.deliveredAt,
            pending: BoundedCount(view.pending, limit: WebhookAdministration.ceiling - 1),
            dead: BoundedCount(view.dead, limit: WebhookAdministration.ceiling - 1))
    }
}

/// How one webhook and its messages are shown.
struct WebhookMap {
    private let p: Phrases

    init(_ p: Phrases) { self.p = p }

    func words(_ happening: String) -> String { p(PhraseKey("happening." + happening)) }

    static func state(_ view: WebhookAdministration.View) -> WebhooksPage.State {
        if view.row.pausedAt != nil { return .paused }
        return view.row.failingSince == nil ? .working : .failing
    }

    func model(_ view: WebhookAdministration.View, _ messages: [WebhookMessageRows.Row], _ turn: PageTurn) -> WebhookPage.Model {
        WebhookPage.Model(
            id: String(view.row.id), name: view.row.name, url: view.row.url, state: Self.state(view), lines: messages.map(line), turn: turn)
    }

    private func line(_ row: WebhookMessageRows.Row) -> WebhookPage.Line {
        let state: WebhookPage.State =
            switch row.state {
            case .pending: .pending
            case .delivered: .delivered
            case .dead: .dead
            }
        return WebhookPage.Line(
            id: String(row.id), happening: words(row.happening), state: state, attempts: row.attempts, created: row.createdAt,
            at: row.settledAt ?? row.nextAt,
            answer: row.answer.map(answer))
    }

    /// A status stands as it is; why there was none has words.
    private func answer(_ answer: String) -> String {
        Int(answer) == nil ? p(PhraseKey("webhookAnswer." + answer)) : p("webhooks.status", ["status": .text(answer)])
    }
}
