import Domain
import HTTPTypes
import Hummingbird
import Operations
import Pages
import Phrasebook
import Storage

extension SitePath {
    static let ownPassword = SitePath("/preferences/password")
    static let ownSessions = SitePath("/preferences/sessions/ending")
}

/// A person's own settings: how to be spoken to, password, sign-ins.
struct PreferenceRoutes: Sendable {
    let site: Site

    func add(to router: Router<Visit>) {
        router.get(SitePath.preferences.route, use: show)
        router.post(SitePath.preferences.route, use: save)
        router.post(SitePath.ownPassword.route, use: changePassword)
        router.post(SitePath.ownSessions.route, use: endSessions)
    }

    @Sendable private func show(_ request: Request, _ visit: Visit) async throws -> Response {
        try await page(request, visit)
    }

    private func page(_ request: Request, _ visit: Visit, findings: [Finding] = [], status: HTTPResponse.Status = .ok) async throws -> Response {
        guard let visitor = visit.visitor else { throw SignInNeeded() }
        let (sessions, directory) = try await site.work(visit) { premises, context in
            (try OwnAccount(premises).sessions(visitor), try StaffDesk(premises).directory(context))
        }
        return site.page(request, visit, status: status) { chrome in
            PreferencesPage.render(PreferencesMap(visitor: visitor, sessions: sessions, directory: directory, p: chrome.phrases, words: chrome.words).model(findings), chrome)
        }
    }

    /// Also for people who are not signed in: then it is kept in cookies only.
    @Sendable private func save(_ request: Request, _ visit: Visit) async throws -> Response {
        var manners = visit.manners
        if let language: Language = visit.form.code("language") { manners.language = language }
        if let theme: PageChrome.Theme = visit.form.code("theme") { manners.theme = theme }
        if let keys = visit.form["keys"] { manners.singleKeys = keys == "on" }
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

    @Sendable private func changePassword(_ request: Request, _ visit: Visit) async throws -> Response {
        guard let visitor = visit.visitor else { throw SignInNeeded() }
        let (form, premises) = (visit.form, site.premises)
        do {
            guard form["new"] == form["again"] else { throw Refusal.invalid([Finding(.error, "password.notRepeated", at: Place(path: "again"))]) }
            try await site.passwords.run { try OwnAccount(premises).changePassword(current: form["current"] ?? "", new: form["new"] ?? "", visitor) }
        } catch {
            return try await page(request, visit, findings: try Refusal.findings(in: error), status: .unprocessableContent)
        }
        return site.back(request, visit, otherwise: SitePath.root.address(), saying: Flash(.ok, "flash.passwordChanged"))
    }

    @Sendable private func endSessions(_ request: Request, _ visit: Visit) async throws -> Response {
        guard let visitor = visit.visitor else { throw SignInNeeded() }
        let session = visit.form.text("session")
        try await site.work(visit) { premises, _ in
            let account = OwnAccount(premises)
            if let session { try account.end(session: session, visitor) } else { try account.endOthers(visitor) }
        }
        return site.back(request, visit, otherwise: SitePath.preferences.address(), saying: Flash(.ok, "flash.sessionsEnded"))
    }
}

/// How a person's own settings are shown.
struct PreferencesMap {
    let visitor: Visitor
    let sessions: [OwnAccount.SessionView]
    let directory: DirectoryView
    let p: Phrases
    let words: CivilWords

    func model(_ findings: [Finding]) -> PreferencesPage.Model {
        PreferencesPage.Model(
            account: visitor.signIn, rights: rights, posts: posts,
            sessions: sessions.map { PreferencesPage.Session(id: $0.id, begun: $0.createdAt, lastSeen: $0.seenAt, isThis: $0.isCurrent) },
            mustChangePassword: visitor.mustChange, errors: findings.map { FieldError(Self.field($0.place.path), FindingWords.of($0, p)) })
    }

    /// The rules of passwords speak of `password`; the form calls it `new`.
    private static func field(_ path: String?) -> String { path == "password" || path == nil ? "new" : path! }

    private var rights: [String] {
        Right.allCases.filter { visitor.context.scope.allows($0) }.map { words.word("right", $0.rawValue) }
    }

    private var posts: [String] {
        let units = Dictionary(directory.units.map { ($0.unit.id, $0.unit.name) }, uniquingKeysWith: { a, _ in a })
        let own = directory.people.first { $0.staff.id == visitor.context.actor.staff }
        return own?.posts.map { p("staff.postInUnit", ["role": .text(p.role($0.post.role)), "unit": .text(units[$0.post.unit] ?? "")]) } ?? []
    }
}
