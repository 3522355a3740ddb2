import Hummingbird
import Operations
import Pages

/// `/`: on to the first place that the visitor has, to the sign-in page for everybody else.
struct FrontDoor: Sendable {
    let site: Site

    func add(to router: Router<Visit>) {
        router.get(SitePath.root.route) { _, visit in
            guard let visitor = visit.visitor else { throw SignInNeeded() }
            let first = Navigation.items(for: visitor.context.scope).first
            // Whoever begins with a kept filter finds it here; the place of the rail shows the whole list.
            if first == .followUps, let view = try await site.work(visit, { try Views($0).first($1) }) { return Response.seeOther(ViewMap.address(view)) }
            return Response.seeOther(first?.address ?? SitePath.preferences.address())
        }
    }
}
