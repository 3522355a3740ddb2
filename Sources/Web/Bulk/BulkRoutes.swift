import Domain
import HTTPTypes
import Hummingbird
import Operations
import Pages
import Phrasebook
import Storage

extension SitePath {
    static let bulkActs = SitePath("/bulk")
    static let bulkAct = SitePath("/bulk/{id}")
    static let bulkProgress = SitePath("/bulk/{id}/progress")
    static let bulkUndoing = SitePath("/bulk/{id}/undoing")
}

/// Acts on many follow-ups: chosen in the queue, looked at, done, taken back.
struct BulkRoutes: Sendable {
    let site: Site

    func add(to router: Router<Visit>) {
        router.get(SitePath.bulkActs.route, use: list)
        router.post(SitePath.bulkActs.route, use: plan)
        router.get(SitePath.bulkAct.route, use: show)
        router.post(SitePath.bulkAct.route, use: order)
        router.get(SitePath.bulkProgress.route, use: progress)
        router.post(SitePath.bulkUndoing.route, use: undo)
    }

    @Sendable private func list(_ request: Request, _ visit: Visit) async throws -> Response {
        let before = try request.query.text("after").flatMap { Int64($0) }
        let (items, next) = try await site.work(visit) { try Bulk($0).acts(before: before, $1) }
        let turn = PageTurn(
            next: next.map { Address.query(SitePath.bulkActs.address(), [("after", String($0))]) }, first: before == nil ? nil : SitePath.bulkActs.address())
        return site.page(request, visit) { chrome in BulkActsPage.render(items.map(BulkMap.line), turn, chrome) }
    }

    @Sendable private func plan(_ request: Request, _ visit: Visit) async throws -> Response {
        let form = visit.form
        guard let deed: BulkRows.Deed = form.code("deed") else { throw Refusal.notFound }
        let rows = form.ids("followUp", FollowUp.self)
        let choice = form.isOn("all") ? BulkChoice.matching(QueueMap.request(QueueMap.filter(form))) : .rows(rows)
        if rows.isEmpty, !form.isOn("all") {
            return site.back(request, visit, otherwise: SitePath.followUps.address(), saying: Flash(.warn, "flash.nothingChosen"))
        }
        let id = try await site.work(visit) { try Bulk($0).plan(choice, deed, $1) }
        let back = LocalAddress.checked(form["return"])
        return .seeOther(Address.query(SitePath.bulkAct.address(String(id)), [("return", back)]))
    }

    @Sendable private func show(_ request: Request, _ visit: Visit) async throws -> Response {
        let query = try request.query
        return try await page(request, visit, query, BulkMap.order(query, visit), returnTo: query["return"])
    }

    /// Looking again asks nothing of the fields; doing does.
    @Sendable private func order(_ request: Request, _ visit: Visit) async throws -> Response {
        let (id, form): (Int64, Form) = (try visit.number(), visit.form)
        let order = BulkMap.order(form, visit)
        guard form["step"] == "do" else { return try await page(request, visit, form, order, returnTo: form["return"]) }
        do {
            let view = try await site.work(visit) { premises, context in
                try Bulk(premises).begin(id, order, context)
                return try Bulk(premises).view(id, for: order, context)
            }
            return done(view, request, visit)
        } catch {
            let findings = try Refusal.findings(in: error)
            return try await page(request, visit, form, order, returnTo: form["return"], findings: findings, status: .unprocessableContent)
        }
    }

    /// Small acts are done at once; a large one shows how far it is.
    private func done(_ view: BulkView, _ request: Request, _ visit: Visit) -> Response {
        guard view.act.state == .done, view.left.isEmpty else { return .seeOther(Address.bulk(String(view.act.id))) }
        let flash = Flash(.ok, BulkMap.flash(view.act.deed), count: view.taken, undoes: view.mayUndo ? view.act.id : nil)
        return site.back(request, visit, otherwise: SitePath.followUps.address(), saying: flash)
    }

    @Sendable private func progress(_ request: Request, _ visit: Visit) async throws -> Response {
        let id = try visit.number()
        let view = try await site.work(visit) { try Bulk($0).view(id, $1) }
        guard view.act.state == .running else {
            var response = Response.nothing
            response.headers[HTTPField.Name("HX-Refresh")!] = "true"
            response.status = .ok
            return response
        }
        return site.page(request, visit) { chrome in BulkPage.progress(BulkMap(Lines(chrome, site, visit)).model(view), chrome) }
    }

    @Sendable private func undo(_ request: Request, _ visit: Visit) async throws -> Response {
        let id = try visit.number()
        let view = try await site.work(visit) { premises, context in
            let bulk = Bulk(premises)
            return try bulk.view(try bulk.undo(id, context), context)
        }
        guard view.act.state == .done, view.left.isEmpty else { return .seeOther(Address.bulk(String(view.act.id))) }
        return site.back(request, visit, otherwise: SitePath.followUps.address(), saying: Flash(.ok, "flash.undone", count: view.taken))
    }

    private func page(
        _ request: Request, _ visit: Visit, _ fields: Form, _ order: BulkOrder, returnTo: String?, findings: [Finding] = [],
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let id = try visit.number()
        let view = try await site.work(visit) { try Bulk($0).view(id, for: order, $1) }
        return site.page(request, visit, status: status) { chrome in
            let errors = findings.map { FieldError($0.place.path ?? "reason", FindingWords.of($0, chrome.phrases)) }
            var model = BulkMap(Lines(chrome, site, visit)).model(view, fields, errors: errors)
            model.returnTo = LocalAddress.checked(returnTo) ?? SitePath.followUps.address()
            return BulkPage.render(model, chrome)
        }
    }
}
