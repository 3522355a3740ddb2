import Domain
import Hummingbird
import Operations
import Pages
import Phrasebook
import Storage

extension SitePath {
    static let views = SitePath("/views")
    static let view = SitePath("/views/{id}")
    static let viewFirst = SitePath("/views/{id}/first")
    static let viewRemoval = SitePath("/views/{id}/removal")
}

/// Filters of the queue that people keep.
struct ViewRoutes: Sendable {
    let site: Site

    func add(to router: Router<Visit>) {
        router.get(SitePath.views.route, use: list)
        router.post(SitePath.views.route, use: keep)
        router.post(SitePath.view.route, use: change)
        router.post(SitePath.viewFirst.route, use: begin)
        router.post(SitePath.viewRemoval.route, use: remove)
    }

    @Sendable private func list(_ request: Request, _ visit: Visit) async throws -> Response {
        let (items, directory) = try await site.work(visit) { (try Views($0).list($1), try StaffDesk($0).directory($1)) }
        let led = visit.visitor?.context.scope.units[.lead] ?? []
        return site.page(request, visit) { chrome in
            let units = directory.units.map(\.unit).filter { led.contains($0.id) }.map { Choice($0.id.description, $0.name) }
            let roles = led.isEmpty ? [] : Set(directory.people.flatMap { $0.posts.map(\.post.role) }).sorted()
            let map = ViewMap(chrome: chrome)
            return ViewsPage.render(
                ViewsPage.Model(lines: items.map { map.line($0) }, units: units, roles: roles.map { Choice($0, chrome.phrases.role($0)) }), chrome)
        }
    }

    @Sendable private func keep(_ request: Request, _ visit: Visit) async throws -> Response {
        let form = visit.form
        let filter = QueueMap.filter(form)
        let pairs = Dictionary(filter.pairs, uniquingKeysWith: { a, _ in a })
        let id = try await site.work(visit) { try Views($0).save(form["name"] ?? "", filter: pairs, sharing: Self.sharing(form), isFirst: form.isOn("first"), $1) }
        let address = filter.with { $0.view = String(id) }.address
        return Response.seeOther(address).saying(Flash(.ok, "flash.viewKept"), SiteCookies(site, request, visit))
    }

    @Sendable private func change(_ request: Request, _ visit: Visit) async throws -> Response {
        let (id, form): (Int64, Form) = (try visit.number(), visit.form)
        try await site.work(visit) { try Views($0).change(id, name: form["name"] ?? "", sharing: Self.sharing(form), $1) }
        return Response.seeOther(SitePath.views.address()).saying(Flash(.ok, "flash.saved"), SiteCookies(site, request, visit))
    }

    @Sendable private func begin(_ request: Request, _ visit: Visit) async throws -> Response {
        let (id, isOff) = (try visit.number(), visit.form.isOn("off"))
        try await site.work(visit) { try Views($0).begin(with: isOff ? nil : id, $1) }
        return Response.seeOther(SitePath.views.address()).saying(Flash(.ok, "flash.saved"), SiteCookies(site, request, visit))
    }

    @Sendable private func remove(_ request: Request, _ visit: Visit) async throws -> Response {
        let id = try visit.number()
        try await site.work(visit) { try Views($0).remove(id, $1) }
        return Response.seeOther(SitePath.views.address()).saying(Flash(.ok, "flash.viewRemoved"), SiteCookies(site, request, visit))
    }

    private static func sharing(_ form: Form) -> Views.Sharing {
        Views.Sharing(unit: form.id("shareUnit", OrganisationUnit.self), role: form.text("shareRole"))
    }
}

/// How kept filters are shown.
struct ViewMap {
    let chrome: PageChrome

    func link(_ item: Views.Item, current: String? = nil) -> ViewLink {
        let id = String(item.row.id)
        return ViewLink(
            id: id, name: item.row.name, address: Self.address(item), isCurrent: id == current, by: item.isOwn ? nil : item.ownerName)
    }

    func line(_ item: Views.Item) -> ViewsPage.Line {
        ViewsPage.Line(
            link(item), isOwn: item.isOwn, isFirst: item.isFirst, unit: item.row.unit?.description, unitName: item.unitName, role: item.row.role,
            roleName: item.row.role.map { chrome.phrases.role($0) })
    }

    static func address(_ item: Views.Item) -> String {
        let fields = Form(fields: item.row.filter.map { Form.Field(name: $0.key, value: $0.value) })
        return QueueMap.filter(fields).with { $0.view = String(item.row.id) }.address
    }
}
