import Domain
import Hummingbird
import Operations
import Pages

/// `POST /preferences` with `theme` or `language`, from the bar on every page.
struct PreferenceRoutes: Sendable {
    let site: Site

    func add(to router: Router<Visit>) {
        router.post(SitePath.preferences.route, use: save)
    }

    @Sendable private func save(_ request: Request, _ visit: Visit) async throws -> Response {
        var manners = visit.manners
        if let language: Language = visit.form.code("language") { manners.language = language }
        if let theme: PageChrome.Theme = visit.form.code("theme") { manners.theme = theme }
        if let keys = visit.form["singleKeys"] { manners.singleKeys = keys == "1" }
        if let visitor = visit.visitor {
            let (premises, preferences) = (site.premises, manners.preferences)
            try await site.rooms.run { try OwnAccount(premises).save(preferences, visitor) }
        }
        let cookies = SiteCookies(site, request, visit)
        var response = Response.seeOther(LocalAddress.checked(visit.form["return"]) ?? SitePath.root.address())
        response.setCookie(cookies.language(manners.language))
        response.setCookie(cookies.theme(manners.theme))
        return response
    }
}
