import Domain
import HTTPTypes
import Hummingbird
import Interop
import NIOCore
import Operations
import Pages
import Phrasebook
import Storage

extension SitePath {
    static let imports = SitePath("/imports")
    static let importRun = SitePath("/imports/{id}")
    static let importProgress = SitePath("/imports/{id}/progress")
    static let importExecution = SitePath("/imports/{id}/execution")
    static let importFindings = SitePath("/imports/{id}/findings.csv")
    static let importFindingsWorkbook = SitePath("/imports/{id}/findings.xlsx")
}

/// The street door in the browser: a file is uploaded, read in the background, and says what it did.
struct ImportRoutes: Sendable {
    let site: Site
    let runner: ImportRunner

    init(site: Site) { (self.site, runner) = (site, ImportRunner(site)) }

    func add(to router: Router<Visit>) {
        router.get(SitePath.imports.route) { [self] request, visit in try await list(request, visit) }
        router.post(SitePath.imports.route, use: upload)
        MappingRoutes(site: site, runner: runner).add(to: router)
        router.get(SitePath.importRun.route, use: show)
        router.get(SitePath.importProgress.route, use: progress)
        router.post(SitePath.importExecution.route, use: execute)
        router.get(SitePath.importFindings.route) { [self] in try await findings($0, $1, as: .csv) }
        router.get(SitePath.importFindingsWorkbook.route) { [self] in try await findings($0, $1, as: .workbook) }
    }

    private func list(_ request: Request, _ visit: Visit, findings: [Finding] = [], status: HTTPResponse.Status = .ok) async throws -> Response {
        let before = try request.query.text("after").flatMap { Int64($0) }
        let (items, next) = try await site.work(visit) { try ImportReading($0).page(before: before, $1) }
        return site.page(request, visit, status: status) { chrome in
            let map = ImportMap(chrome: chrome, lines: Lines(chrome, site, visit), runner: runner)
            let turn = PageTurn(
                next: next.map { Address.query(SitePath.imports.address(), [("after", String($0))]) }, first: before == nil ? nil : SitePath.imports.address())
            return ImportsPage.render(map.list(items, turn, limit: site.settings.uploadLimit, findings), chrome)
        }
    }

    @Sendable private func upload(_ request: Request, _ visit: Visit) async throws -> Response {
        let form = visit.form
        do {
            guard let context = visit.visitor?.context, context.scope.allows(.importData) else { throw Refusal.notAllowed(.importData) }
            guard let upload = form.file("file"), upload.size > 0 else { throw Refusal.missing("file") }
            let kept = try KeptFile(upload, token: site.token(), in: site.spool)
            let found = try await recognised(form.text("kind"), kept, context)
            guard let content = found.content, !form.isOn("settle") else { return try await settled(kept, form.text("kind"), context) }
            let row = try await runner.begin(kept, as: content, mapping: found.mapping, isDryRun: form.isOn("dryRun"), context)
            return .seeOther(Address.importRun(String(row.id)))
        } catch {
            return try await list(request, visit, findings: try Refusal.findings(in: error), status: .unprocessableContent)
        }
    }

    /// What was chosen; else what a saved mapping or the headings say. A saved mapping of the chosen kind is used too.
    private func recognised(_ chosen: String?, _ kept: KeptFile, _ context: Context) async throws -> FileImport.Recognition {
        let door = FileImport(site.premises, words: site.importWords)
        let found = try await site.rooms.run { try door.recognise(kept.importFile(), context) }
        if !found.faults.isEmpty, chosen == nil {
            kept.remove()
            throw Refusal.invalid(found.faults)
        }
        guard let chosen, chosen != found.content else { return found }
        return FileImport.Recognition(content: chosen, mapping: nil, faults: [])
    }

    /// A table whose columns nobody knows waits until a person has settled them.
    private func settled(_ kept: KeptFile, _ kind: String?, _ context: Context) async throws -> Response {
        let token = site.token()
        kept.waits(under: token, of: context.organisation, in: site.spool)
        return .seeOther(Address.query(SitePath.importColumns.address(), [("file", token), ("name", kept.name), ("kind", kind)]))
    }

    @Sendable private func show(_ request: Request, _ visit: Visit) async throws -> Response {
        let id = try visit.number()
        let after = try request.query.text("after").flatMap { Int64($0) } ?? 0
        let view = try await site.work(visit) { try ImportReading($0).view(id, findingsAfter: after, $1) }
        let mayExecute = view.item.row.isDryRun && !runner.isRunning(id) && KeptFile(of: id, name: view.item.row.fileName, in: site.spool) != nil
        return site.page(request, visit) { chrome in
            let map = ImportMap(chrome: chrome, lines: Lines(chrome, site, visit), runner: runner)
            return ImportPage.render(map.one(view, after: after, mayExecute: mayExecute), chrome)
        }
    }

    /// A piece of the page for as long as it runs; then the whole page is asked for.
    @Sendable private func progress(_ request: Request, _ visit: Visit) async throws -> Response {
        let id = try visit.number()
        let view = try await site.work(visit) { try ImportReading($0).view(id, limit: 1, $1) }
        guard runner.isRunning(id) else {
            var response = Response.nothing
            response.headers[HTTPField.Name("HX-Refresh")!] = "true"
            response.status = .ok
            return response
        }
        return site.page(request, visit) { chrome in
            ImportPage.progress(ImportMap(chrome: chrome, lines: Lines(chrome, site, visit), runner: runner).run(view.item), chrome)
        }
    }

    /// The file of a dry run, now in earnest.
    @Sendable private func execute(_ request: Request, _ visit: Visit) async throws -> Response {
        let id = try visit.number()
        guard let context = visit.visitor?.context else { throw SignInNeeded() }
        let view = try await site.work(visit) { try ImportReading($0).view(id, limit: 1, $1) }
        guard view.item.row.isDryRun, let kept = KeptFile(of: id, name: view.item.row.fileName, in: site.spool) else { throw Refusal.state(code: "import.fileGone") }
        let row = try await runner.begin(kept, as: view.item.row.content, mapping: view.item.row.mapping, isDryRun: false, context)
        return .seeOther(Address.importRun(String(row.id)))
    }

    private func findings(_ request: Request, _ visit: Visit, as format: TableFormat) async throws -> Response {
        let id = try visit.number()
        let phrases = site.phrases.phrases(in: visit.manners.language)
        let findings = FindingTable(phrases: phrases)
        let table = TableDownload(site: site, visit: visit, name: "import-\(id)-findings", sheet: phrases("imports.findingsSheet"), columns: findings.columns)
        return try await table.response(as: format) { (premises: Premises, context: Context, _: Int64?) in
            let view = try ImportReading(premises).view(id, limit: 10_000, context)
            return (rows: view.findings.map { FindingTable(phrases: phrases).cells($0.finding) }, next: nil)
        }
    }
}
