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
    static let reportRemarks = SitePath("/reports/{id}/remarks")
    static let reportHandIn = SitePath("/reports/{id}/hand-in")
    static let reportReturn = SitePath("/reports/{id}/return")
    static let reportReceipt = SitePath("/reports/{id}/receipt")
    static let reportFreezing = SitePath("/reports/{id}/freezing")
    static let reportVersions = SitePath("/reports/{id}/versions")
    static let reportRows = SitePath("/reports/{id}/rows.csv")
    static let reportWorkbook = SitePath("/reports/{id}/rows.xlsx")
}

/// Reports: begun, handed in, approved by another person or given back, published or circulated, renewed when facts came later.
struct ReportRoutes: Sendable {
    static let perPage = 50

    let site: Site

    func add(to router: Router<Visit>) {
        router.get(SitePath.reports.route, use: list)
        router.post(SitePath.reports.route, use: begin)
        router.get(SitePath.report.route, use: show)
        router.post(SitePath.reportApproval.route, use: approve)
        router.post(SitePath.reportFreezing.route, use: freeze)
        router.post(SitePath.reportRemarks.route, use: remark)
        router.post(SitePath.reportHandIn.route, use: handIn)
        router.post(SitePath.reportReturn.route, use: giveBack)
        router.post(SitePath.reportReceipt.route, use: sign)
        router.post(SitePath.reportVersions.route, use: renew)
        router.get(SitePath.reportRows.route) { [self] in try await rows($0, $1, as: .csv) }
        router.get(SitePath.reportWorkbook.route) { [self] in try await rows($0, $1, as: .workbook) }
    }

    @Sendable private func list(_ request: Request, _ visit: Visit) async throws -> Response {
        let cursor = try request.query.text("after").flatMap(ReportCursor.init)
        let (items, kinds) = try await site.work(visit) { premises, context in
            let reports = MonthlyReports(premises)
            return (try reports.list(before: cursor.map { ($0.from, $0.id) }, limit: Self.perPage, context), context.scope.allows(.report) ? try reports.kinds(context) : [])
        }
        return site.page(request, visit) { chrome in
            let model = ReportMap(chrome: chrome, reach: Reach(visit)).list(items, kinds: kinds, isFirst: cursor == nil, limit: Self.perPage)
            return ReportsPage.render(model, chrome)
        }
    }

    @Sendable private func begin(_ request: Request, _ visit: Visit) async throws -> Response {
        let form = visit.form
        let asked = (form.text("regulation") ?? "").split(separator: "/", maxSplits: 1).map(String.init)
        guard let month = form.text("month").flatMap({ LocalDay(iso: $0 + "-01") }), let adoption = asked.first.flatMap({ AdoptionID($0) }) else { throw Refusal.notFound }
        let rule = asked.count > 1 ? asked[1] : nil
        let id = try await site.work(visit) { premises, context in
            let reports = MonthlyReports(premises)
            return try reports.draft(adoption, rule: rule, month: month, unit: try reports.topUnit(context), context)
        }
        return .seeOther(Address.report(String(id)))
    }

    @Sendable private func show(_ request: Request, _ visit: Visit) async throws -> Response { try await page(request, visit) }

    private func page(_ request: Request, _ visit: Visit, findings: [Finding] = []) async throws -> Response {
        let id = try visit.number()
        let view = try await site.work(visit) { try MonthlyReports($0).view(id, $1) }
        let organisation = visit.visitor?.organisation.name ?? ""
        return site.page(request, visit, status: findings.isEmpty ? .ok : .unprocessableContent) { chrome in
            var model = ReportMap(chrome: chrome, reach: Reach(visit)).page(view, organisation: organisation)
            model.errors = FindingWords.errors(findings, otherwise: "reason", chrome.phrases)
            return ReportPage.render(model, chrome)
        }
    }

    @Sendable private func remark(_ request: Request, _ visit: Visit) async throws -> Response {
        let text = visit.form["remarks"] ?? ""
        return try await act(request, visit, "flash.reportRemarked") { try $0.remark($1, text, $2) }
    }

    @Sendable private func handIn(_ request: Request, _ visit: Visit) async throws -> Response {
        try await act(request, visit, "flash.reportHandedIn") { try $0.handIn($1, $2) }
    }

    @Sendable private func giveBack(_ request: Request, _ visit: Visit) async throws -> Response {
        let reason = visit.form["reason"] ?? ""
        return try await act(request, visit, "flash.givenBack") { try $0.giveBack($1, reason: reason, $2) }
    }

    @Sendable private func approve(_ request: Request, _ visit: Visit) async throws -> Response {
        let comment = visit.form.text("comment")
        return try await act(request, visit, "flash.reportApproved") { try $0.approve($1, comment: comment, $2) }
    }

    @Sendable private func freeze(_ request: Request, _ visit: Visit) async throws -> Response {
        try await act(request, visit, "flash.reportFrozen") { try $0.freeze($1, $2) }
    }

    @Sendable private func sign(_ request: Request, _ visit: Visit) async throws -> Response {
        try await act(request, visit, "flash.reportSigned") { try $0.sign($1, $2) }
    }

    private func act(
        _ request: Request, _ visit: Visit, _ said: PhraseKey, _ body: @escaping @Sendable (MonthlyReports, Int64, Context) throws -> Void
    ) async throws -> Response {
        let id = try visit.number()
        do {
            try await site.work(visit) { try body(MonthlyReports($0), id, $1) }
        } catch {
            return try await page(request, visit, findings: Refusal.findings(in: error))
        }
        return Response.seeOther(Address.report(String(id))).saying(Flash(.ok, said), SiteCookies(site, request, visit))
    }

    @Sendable private func renew(_ request: Request, _ visit: Visit) async throws -> Response {
        let id = try visit.number()
        let next = try await site.work(visit) { premises, context in
            let reports = MonthlyReports(premises)
            let row = try reports.view(id, context).row
            return try reports.draft(row.adoption, rule: row.rule, month: row.from, unit: row.unit, context)
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
