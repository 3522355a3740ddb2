import Domain
import HTTPTypes
import Hummingbird
import Operations
import Pages
import Phrasebook
import Storage

extension SitePath {
    static let staff = SitePath("/staff")
    static let staffPosts = SitePath("/staff/{id}/posts")
    static let staffPostEnding = SitePath("/staff/{id}/posts/ending")
    static let staffAbsences = SitePath("/staff/{id}/absences")
}

/// Who works where, in which role, and who is away.
struct StaffRoutes: Sendable {
    let site: Site

    func add(to router: Router<Visit>) {
        router.get(SitePath.staff.route) { [self] request, visit in try await page(request, visit) }
        router.post(SitePath.staffPosts.route, use: assign)
        router.post(SitePath.staffPostEnding.route, use: endPost)
        router.post(SitePath.staffAbsences.route, use: enterAbsence)
    }

    private func page(_ request: Request, _ visit: Visit, findings: [Finding] = [], status: HTTPResponse.Status = .ok) async throws -> Response {
        let unit: UnitID? = try request.query.id("unit")
        let (view, scope) = try await site.work(visit) { (try StaffDesk($0).directory($1), $1.scope) }
        return site.page(request, visit, status: status) { chrome in
            let errors = FindingWords.errors(findings, otherwise: "from", chrome.phrases)
            return StaffPage.render(StaffMap(view: view, unit: unit, p: chrome.phrases).model(mayChange: scope.allows(.administer) || scope.allows(.lead), errors), chrome)
        }
    }

    @Sendable private func assign(_ request: Request, _ visit: Visit) async throws -> Response {
        let (id, form): (StaffID, Form) = (try visit.id(), visit.form)
        return try await change(request, visit) { premises, context in
            guard let unit = form.id("unit", OrganisationUnit.self) else { throw Refusal.missing("unit") }
            let post = Post(staff: id, unit: unit, role: form.text("role") ?? "", from: form.day("from") ?? context.today)
            try StaffDesk(premises).assign(post, context)
        }
    }

    @Sendable private func endPost(_ request: Request, _ visit: Visit) async throws -> Response {
        let form = visit.form
        return try await change(request, visit) { premises, context in
            guard let post = form.text("post").flatMap({ Int64($0) }) else { throw Refusal.notFound }
            try StaffDesk(premises).end(post: post, on: form.day("to") ?? context.today, context)
        }
    }

    @Sendable private func enterAbsence(_ request: Request, _ visit: Visit) async throws -> Response {
        let (id, form): (StaffID, Form) = (try visit.id(), visit.form)
        return try await change(request, visit) { premises, context in
            guard let from = form.day("from"), let to = form.day("to") else { throw Refusal.invalid([Finding(.error, "day.unreadable", at: Place(path: "from"))]) }
            try StaffDesk(premises).enter(Absence(staff: id, from: from, to: to, standIn: form.id("standIn")), context)
        }
    }

    private func change(_ request: Request, _ visit: Visit, _ body: @escaping @Sendable (Premises, Context) throws -> Void) async throws -> Response {
        do {
            try await site.work(visit, body)
        } catch {
            return try await page(request, visit, findings: try Refusal.findings(in: error), status: .unprocessableContent)
        }
        return site.back(request, visit, otherwise: SitePath.staff.address(), saying: Flash(.ok, "flash.saved"))
    }
}

/// How staff are shown.
struct StaffMap {
    let view: DirectoryView
    let unit: UnitID?
    let p: Phrases

    func model(mayChange: Bool, _ errors: [FieldError]) -> StaffPage.Model {
        let people = view.people.filter { person in unit.map { unit in person.posts.contains { $0.post.unit == unit } } ?? true }
        return StaffPage.Model(
            people: people.map(person), roles: view.roles.map { Choice($0, p.role($0)) }, units: view.units.map { Choice($0.unit.id.description, $0.unit.name) },
            unit: unit?.description, mayChange: mayChange, errors: errors)
    }

    private func person(_ person: DirectoryView.Person) -> StaffPage.Person {
        let units = Dictionary(view.units.map { ($0.unit.id, $0.unit.name) }, uniquingKeysWith: { a, _ in a })
        let posts = person.posts.map {
            StaffPage.PostLine(id: String($0.id), role: p.role($0.post.role), unit: units[$0.post.unit] ?? "", from: $0.post.from, to: $0.post.to)
        }
        return StaffPage.Person(
            id: person.staff.id.description, code: person.staff.code, name: person.staff.name, isActive: person.staff.isActive, posts: posts,
            absences: person.absences.map { absence($0.absence) })
    }

    private func absence(_ absence: Absence) -> String {
        let days: [String: PhraseValue] = ["from": .text(absence.from.iso), "to": .text(absence.to.iso)]
        guard let standIn = absence.standIn, let name = view.people.first(where: { $0.staff.id == standIn })?.staff.name else { return p("staff.fromTo", days) }
        return p("staff.awayWithStandIn", days.merging(["name": .text(name)]) { $1 })
    }
}
