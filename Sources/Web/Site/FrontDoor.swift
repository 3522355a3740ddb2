import Hummingbird
import Operations
import Pages

/// `/`: on to the first place that the visitor has, to the sign-in page for everybody else.
struct FrontDoor: Sendable {
    let site: Site

    func add(to router: Router<Visit>) {
        router.get(SitePath.root.route) { _, visit in
            guard let visitor = visit.visitor else { throw SignInNeeded() }
            return Response.seeOther(Navigation.items(for: visitor.context.scope).first?.address ?? SitePath.preferences.address())
        }
    }
}
