import Domain
import HTTPTypes
import Hummingbird
import Operations
import Pages

/// Signing in and out, and how to be spoken to.
struct SignInRoutes: Sendable {
    let site: Site
    let throttle: AddressThrottle

    init(_ site: Site) {
        self.site = site
        throttle = AddressThrottle(limit: site.settings.failuresPerAddress, windowSeconds: site.settings.failureWindowSeconds)
    }

    func add(to router: Router<Visit>) {
        router.get(SitePath.signIn.route, use: show)
        router.post(SitePath.signIn.route, use: signIn)
        router.post(SitePath.signOut.route, use: signOut)
    }

    @Sendable private func show(_ request: Request, _ visit: Visit) throws -> Response {
        let query = try request.query
        let back = LocalAddress.checked(query["return"])
        if visit.visitor != nil { return .seeOther(back ?? SitePath.root.address()) }
        var visit = visit
        let chosen: Language? = query.code("lang")
        if let chosen { visit.manners.language = chosen }
        let failure: SignInPage.Failure? = back != nil && request.cookies[CookieName.session] != nil ? .ended : nil
        var response = page(SignInPage.Model(returnTo: back ?? "/", failure: failure), request, visit)
        if let chosen { response.setCookie(SiteCookies(site, request, visit).language(chosen)) }
        return response
    }

    @Sendable private func signIn(_ request: Request, _ visit: Visit) async throws -> Response {
        let (now, address) = (site.clock(), Origin(request, peer: visit.peer).address)
        let (name, password) = (visit.form["name"] ?? "", visit.form["password"] ?? "")
        let back = LocalAddress.checked(visit.form["return"]) ?? SitePath.root.address()
        do {
            try throttle.admit(address, at: now)
            let premises = site.premises
            let admission = try await site.passwords.run { try SignIn(premises).signIn(name: name, password: password, at: now) }
            site.metrics.count("signed_in")
            return admitted(admission, to: back, request, visit)
        } catch let refusal as Refusal where refusal == SignIn.refusal {
            throttle.failed(address, at: now)
            site.metrics.count("sign_in_refused")
            return page(SignInPage.Model(name: name, returnTo: back, failure: .wrong), request, visit, status: .unprocessableContent)
        } catch let wait as TooManyTries {
            let model = SignInPage.Model(name: name, returnTo: back, failure: .tooMany(until: now.adding(seconds: wait.seconds)))
            var response = page(model, request, visit, status: .tooManyRequests)
            response.headers[.retryAfter] = String(wait.seconds)
            return response
        }
    }

    /// The token of the visit before goes with it: what was typed into an older form is not taken any more.
    private func admitted(_ admission: SignIn.Admission, to back: String, _ request: Request, _ visit: Visit) -> Response {
        let cookies = SiteCookies(site, request, visit)
        var response = Response.seeOther(back)
        response.setCookie(cookies.session(admission.token))
        return response
    }

    @Sendable private func signOut(_ request: Request, _ visit: Visit) async throws -> Response {
        if let visitor = visit.visitor {
            let premises = site.premises
            try await site.rooms.run { try OwnAccount(premises).signOut(visitor) }
        }
        var response = Response.seeOther(SitePath.signIn.address())
        response.setCookie(SiteCookies(site, request, visit).noSession())
        return response
    }

    /// The sign-in page, with a token that ties its form to this browser.
    private func page(_ shown: SignInPage.Model, _ request: Request, _ visit: Visit, status: HTTPResponse.Status = .ok) -> Response {
        var model = shown
        if let demonstration = site.settings.demonstration {
            model.demonstration = demonstration.users.map { LabelledText($0.signIn, $0.name) }
            model.demonstrationPassword = demonstration.password
        }
        return site.openPage(request, visit, status: status) { SignInPage.render(model, $0) }
    }
}
