import Domain
import Hummingbird
import Operations
import Pages

extension SitePath {
    static let explanation = SitePath("/follow-ups/{id}/explanation")
    static let event = SitePath("/events/{id}")
}

/// Why this follow-up, why now, why me; and why not.
struct ExplanationRoutes: Sendable {
    let site: Site

    func add(to router: Router<Visit>) {
        router.get(SitePath.explanation.route, use: followUp)
        router.get(SitePath.event.route, use: event)
    }

    @Sendable private func followUp(_ request: Request, _ visit: Visit) async throws -> Response {
        let id: FollowUpID = try visit.id()
        let view = try await site.work(visit) { try Explaining($0).followUp($1, id) }
        return site.page(request, visit) { chrome in ExplanationPage.render(ExplanationMap(view: view, lines: Lines(chrome, site, visit)).model, chrome) }
    }

    @Sendable private func event(_ request: Request, _ visit: Visit) async throws -> Response {
        let id: EventID = try visit.id()
        let view = try await site.work(visit) { try Explaining($0).event($1, id) }
        return site.page(request, visit) { chrome in EventPage.render(EventMap(view: view, lines: Lines(chrome, site, visit)).model, chrome) }
    }
}
