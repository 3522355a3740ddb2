import Domain
import HTTPTypes
import Hummingbird
import Operations
import Pages
import Phrasebook
import RegulationEngine

extension SitePath {
    static let adoption = SitePath("/adoptions/{id}")
    static let adoptionRoles = SitePath("/adoptions/{id}/roles")
    static let adoptionParameters = SitePath("/adoptions/{id}/parameters")
    static let parameterAcceptance = SitePath("/adoptions/{id}/parameters/{name}/acceptance")
    static let adoptionCoverage = SitePath("/adoptions/{id}/coverage")
    static let adoptionRehearsal = SitePath("/adoptions/{id}/rehearsal")
    static let adoptionSubmission = SitePath("/adoptions/{id}/submission")
    static let adoptionApproval = SitePath("/adoptions/{id}/approval")
    static let adoptionReturn = SitePath("/adoptions/{id}/return")
    static let adoptionActivation = SitePath("/adoptions/{id}/activation")
    static let adoptionEditions = SitePath("/adoptions/{id}/editions")
}

/// From a pack to an edition in force, step by step, with two people.
struct AdoptionRoutes: Sendable {
    let site: Site

    func add(to router: Router<Visit>) {
        router.get(SitePath.adoption.route) { [self] request, visit in try await page(request, visit) }
        router.post(SitePath.adoptionRoles.route, use: saveRoles)
        router.post(SitePath.adoptionParameters.route, use: saveParameters)
        router.post(SitePath.parameterAcceptance.route, use: accept)
        router.post(SitePath.adoptionCoverage.route, use: cover)
        router.post(SitePath.adoptionRehearsal.route, use: rehearse)
        router.post(SitePath.adoptionSubmission.route, use: submit)
        router.post(SitePath.adoptionApproval.route, use: approve)
        router.post(SitePath.adoptionReturn.route, use: giveBack)
        router.post(SitePath.adoptionActivation.route, use: activate)
        router.post(SitePath.adoptionEditions.route, use: beginEdition)
    }

    private func page(_ request: Request, _ visit: Visit, findings: [Finding] = [], status: HTTPResponse.Status = .ok) async throws -> Response {
        let (id, edition): (AdoptionID, EditionID?) = (try visit.id(), try request.query.id("edition"))
        let (view, directory) = try await site.work(visit) { (try Adopting($0).view($1, id, edition: edition), try StaffDesk($0).directory($1)) }
        return site.page(request, visit, status: status) { chrome in
            AdoptionPage.render(AdoptionMap(view: view, directory: directory, chrome: chrome, visitor: visit.visitor).model(findings), chrome)
        }
    }

    /// One step on the newest edition; what is wrong is shown on the page.
    private func act(
        _ request: Request, _ visit: Visit, _ said: PhraseKey, _ body: @escaping @Sendable (Adopting, AdoptionView, Context) throws -> Void
    ) async throws -> Response {
        let id: AdoptionID = try visit.id()
        do {
            try await site.work(visit) { premises, context in
                let desk = Adopting(premises)
                try body(desk, try desk.view(context, id), context)
            }
        } catch {
            return try await page(request, visit, findings: try Refusal.findings(in: error), status: .unprocessableContent)
        }
        return Response.seeOther(Address.adoption(id.description)).saying(Flash(.ok, said), SiteCookies(site, request, visit))
    }

    @Sendable private func saveRoles(_ request: Request, _ visit: Visit) async throws -> Response {
        let chosen = visit.form.group("role.")
        return try await act(request, visit, "flash.saved") { desk, view, context in
            for holding in view.roles where !holding.isFromEvent {
                // One role of posts stands for a role; a name that is the same needs no mapping.
                let wanted = chosen[holding.role.id]?.first
                if wanted != holding.postRole || (wanted == nil) != (holding.mapped == nil && holding.holders.isEmpty) {
                    try desk.map(context, role: holding.role.id, to: wanted == holding.role.id ? nil : wanted, in: view.adoption)
                }
            }
        }
    }

    /// A figure that is filled in or changed here is accepted by whoever does it.
    @Sendable private func saveParameters(_ request: Request, _ visit: Visit) async throws -> Response {
        let given = visit.form.group("parameter.")
        return try await act(request, visit, "flash.saved") { desk, view, context in
            let decisions = view.figures.compactMap { figure -> FigureDecision? in
                guard let value = given[figure.parameter.id]?.first?.trimmed, value != figure.value ?? "" else { return nil }
                return FigureDecision(parameter: figure.parameter.id, value: value, isAccepted: true)
            }
            if !decisions.isEmpty { try desk.decide(context, in: view.edition.id, decisions) }
        }
    }

    @Sendable private func accept(_ request: Request, _ visit: Visit) async throws -> Response {
        let name = try visit.name("name")
        return try await act(request, visit, "flash.saved") { desk, view, context in
            try desk.decide(context, in: view.edition.id, [FigureDecision(parameter: name, isAccepted: true)])
        }
    }

    @Sendable private func cover(_ request: Request, _ visit: Visit) async throws -> Response {
        let (units, why) = (Set(visit.form.ids("unit", OrganisationUnit.self)), words(visit)("adoption.coverageChanged"))
        return try await act(request, visit, "flash.saved") { desk, view, context in try desk.cover(context, units: units, in: view.adoption, why: why) }
    }

    @Sendable private func rehearse(_ request: Request, _ visit: Visit) async throws -> Response {
        let runner = site.rehearse
        return try await act(request, visit, "flash.rehearsed") { desk, view, context in _ = try desk.rehearse(context, view.edition.id, with: runner) }
    }

    @Sendable private func submit(_ request: Request, _ visit: Visit) async throws -> Response {
        let basis = visit.form.text("basis")
        return try await act(request, visit, "flash.submitted") { desk, view, context in try desk.submit(context, view.edition.id, basis: basis) }
    }

    @Sendable private func approve(_ request: Request, _ visit: Visit) async throws -> Response {
        let comment = visit.form.text("comment")
        return try await act(request, visit, "flash.approved") { desk, view, context in try desk.approve(context, view.edition.id, words: comment) }
    }

    @Sendable private func giveBack(_ request: Request, _ visit: Visit) async throws -> Response {
        let comment = visit.form.text("comment") ?? ""
        return try await act(request, visit, "flash.returned") { desk, view, context in try desk.giveBack(context, view.edition.id, words: comment) }
    }

    @Sendable private func activate(_ request: Request, _ visit: Visit) async throws -> Response {
        let form = visit.form
        return try await act(request, visit, "flash.activated") { desk, view, context in
            guard let from = form.day("from") else { throw Refusal.invalid([Finding(.error, "day.unreadable", at: Place(path: "from"))]) }
            try desk.activate(context, view.edition.id, from: from, why: form.text("why"))
        }
    }

    @Sendable private func beginEdition(_ request: Request, _ visit: Visit) async throws -> Response {
        let why = words(visit)("adoption.nextEdition")
        return try await act(request, visit, "flash.adopted") { desk, view, context in
            _ = try desk.newEdition(context, of: view.adoption, from: view.isPackDifferent ? .pack : .same, why: why)
        }
    }

    private func words(_ visit: Visit) -> Phrases { site.phrases.phrases(in: visit.manners.language) }
}
