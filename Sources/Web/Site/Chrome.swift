import Domain
import HTTPTypes
import Hummingbird
import Operations
import Pages
import Phrasebook
import Storage

/// What every page needs beside its own model, made of who asks and how to speak to them.
struct Chrome {
    let site: Site
    let visit: Visit
    let request: Request

    var page: PageChrome {
        let phrases = site.phrases.phrases(in: visit.manners.language)
        let visitor = visit.visitor
        return PageChrome(
            phrases: phrases, zone: visitor?.context.zone ?? .shanghai, now: visitor?.context.now ?? site.clock(), theme: visit.manners.theme,
            singleKeys: visit.manners.singleKeys, csrf: visit.csrf, user: visitor.map(user), navigation: visitor.map(navigation) ?? [],
            assets: site.statics.paths, path: path,
            flash: request.cookies[CookieName.flash].flatMap { Flash(cookie: $0.value)?.words(phrases) })
    }

    /// Where to come back to: this page, or, when it answers a form, the page that the form was on.
    private var path: String {
        if request.method == .get { return LocalAddress.checked(request.uri.string) ?? "/" }
        let referer = request.headers[.referer].flatMap { $0.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).dropFirst(3).first.map { "/" + $0 } }
        return LocalAddress.checked(referer) ?? "/"
    }

    private func user(_ visitor: Visitor) -> PageChrome.User {
        PageChrome.User(
            name: visitor.context.actor.name, role: visitor.signIn, organisation: visitor.organisation.name,
            notices: BoundedCount(visitor.unseenNotices, limit: Notices.ceiling - 1))
    }

    private func navigation(_ visitor: Visitor) -> [NavigationEntry] {
        Navigation.items(for: visitor.context.scope).map { NavigationEntry($0) }
    }
}

/// Which places of the rail a person sees: those that a right of theirs opens.
enum Navigation {
    static func items(for scope: Scope) -> [NavigationItem] {
        NavigationItem.allCases.filter { item in (opening[item] ?? []).contains { scope.allows($0) } }
    }

    /// Only places that have a route stand here; a test follows each.
    static let opening: [NavigationItem: [Right]] = [
        .followUps: [.work, .lead], .reviews: [.review], .people: [.work, .lead, .review],
        .complaints: [.work, .lead], .duties: [.work, .lead, .review], .dashboard: [.report, .lead], .reports: [.report, .approveReport],
        .imports: [.importData], .regulations: [.regulate, .approveRegulation], .staff: [.administer, .lead], .users: [.administer],
        .journal: [.audit],
    ]
}
