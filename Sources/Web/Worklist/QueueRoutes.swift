import Domain
import Hummingbird
import Operations
import Pages
import Phrasebook

extension SitePath {
    static let followUps = SitePath("/follow-ups")
    static let followUp = SitePath("/follow-ups/{id}")
    static let claim = SitePath("/follow-ups/{id}/claim")
    static let acceptance = SitePath("/follow-ups/{id}/acceptance")
    static let releaseClaim = SitePath("/follow-ups/{id}/release")
    static let reassignments = SitePath("/follow-ups/reassignments")
    static let postponements = SitePath("/follow-ups/postponements")
}

/// My follow-ups: what to do next, and who does it.
struct QueueRoutes: Sendable {
    let site: Site

    func add(to router: Router<Visit>) {
        router.get(SitePath.followUps.route, use: show)
        router.post(SitePath.claim.route, use: claim)
        router.post(SitePath.acceptance.route, use: accept)
        router.post(SitePath.releaseClaim.route, use: release)
        router.post(SitePath.reassignments.route, use: reassign)
        router.post(SitePath.postponements.route, use: postpone)
    }

    @Sendable private func show(_ request: Request, _ visit: Visit) async throws -> Response {
        let filter = QueueMap.filter(try request.query)
        // A name or number is looked for among people, where it finds settled work too.
        if let words = filter.query { return .seeOther(Address.query(SitePath.search.address(), [("q", words)])) }
        let asked = QueueMap.request(filter)
        let (page, colleagues, views) = try await site.work(visit) { premises, context in
            let worklist = Worklist(premises)
            return (try worklist.page(asked, context), try worklist.colleagues(context), try Views(premises).list(context))
        }
        return site.page(request, visit) { chrome in
            Pages.QueuePage.render(QueueMap(site: site, visit: visit).model(page, filter, colleagues: colleagues, views: views, chrome), chrome)
        }
    }

    /// Taken: on to the console.
    @Sendable private func claim(_ request: Request, _ visit: Visit) async throws -> Response {
        let id: FollowUpID = try visit.id()
        try await site.work(visit) { try Worklist($0).claim(id, $1) }
        return .seeOther(Address.followUp(id.description))
    }

    /// Taken on for good, as the receipt that some regulations ask for.
    @Sendable private func accept(_ request: Request, _ visit: Visit) async throws -> Response {
        let id: FollowUpID = try visit.id()
        try await site.work(visit) { try Worklist($0).accept(id, $1) }
        return Response.seeOther(Address.followUp(id.description)).saying(Flash(.ok, "flash.accepted"), SiteCookies(site, request, visit))
    }

    @Sendable private func release(_ request: Request, _ visit: Visit) async throws -> Response {
        let id: FollowUpID = try visit.id()
        try await site.work(visit) { try Worklist($0).release(id, $1) }
        return site.back(request, visit, otherwise: SitePath.followUps.address())
    }

    @Sendable private func reassign(_ request: Request, _ visit: Visit) async throws -> Response {
        let form = visit.form
        let (ids, staff) = (form.ids("followUp", FollowUp.self), form.id("assignee", Staff.self))
        try await site.work(visit) { try Worklist($0).reassign(ids, to: staff, reason: form["reassignReason"] ?? "", $1) }
        return site.back(request, visit, otherwise: SitePath.followUps.address(), saying: Flash(.ok, "flash.reassigned", count: ids.count))
    }

    @Sendable private func postpone(_ request: Request, _ visit: Visit) async throws -> Response {
        let form = visit.form
        let ids = form.ids("followUp", FollowUp.self)
        try await site.work(visit) { premises, context in
            guard let until = form.moment("until", in: context.zone) else { throw Refusal.invalid([Finding(.error, "moment.unreadable", at: Place(path: "until"))]) }
            try Worklist(premises).postpone(ids, until: until, reason: form["postponeReason"] ?? "", context)
        }
        return site.back(request, visit, otherwise: SitePath.followUps.address(), saying: Flash(.ok, "flash.postponed", count: ids.count))
    }
}
