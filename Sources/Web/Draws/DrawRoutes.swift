import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Operations
import Pages
import Phrasebook
import Storage

extension SitePath {
    static let draws = SitePath("/draws")
    static let draw = SitePath("/draws/{id}")
    static let drawPrint = SitePath("/draws/{id}/print")
    static let drawFrame = SitePath("/draws/{id}/frame.txt")
    static let drawChoices = SitePath("/draws/{id}/choices")
    static let drawReplacements = SitePath("/draws/{id}/replacements")
}

/// Draws: the frames of a unit, the proof of one, what people do beside the lot.
struct DrawRoutes: Sendable {
    let site: Site

    func add(to router: Router<Visit>) {
        router.get(SitePath.draws.route, use: list)
        router.get(SitePath.draw.route, use: show)
        router.get(SitePath.drawPrint.route, use: printed)
        router.get(SitePath.drawFrame.route, use: frame)
        router.post(SitePath.drawChoices.route, use: choose)
        router.post(SitePath.drawReplacements.route, use: replace)
    }

    @Sendable private func list(_ request: Request, _ visit: Visit) async throws -> Response {
        let before = try request.query.text("before").flatMap(Int64.init)
        let page = try await site.work(visit) { try Draws($0).page(before: before, $1) }
        return site.page(request, visit) { chrome in
            let turn = PageTurn(
                next: page.next.map { Address.query(SitePath.draws.address(), [("before", String($0))]) }, first: before == nil ? nil : SitePath.draws.address())
            return DrawsPage.render(DrawsPage.Model(lines: page.items.map { DrawMap(chrome: chrome, registry: site.premises.library.registry).line($0) }, turn: turn), chrome)
        }
    }

    @Sendable private func show(_ request: Request, _ visit: Visit) async throws -> Response {
        let proof = try await proof(visit)
        return site.page(request, visit) { chrome in DrawPage.render(DrawMap(chrome: chrome, registry: site.premises.library.registry).model(proof), chrome) }
    }

    @Sendable private func printed(_ request: Request, _ visit: Visit) async throws -> Response {
        let proof = try await proof(visit)
        return site.page(request, visit) { chrome in
            PrintedDrawPage.render(DrawMap(chrome: chrome, registry: site.premises.library.registry).model(proof), organisation: visit.visitor?.organisation.name ?? "", chrome)
        }
    }

    /// The text that was hashed, byte for byte.
    @Sendable private func frame(_ request: Request, _ visit: Visit) async throws -> Response {
        let proof = try await proof(visit)
        guard let body = proof.item.row.body else { throw Refusal.notFound }
        return Response(status: .ok, headers: [.contentType: "text/plain; charset=utf-8"], body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
    }

    private func proof(_ visit: Visit) async throws -> Draws.Proof {
        let id = try visit.number()
        return try await site.work(visit) { try Draws($0).proof(id, $1) }
    }

    @Sendable private func choose(_ request: Request, _ visit: Visit) async throws -> Response {
        try await act(request, visit, "flash.drawChosen") { try Draws($0).choose($1, rule: $2, reason: $3, $4) }
    }

    @Sendable private func replace(_ request: Request, _ visit: Visit) async throws -> Response {
        try await act(request, visit, "flash.drawReplaced") { try Draws($0).replace($1, rule: $2, reason: $3, $4) }
    }

    private func act(
        _ request: Request, _ visit: Visit, _ said: PhraseKey, _ body: @escaping @Sendable (Premises, EventID, String, String, Context) throws -> Void
    ) async throws -> Response {
        let (id, event, reason): (Int64, EventID?, String) = (try visit.number(), visit.form.id("event"), visit.form.text("reason") ?? "")
        try await site.work(visit) { premises, context in
            guard let event else { throw Refusal.notFound }
            let proof = try Draws(premises).proof(id, context)
            try body(premises, event, proof.item.row.rule, reason, context)
        }
        return Response.seeOther(Address.draw(String(id))).saying(Flash(.ok, said), SiteCookies(site, request, visit))
    }
}
