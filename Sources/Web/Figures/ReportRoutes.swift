import Domain
import Hummingbird
import Operations
import Pages
import Phrasebook
import RegulationEngine
import Storage

extension SitePath {
    static let reports = SitePath("/reports")
    static let report = SitePath("/reports/{id}")
    static let reportApproval = SitePath("/reports/{id}/approval")
    static let reportFreezing = SitePath("/reports/{id}/freezing")
    static let reportVersions = SitePath("/reports/{id}/versions")
    static let reportRows = SitePath("/reports/{id}/rows.csv")
    static let reportWorkbook = SitePath("/reports/{id}/rows.xlsx")
}

/// Monthly reports: begun, approved by another person, frozen, renewed when facts came later.
struct ReportRoutes: Sendable {
    static let perPage = 50

    let site: Site

    func add(to router: Router<Visit>) {
        router.get(SitePath.reports.route, use: list)
        router.post(SitePath.reports.route, use: begin)
        router.get(SitePath.report.route, use: show)
        router.post(SitePath.reportApproval.route, use: approve)
        router.post(SitePath.reportFreezing.route, use: freeze)
        router.post(SitePath.reportVersions.route, use: renew)
        router.get(SitePath.reportRows.route) { [self] in try await rows($0, $1, as: .csv) }
        router.get(SitePath.reportWorkbook.route) { [self] in try await rows($0, $1, as: .workbook) }
    }

    @Sendable private func list(_ request: Request, _ visit: Visit) async throws -> Response {
        let cursor = try request.query.text("after").flatMap(ReportCursor.init)
        let (items, regulations) = try await site.work(visit) { premises, context in
            let reports = MonthlyReports(premises)
            return (try reports.list(before: cursor.map { ($0.from, $0.id) }, limit: Self.perPage, context), try reports.regulations(context))
        }
        return site.page(request, visit) { chrome in
            let model = ReportMap(chrome: chrome, reach: Reach(visit)).list(items, regulations: regulations.map { ($0.adoption, $0.title) }, isFirst: cursor == nil, limit: Self.perPage)
            return ReportsPage.render(model, chrome)
        }
    }

    @Sendable private func begin(_ request: Request, _ visit: Visit) async throws -> Response {
        let form = visit.form
        guard let month = form.text("month").flatMap({ LocalDay(iso: $0 + "-01") }), let adoption: AdoptionID = form.id("regulation") else { throw Refusal.notFound }
        let id = try await site.work(visit) { premises, context in
            let reports = MonthlyReports(premises)
            return try reports.draft(adoption, month: month, unit: try reports.topUnit(context), context)
        }
        return .seeOther(Address.report(String(id)))
    }

    @Sendable private func show(_ request: Request, _ visit: Visit) async throws -> Response {
        let id = try visit.number()
        let view = try await site.work(visit) { try MonthlyReports($0).view(id, $1) }
        let organisation = visit.visitor?.organisation.name ?? ""
        return site.page(request, visit) { chrome in ReportPage.render(ReportMap(chrome: chrome, reach: Reach(visit)).page(view, organisation: organisation), chrome) }
    }

    @Sendable private func approve(_ request: Request, _ visit: Visit) async throws -> Response {
        let (id, comment) = (try visit.number(), visit.form.text("comment"))
        try await site.work(visit) { try MonthlyReports($0).approve(id, comment: comment, $1) }
        return Response.seeOther(Address.report(String(id))).saying(Flash(.ok, "flash.reportApproved"), SiteCookies(site, request, visit))
    }

    @Sendable private func freeze(_ request: Request, _ visit: Visit) async throws -> Response {
        let id = try visit.number()
        try await site.work(visit) { try MonthlyReports($0).freeze(id, $1) }
        return Response.seeOther(Address.report(String(id))).saying(Flash(.ok, "flash.reportFrozen"), SiteCookies(site, request, visit))
    }

    @Sendable private func renew(_ request: Request, _ visit: Visit) async throws -> Response {
        let id = try visit.number()
        let next = try await site.work(visit) { premises, context in
            let reports = MonthlyReports(premises)
            let row = try reports.view(id, context).row
            return try reports.draft(row.adoption, month: row.from, unit: row.unit, context)
        }
        return .seeOther(Address.report(String(next)))
    }

    /// Every row behind the figures, as they stood at the report's cut-off.
    private func rows(_ request: Request, _ visit: Visit, as format: TableFormat) async throws -> Response {
        let id = try visit.number()
        let row = try await site.work(visit) { try MonthlyReports($0).view(id, $1).row }
        let slice = Dashboard.Slice(adoption: row.adoption, from: row.from, to: row.to, unit: row.unit, part: .eligible, cutOff: row.cutOff)
        return try await FigureExport(site: site, visit: visit, slice: slice).response(name: "report-\(row.from.iso)-v\(row.version)", as: format)
    }
}
