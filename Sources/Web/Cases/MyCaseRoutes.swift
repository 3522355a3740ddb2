import Domain
import HTTPTypes
import Hummingbird
import Operations
import Pages
import Phrasebook

extension SitePath {
    static let myCase = SitePath("/my-case")
    static let myCaseAdditions = SitePath("/my-case/additions")
    static let myCaseRating = SitePath("/my-case/rating")
    static let myCaseWithdrawal = SitePath("/my-case/withdrawal")
    static let accessCodes = SitePath("/complaints/{id}/access-codes")
}

/// Whoever reported something follows it by number and code; nobody signs in. Tries are slowed by number and by address.
struct MyCaseRoutes: Sendable {
    let site: Site
    let throttle: AddressThrottle

    init(_ site: Site) {
        self.site = site
        throttle = AddressThrottle(limit: site.settings.failuresPerAddress, windowSeconds: site.settings.failureWindowSeconds)
    }

    func add(to router: Router<Visit>) {
        router.get(SitePath.myCase.route, use: door)
        router.post(SitePath.myCase.route, use: show)
        router.post(SitePath.myCaseAdditions.route, use: add)
        router.post(SitePath.myCaseRating.route, use: rate)
        router.post(SitePath.myCaseWithdrawal.route, use: withdraw)
        router.post(SitePath.accessCodes.route, use: issue)
    }

    @Sendable private func door(_ request: Request, _ visit: Visit) throws -> Response { closed(request, visit, number: "", nil) }

    @Sendable private func show(_ request: Request, _ visit: Visit) async throws -> Response { try await act(request, visit, saying: nil) { _, _, _, _ in } }

    @Sendable private func add(_ request: Request, _ visit: Visit) async throws -> Response {
        let text = visit.form["text"] ?? ""
        return try await act(request, visit, saying: "myCase.added") { try $0.add(text, number: $1, code: $2, at: $3) }
    }

    @Sendable private func rate(_ request: Request, _ visit: Visit) async throws -> Response {
        let form = visit.form
        return try await act(request, visit, saying: "myCase.rated") { access, number, code, now in
            guard let content = form.text("content"), ["yes", "no"].contains(content) else { throw Refusal.missing("content") }
            try access.rate(isContent: content == "yes", words: form.text("words"), number: number, code: code, at: now)
        }
    }

    @Sendable private func withdraw(_ request: Request, _ visit: Visit) async throws -> Response {
        let reason = visit.form["reason"] ?? ""
        return try await act(request, visit, saying: "myCase.withdrawn") { try $0.withdraw(reason: reason, number: $1, code: $2, at: $3) }
    }

    private func act(
        _ request: Request, _ visit: Visit, saying key: PhraseKey?, _ body: @escaping @Sendable (CaseAccess, String, String, Instant) throws -> Void
    ) async throws -> Response {
        let (now, address) = (site.clock(), Origin(request, peer: visit.peer).address)
        let (number, code) = (String((visit.form["number"] ?? "").prefix(100)), String((visit.form["code"] ?? "").prefix(100)))
        let access = CaseAccess(site.premises)
        var (errors, notNow): ([Finding], String?) = ([], nil)
        do {
            try throttle.admit(address, at: now)
            do {
                try await site.rooms.run { try body(access, number, code, now) }
            } catch Refusal.invalid(let findings) {
                errors = findings
            } catch Refusal.state(let code) where Refusal.state(code: code) != CaseAccess.refusal {
                notNow = code
            }
            let view = try await site.rooms.run { try access.view(number: number, code: code, at: now) }
            return page(request, visit, view, code, saying: errors.isEmpty && notNow == nil ? key : nil, errors, notNow: notNow)
        } catch let refusal as Refusal where refusal == CaseAccess.refusal {
            throttle.failed(address, at: now)
            site.metrics.count("case_access_refused")
            return closed(request, visit, number: number, .wrong, status: .unprocessableContent)
        } catch let wait as TooManyTries {
            var response = closed(request, visit, number: number, .tooMany(until: now.adding(seconds: wait.seconds)), status: .tooManyRequests)
            response.headers[.retryAfter] = String(wait.seconds)
            return response
        }
    }

    /// The way in, with a token that ties its form to this browser.
    private func closed(_ request: Request, _ visit: Visit, number: String, _ failure: MyCasePage.Failure?, status: HTTPResponse.Status = .ok) -> Response {
        site.openPage(request, visit, status: status) { MyCasePage.door(number: number, failure: failure, $0) }
    }

    private func page(_ request: Request, _ visit: Visit, _ view: CaseAccess.View, _ code: String, saying key: PhraseKey?, _ errors: [Finding], notNow: String?) -> Response {
        site.openPage(request, visit, status: errors.isEmpty && notNow == nil ? .ok : .unprocessableContent) { chrome in
            var model = MyCaseMap(chrome: chrome, lines: Lines(chrome, site, visit)).model(view, code, done: key, errors)
            model.notNow = notNow.map { chrome.phrases(PhraseKey("refusal." + $0)) }
            return MyCasePage.render(model, chrome)
        }
    }

    /// Staff give the person a number and a code; a code is shown once and kept nowhere.
    @Sendable private func issue(_ request: Request, _ visit: Visit) async throws -> Response {
        let id: CaseFileID = try visit.id()
        let slip = try await site.work(visit) { try CaseAccess($0).issue(for: id, $1) }
        let host = request.head.authority.map { $0 + SitePath.myCase.address() } ?? SitePath.myCase.address()
        return site.page(request, visit) { chrome in
            CaseSlipPage.render(
                CaseSlipPage.Model(
                    organisation: slip.organisation, number: slip.number, code: slip.code, receivedAt: slip.receivedAt, promisedBy: slip.promisedBy, address: host,
                    back: Address.complaint(id.description)), chrome)
        }
    }
}

/// Between the person's own page and its use case.
struct MyCaseMap {
    let chrome: PageChrome
    let lines: Lines

    private var p: Phrases { chrome.phrases }

    func model(_ view: CaseAccess.View, _ code: String, done key: PhraseKey?, _ errors: [Finding]) -> MyCasePage.Model {
        let (state, tone) = state(view)
        return MyCasePage.Model(
            number: view.number, code: code, kind: lines.code(view.kind, of: "class", in: "feedbackReceived"), organisation: view.organisation, text: view.text, state: state, tone: tone,
            receivedAt: view.receivedAt, promisedBy: view.promisedBy, isWaiting: view.isWaitingForPerson, moments: view.moments.map(moment), conclusion: view.conclusion,
            isContent: view.isContent, mayAdd: view.mayAdd, mayRate: view.mayRate, mayWithdraw: view.mayWithdraw, done: key.map { p($0) },
            errors: errors.map { FieldError($0.place.path ?? "text", p.sentence($0)) })
    }

    private func state(_ view: CaseAccess.View) -> (String, Tone) {
        switch view.stage {
        case .received: view.isWaitingForPerson ? (p("myCase.stateWaiting"), .warn) : (p("complaints.open"), .plum)
        case .closed: (p("complaints.closed"), .ok)
        case .withdrawn, .merged: (p("duties.stateWithdrawn"), .plain)
        }
    }

    private func moment(_ moment: CaseAccess.View.Moment) -> MyCasePage.Moment {
        let own = PhraseKey("caseStep." + moment.code)
        let words = p.phrase(own, [:]) == nil ? lines.code(moment.code, of: "to", in: "caseAdvanced") : p(own)
        return MyCasePage.Moment(words, at: moment.at, words: moment.words)
    }
}
