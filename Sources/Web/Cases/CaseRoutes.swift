import Domain
import Hummingbird
import Operations
import Pages
import Phrasebook
import RegulationEngine
import Storage

extension SitePath {
    static let complaints = SitePath("/complaints")
    static let complaint = SitePath("/complaints/{id}")
}

/// Cases: lists, the page of one, and everything that is done on it.
struct CaseRoutes: Sendable {
    let site: Site

    func add(to router: Router<Visit>) {
        router.get(SitePath.complaints.route, use: list)
        router.get(SitePath.complaint.route, use: show)
        for act in CaseAct.allCases { router.post(SitePath("/complaints/{id}/" + act.rawValue).route) { try await self.act(act, $0, $1) } }
        for act in SheetAct.allCases { router.post(SitePath("/sheets/{id}/" + act.rawValue).route) { try await self.act(act, $0, $1) } }
    }

    // MARK: looking

    @Sendable private func list(_ request: Request, _ visit: Visit) async throws -> Response {
        let query = try request.query
        let show: ComplaintsPage.Show = query.code("show") ?? .mine
        let after = query["after"]
        let listed = try await site.work(visit) { try CaseListing(premises: $0, context: $1, show: show).page(after: after) }
        return site.page(request, visit) { chrome in
            ComplaintsPage.render(CaseListMap(chrome: chrome, lines: Lines(chrome, site, visit)).model(listed, show: show, isFirst: after == nil), chrome)
        }
    }

    @Sendable private func show(_ request: Request, _ visit: Visit) async throws -> Response { try await page(try visit.id(), request, visit) }

    private func page(_ id: CaseFileID, _ request: Request, _ visit: Visit, refused form: String? = nil, _ error: (any Error)? = nil) async throws -> Response {
        let clash = error.flatMap(CaseMap.code(ofClash:))
        let errors = try clash == nil ? error.map { try Refusal.findings(in: $0) } ?? [] : []
        let (view, details, others) = try await site.work(visit) { premises, context in
            let cases = Cases(premises)
            return (try cases.view(id, context), try cases.details(id, context), try cases.look(at: id, context))
        }
        return site.page(request, visit, status: clash != nil ? .conflict : errors.isEmpty ? .ok : .unprocessableContent) { chrome in
            let map = CaseMap(chrome: chrome, lines: Lines(chrome, site, visit), view: view, details: details, others: others)
            return ComplaintPage.render(map.model(refused: form, typed: visit.form, errors: errors, clash: clash), chrome)
        }
    }

    // MARK: doing

    private func act(_ act: CaseAct, _ request: Request, _ visit: Visit) async throws -> Response {
        let (id, form): (CaseFileID, Form) = (try visit.id(), visit.form)
        do {
            try await site.work(visit) { try act.carryOut(on: id, form, $0, $1) }
        } catch {
            return try await page(id, request, visit, refused: act.rawValue, error)
        }
        return Response.seeOther(Address.complaint(id.description)).saying(Flash(.ok, act.flash), SiteCookies(site, request, visit))
    }

    private func act(_ act: SheetAct, _ request: Request, _ visit: Visit) async throws -> Response {
        let (sheet, form) = (try visit.number(), visit.form)
        let file = try await site.work(visit) { try CaseHandling($0).file(ofSheet: sheet, $1) }
        do {
            try await site.work(visit) { try act.carryOut(on: sheet, form, $0, $1) }
        } catch {
            return try await page(file, request, visit, refused: act.rawValue + "." + String(sheet), error)
        }
        return Response.seeOther(Address.complaint(file.description)).saying(Flash(.ok, act.flash), SiteCookies(site, request, visit))
    }
}
