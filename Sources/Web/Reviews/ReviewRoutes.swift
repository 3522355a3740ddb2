import Domain
import HTTPTypes
import Hummingbird
import Operations
import Pages
import Phrasebook
import Storage

extension SitePath {
    static let reviews = SitePath("/reviews")
    static let review = SitePath("/reviews/{id}")
    static let signOff = SitePath("/reviews/{id}/sign-off")
    static let giveBack = SitePath("/reviews/{id}/return")
    static let printedRecord = SitePath("/records/{id}/print")
}

/// The review room: records are read, commented, signed off or given back.
struct ReviewRoutes: Sendable {
    let site: Site

    func add(to router: Router<Visit>) {
        router.get(SitePath.reviews.route, use: list)
        router.get(SitePath.review.route, use: show)
        router.post(SitePath.signOff.route, use: signOff)
        router.post(SitePath.giveBack.route, use: giveBack)
        router.get(SitePath.printedRecord.route, use: printRecord)
    }

    @Sendable private func list(_ request: Request, _ visit: Visit) async throws -> Response {
        let query = try request.query
        let show: ReviewsPage.Show = query.code("show") ?? .awaiting
        let after = query.id("after", Record.self)
        let review = Record.Review(rawValue: show.rawValue) ?? .awaiting
        let page = try await site.work(visit) { try Reviewing($0).page(review, beyond: after, $1) }
        return site.page(request, visit) { chrome in ReviewsPage.render(Self.model(page, show, after, chrome), chrome) }
    }

    private static func model(_ page: Reviewing.Page, _ show: ReviewsPage.Show, _ after: RecordID?, _ chrome: PageChrome) -> ReviewsPage.Model {
        let name = show == .awaiting ? nil : show.rawValue
        let counts = page.counts.reduce(into: [ReviewsPage.Show: BoundedCount]()) { counts, pair in
            if let show = ReviewsPage.Show(rawValue: pair.key.rawValue) { counts[show] = BoundedCount(pair.value) }
        }
        let turn = PageTurn(
            next: page.next.map { Address.query(SitePath.reviews.address(), [("show", name), ("after", $0.description)]) },
            first: after == nil ? nil : Address.query(SitePath.reviews.address(), [("show", name)]))
        return ReviewsPage.Model(show: show, counts: counts, lines: page.items.map { line($0, chrome) }, turn: turn)
    }

    private static func line(_ item: Reviewing.Item, _ chrome: PageChrome) -> ReviewsPage.Line {
        let p = chrome.phrases
        let (result, tone): (String, Tone) =
            switch item.isSatisfied {
            case true?: (p("reviews.satisfied"), .ok)
            case false?: (p("reviews.dissatisfied"), .danger)
            case nil: (p("reviews.notRated"), .plain)
            }
        return ReviewsPage.Line(
            record: item.record.id.description, person: item.partyName ?? item.record.serial, title: item.ruleTitle.text(in: p.language), unit: item.unitName,
            by: item.staffName, doneAt: item.record.recordedAt, result: result, resultTone: tone, isOwn: item.isOwn)
    }

    @Sendable private func show(_ request: Request, _ visit: Visit) async throws -> Response {
        try await page(request, visit, try visit.id())
    }

    private func page(
        _ request: Request, _ visit: Visit, _ id: RecordID, findings: [Finding] = [], comment: String = "", status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let (view, scope) = try await site.work(visit) { (try Reviewing($0).record(id, $1), $1.scope) }
        return site.page(request, visit, status: status) { chrome in
            let map = ReviewMap(view: view, lines: Lines(chrome, site, visit), scope: scope)
            return ReviewPage.render(map.model(errors: FindingWords.errors(findings, otherwise: "comment", chrome.phrases), comment: comment), chrome)
        }
    }

    @Sendable private func signOff(_ request: Request, _ visit: Visit) async throws -> Response {
        let (id, comment): (RecordID, String?) = (try visit.id(), visit.form.text("comment"))
        return try await decide(request, visit, id, "flash.signedOff") { try Reviewing($0).signOff(id, comment: comment, $1) }
    }

    @Sendable private func giveBack(_ request: Request, _ visit: Visit) async throws -> Response {
        let (id, comment): (RecordID, String) = (try visit.id(), visit.form.text("comment") ?? "")
        return try await decide(request, visit, id, "flash.givenBack") { try Reviewing($0).giveBack(id, comment: comment, $1) }
    }

    private func decide(
        _ request: Request, _ visit: Visit, _ id: RecordID, _ said: PhraseKey, _ body: @escaping @Sendable (Premises, Context) throws -> Void
    ) async throws -> Response {
        do {
            try await site.work(visit, body)
        } catch {
            let findings = try Refusal.findings(in: error)
            return try await page(request, visit, id, findings: findings, comment: visit.form["comment"] ?? "", status: .unprocessableContent)
        }
        let next = visit.form.isOn("next") ? try await waiting(visit) : nil
        let response = Response.seeOther(next.map { Address.review($0.description) } ?? SitePath.reviews.address())
        return response.saying(Flash(.ok, said), SiteCookies(site, request, visit))
    }

    /// The oldest record that the visitor may review now.
    private func waiting(_ visit: Visit) async throws -> RecordID? {
        try await site.work(visit) { try Reviewing($0).page(limit: 20, $1).items.first { $0.mayReview }?.record.id }
    }

    @Sendable private func printRecord(_ request: Request, _ visit: Visit) async throws -> Response {
        let id: RecordID = try visit.id()
        let (view, boxes) = try await site.work(visit) { (try Reviewing($0).record(id, $1), try PrintedForms($0).head(of: id, $1)) }
        return site.page(request, visit) { chrome in
            PrintedRecordPage.render(PrintMap(view: view, lines: Lines(chrome, site, visit), visitor: visit.visitor, boxes: boxes).model, chrome)
        }
    }
}
