import Domain
import Hummingbird
import Operations
import Pages
import Phrasebook
import Storage

extension SitePath {
    static let plans = SitePath("/plans")
    static let plan = SitePath("/plans/{id}")
    static let planPrint = SitePath("/plans/{id}/print")
    static let planMoves = SitePath("/plans/{id}/moves")
    static let planRemovals = SitePath("/plans/{id}/removals")
    static let planAdditions = SitePath("/plans/{id}/additions")
}

/// Plans of rounds: the list, one plan with its lines, what people change in it, the plan on paper.
struct PlanRoutes: Sendable {
    let site: Site

    /// Lines of a plan on paper.
    static let printed = 5000

    func add(to router: Router<Visit>) {
        router.get(SitePath.plans.route, use: list)
        router.get(SitePath.plan.route, use: show)
        router.get(SitePath.planPrint.route, use: paper)
        router.post(SitePath.planMoves.route, use: move)
        router.post(SitePath.planRemovals.route, use: drop)
        router.post(SitePath.planAdditions.route, use: add)
    }

    @Sendable private func list(_ request: Request, _ visit: Visit) async throws -> Response {
        let before = try request.query.text("before").flatMap(Int64.init)
        let page = try await site.work(visit) { try VisitPlans($0).page(before: before, $1) }
        return site.page(request, visit) { chrome in
            let turn = PageTurn(
                next: page.next.map { Address.query(SitePath.plans.address(), [("before", String($0))]) }, first: before == nil ? nil : SitePath.plans.address())
            return PlansPage.render(PlansPage.Model(lines: page.items.map { PlanMap(chrome: chrome).line($0) }, turn: turn), chrome)
        }
    }

    @Sendable private func show(_ request: Request, _ visit: Visit) async throws -> Response { try await page(request, visit, errors: []) }

    private func page(_ request: Request, _ visit: Visit, errors: [Finding]) async throws -> Response {
        let (id, after) = (try visit.number(), try request.query.text("after").flatMap(Int.init) ?? 0)
        let view = try await site.work(visit) { try VisitPlans($0).view(id, after: after, $1) }
        return site.page(request, visit, status: errors.isEmpty ? .ok : .unprocessableContent) { chrome in
            PlanPage.render(PlanMap(chrome: chrome).model(view, isFirst: after == 0, errors: errors), chrome)
        }
    }

    @Sendable private func paper(_ request: Request, _ visit: Visit) async throws -> Response {
        let id = try visit.number()
        let view = try await site.work(visit) { try VisitPlans($0).view(id, limit: Self.printed, $1) }
        return site.page(request, visit) { chrome in
            PrintedPlanPage.render(PlanMap(chrome: chrome).model(view, isFirst: true, errors: []), organisation: visit.visitor?.organisation.name ?? "", chrome)
        }
    }

    @Sendable private func move(_ request: Request, _ visit: Visit) async throws -> Response {
        let (party, day, staff): (PartyID?, LocalDay?, StaffID?) = (visit.form.id("party"), day(visit), visit.form.id("staff"))
        return try await change(request, visit, "flash.planMoved") { plans, id, context in
            guard let party else { throw Refusal.notFound }
            try plans.move(party, in: id, to: day, by: staff, context)
        }
    }

    @Sendable private func drop(_ request: Request, _ visit: Visit) async throws -> Response {
        let (party, reason): (PartyID?, String) = (visit.form.id("party"), visit.form["reason"] ?? "")
        return try await change(request, visit, "flash.planDropped") { plans, id, context in
            guard let party else { throw Refusal.notFound }
            try plans.drop(party, from: id, reason: reason, context)
        }
    }

    @Sendable private func add(_ request: Request, _ visit: Visit) async throws -> Response {
        let (number, day, staff): (String, LocalDay?, StaffID?) = (visit.form.text("number") ?? "", day(visit), visit.form.id("staff"))
        return try await change(request, visit, "flash.planAdded") { try $0.add(number: number, to: $1, on: day, by: staff, $2) }
    }

    private func day(_ visit: Visit) -> LocalDay? { visit.form.text("day").flatMap { LocalDay(iso: $0) } }

    private func change(
        _ request: Request, _ visit: Visit, _ said: PhraseKey, _ act: @escaping @Sendable (VisitPlans, Int64, Context) throws -> Void
    ) async throws -> Response {
        let id = try visit.number()
        do {
            try await site.work(visit) { try act(VisitPlans($0), id, $1) }
        } catch {
            return try await page(request, visit, errors: Refusal.findings(in: error))
        }
        return Response.seeOther(Address.plan(String(id))).saying(Flash(.ok, said), SiteCookies(site, request, visit))
    }
}

/// How plans are shown.
struct PlanMap {
    let chrome: PageChrome

    private var p: Phrases { chrome.phrases }

    func line(_ item: VisitPlans.Item) -> PlansPage.Line {
        PlansPage.Line(
            id: String(item.row.id), rule: item.ruleTitle.text(in: p.language), regulation: item.regulation, unit: item.unitName, period: period(item.row.period),
            state: state(item), due: item.duty?.duty.due, visits: item.visits, dropped: item.counts[.dropped] ?? 0)
    }

    func model(_ view: VisitPlans.View, isFirst: Bool, errors: [Finding]) -> PlanPage.Model {
        let (item, row) = (view.item, view.item.row)
        let here = Address.plan(String(row.id))
        return PlanPage.Model(
            id: String(row.id), rule: item.ruleTitle.text(in: p.language), regulation: item.regulation, unit: item.unitName, period: period(row.period),
            first: row.first, last: row.last, state: state(item), due: item.duty?.duty.due, duty: item.duty.map { $0.duty.id.description },
            visits: item.visits, dropped: item.counts[.dropped] ?? 0, lines: view.lines.map(line), mayChange: view.mayChange,
            staff: view.staff.map { Choice($0.id.description, $0.name) },
            errors: errors.map { FieldError($0.place.path ?? "", p.sentence($0)) },
            turn: PageTurn(next: view.next.map { Address.query(here, [("after", String($0))]) }, first: isFirst ? nil : here))
    }

    private func line(_ line: VisitPlans.Line) -> PlanPage.Line {
        let standing: PlanPage.Standing = switch line.row.standing {
        case .proposed: .proposed
        case .changed: .changed
        case .added: .added
        case .dropped: .dropped
        }
        return PlanPage.Line(
            party: line.row.party.description, name: line.party?.name ?? "", number: line.party?.number ?? "", day: line.row.day,
            staff: line.row.staff?.description, staffName: line.staffName, standing: standing, reason: line.row.reason)
    }

    /// A festival's name instead of its code.
    private func period(_ name: String) -> String {
        let parts = name.split(separator: "-", maxSplits: 1).map(String.init)
        guard parts.count == 2, Festival(rawValue: parts[0]) != nil, let words = chrome.words.said("festival", parts[0], [:]) else { return name }
        return words + " " + parts[1]
    }

    private func state(_ item: VisitPlans.Item) -> DutyState? {
        switch item.duty?.duty.state {
        case .open: .open
        case .handedIn: .handedIn
        case .reviewed: .reviewed
        case .decided: .decided
        case .closed: .closed
        case .withdrawn: .withdrawn
        case nil: nil
        }
    }
}
