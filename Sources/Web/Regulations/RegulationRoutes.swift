import Domain
import Hummingbird
import Operations
import Pages
import Phrasebook

extension SitePath {
    static let regulations = SitePath("/regulations")
    static let pack = SitePath("/regulations/{id}")
    static let packAdoptions = SitePath("/regulations/{id}/adoptions")
}

/// Which regulations there are, what each says, and beginning to adopt one.
struct RegulationRoutes: Sendable {
    let site: Site

    func add(to router: Router<Visit>) {
        router.get(SitePath.regulations.route, use: list)
        router.get(SitePath.pack.route, use: show)
        router.post(SitePath.packAdoptions.route, use: adopt)
    }

    @Sendable private func list(_ request: Request, _ visit: Visit) async throws -> Response {
        let packs = try await site.work(visit) { try Adopting($0).packs($1) }
        return site.page(request, visit) { chrome in RegulationsPage.render(RegulationMap(chrome: chrome, library: site.premises.library).list(packs), chrome) }
    }

    @Sendable private func show(_ request: Request, _ visit: Visit) async throws -> Response {
        let id = try visit.name()
        let view = try await site.work(visit) { try Adopting($0).pack($1, id) }
        return site.page(request, visit) { chrome in PackPage.render(RegulationMap(chrome: chrome, library: site.premises.library).pack(view), chrome) }
    }

    @Sendable private func adopt(_ request: Request, _ visit: Visit) async throws -> Response {
        let id = try visit.name()
        let adopted = try await site.work(visit) { try Adopting($0).adopt($1, pack: id) }
        return Response.seeOther(Address.adoption(adopted.adoption.description)).saying(Flash(.ok, "flash.adopted"), SiteCookies(site, request, visit))
    }
}
