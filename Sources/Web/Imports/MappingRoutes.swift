import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Interop
import Operations
import Pages
import Phrasebook
import Storage

extension SitePath {
    static let importColumns = SitePath("/imports/columns")
    static let mappings = SitePath("/imports/mappings")
    static let mapping = SitePath("/imports/mappings/{id}")
    static let mappingDeletion = SitePath("/imports/mappings/{id}/deletion")
}

/// Column mappings: settled at the first import of a table with unknown headings, kept under a name, changed and deleted.
struct MappingRoutes: Sendable {
    let site: Site
    let runner: ImportRunner

    func add(to router: Router<Visit>) {
        router.get(SitePath.importColumns.route, use: settle)
        router.post(SitePath.importColumns.route, use: settled)
        router.get(SitePath.mappings.route, use: list)
        router.get(SitePath.mapping.route, use: show)
        router.post(SitePath.mapping.route, use: change)
        router.post(SitePath.mappingDeletion.route, use: delete)
    }

    // MARK: A file that waits

    /// Guesses for a file that was uploaded.
    @Sendable private func settle(_ request: Request, _ visit: Visit) async throws -> Response {
        let (query, context) = (try request.query, try importer(visit))
        let (file, door) = (try waiting(query.text("file"), query.text("name"), visit), FileImport(site.premises, words: site.importWords))
        let (sample, faults) = try await site.rooms.run { try door.sample(of: file.importFile()) }
        guard let sample, let guess = door.guess(sample, as: query.text("kind")) else {
            throw Refusal.invalid(faults.isEmpty ? [Finding(.error, "import.notRecognised", at: Place(path: "kind"))] : faults)
        }
        return page(request, visit, MappingForm(guess, file: query.text("file"), fileName: file.name), sample, context)
    }

    /// Tried on the first rows, or saved and read with.
    @Sendable private func settled(_ request: Request, _ visit: Visit) async throws -> Response {
        let context = try importer(visit)
        var form = MappingForm(visit.form)
        let (file, door) = (try waiting(form.file, form.fileName, visit), FileImport(site.premises, words: site.importWords))
        let (sample, _) = try await site.rooms.run { try door.sample(of: file.importFile()) }
        guard let sample else { throw Refusal.notFound }
        if let guessed = visit.form.text("guessed"), guessed != form.mapping.kind, let guess = door.guess(sample, as: form.mapping.kind) {
            form.mapping.columns = guess.columns
            return page(request, visit, form, sample, context)
        }
        guard visit.form["act"] == "save" else { return page(request, visit, form, sample, context) }
        do {
            let ready = form
            let id = try await site.work(visit) { try ColumnMappings($0).save(name: ready.name, pattern: ready.pattern, ready.mapping, $1) }
            let row = try await runner.begin(file, as: form.mapping.kind, mapping: id, isDryRun: false, context)
            return Response.seeOther(Address.importRun(String(row.id))).saying(Flash(.ok, "flash.mappingSaved"), SiteCookies(site, request, visit))
        } catch {
            return page(request, visit, form, sample, context, errors: try Refusal.findings(in: error))
        }
    }

    private func importer(_ visit: Visit) throws -> Context {
        guard let context = visit.visitor?.context else { throw SignInNeeded() }
        guard context.scope.allows(.importData) else { throw Refusal.notAllowed(.importData) }
        return context
    }

    private func waiting(_ token: String?, _ name: String?, _ visit: Visit) throws -> KeptFile {
        guard let token, let organisation = visit.visitor?.context.organisation,
            let file = KeptFile(waiting: token, of: organisation, name: name ?? "", in: site.spool)
        else { throw Refusal.state(code: "import.fileGone") }
        return file
    }

    private func page(
        _ request: Request, _ visit: Visit, _ form: MappingForm, _ sample: (header: CSVRow, rows: [CSVRow]), _ context: Context, errors: [Finding] = []
    ) -> Response {
        let preview = FileImport(site.premises, words: site.importWords).preview(sample, with: form.mapping, context)
        return site.page(request, visit, status: errors.isEmpty ? .ok : .unprocessableContent) { chrome in
            MappingPage.render(MappingMap(chrome: chrome, registry: site.premises.library.registry).page(form, sample: sample.rows, preview, errors), chrome)
        }
    }

    // MARK: Saved ones

    @Sendable private func list(_ request: Request, _ visit: Visit) async throws -> Response {
        let items = try await site.work(visit) { try ColumnMappings($0).all($1) }
        return site.page(request, visit) { chrome in
            let map = MappingMap(chrome: chrome, registry: site.premises.library.registry)
            return MappingsPage.render(items.map(map.line), chrome)
        }
    }

    @Sendable private func show(_ request: Request, _ visit: Visit) async throws -> Response {
        let id = try visit.number()
        let item = try await site.work(visit) { try ColumnMappings($0).item(id, $1) }
        return saved(request, visit, MappingForm(item), errors: [])
    }

    @Sendable private func change(_ request: Request, _ visit: Visit) async throws -> Response {
        let (id, form) = (try visit.number(), MappingForm(visit.form))
        do {
            try await site.work(visit) { _ = try ColumnMappings($0).save(id, name: form.name, pattern: form.pattern, form.mapping, $1) }
        } catch {
            var again = form
            again.id = id
            return saved(request, visit, again, errors: try Refusal.findings(in: error))
        }
        return Response.seeOther(SitePath.mappings.address()).saying(Flash(.ok, "flash.mappingSaved"), SiteCookies(site, request, visit))
    }

    private func saved(_ request: Request, _ visit: Visit, _ form: MappingForm, errors: [Finding]) -> Response {
        site.page(request, visit, status: errors.isEmpty ? .ok : .unprocessableContent) { chrome in
            MappingPage.render(MappingMap(chrome: chrome, registry: site.premises.library.registry).page(form, sample: [], nil, errors), chrome)
        }
    }

    @Sendable private func delete(_ request: Request, _ visit: Visit) async throws -> Response {
        let id = try visit.number()
        try await site.work(visit) { try ColumnMappings($0).delete(id, $1) }
        return Response.seeOther(SitePath.mappings.address()).saying(Flash(.ok, "flash.mappingDeleted"), SiteCookies(site, request, visit))
    }
}

extension KeptFile {
    /// A file that waits until its columns are settled, for people of one organisation.
    init?(waiting token: String, of organisation: OrganisationID, name: String, in spool: Spool) {
        guard !token.isEmpty, token.utf8.allSatisfy({ $0 < 0x80 && (Character(UnicodeScalar($0)).isLetter || Character(UnicodeScalar($0)).isNumber || $0 == 0x2D || $0 == 0x5F) }) else { return nil }
        let path = Self.place(token, organisation, spool)
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        self.init(path: path, name: name)
    }

    /// Lays the file aside until its columns are settled.
    func waits(under token: String, of organisation: OrganisationID, in spool: Spool) {
        rename(path, Self.place(token, organisation, spool))
    }

    private static func place(_ token: String, _ organisation: OrganisationID, _ spool: Spool) -> String {
        spool.folder + "/upload-columns-\(organisation)-\(token)"
    }
}

/// What the form about columns says.
struct MappingForm: Sendable {
    var id: Int64?
    var file: String?
    var fileName: String?
    var mapping: ColumnMapping
    var name = ""
    var pattern: String?

    init(_ guess: ColumnMapping, file: String?, fileName: String) { (mapping, self.file, self.fileName) = (guess, file, fileName) }

    init(_ item: ColumnMappings.Item) { (id, mapping, name, pattern) = (item.id, item.mapping, item.name, item.pattern) }

    init(_ form: Form) {
        let headings = form.group("heading.").compactMap { key, values in Int(key).map { ($0, values.first ?? "") } }.sorted { $0.0 < $1.0 }
        let columns = headings.map { index, heading in ColumnMapping.Column(heading, form.text("column.\(index)").flatMap(TableMapping.Target.init(code:))) }
        let words = { (name: String) in
            (form.text(name) ?? "").split { $0.isPunctuation || $0.isWhitespace }.map(String.init)
        }
        mapping = ColumnMapping(
            kind: form.text("kind") ?? "", columns: columns, dateOrder: form.code("dateOrder", as: ColumnMapping.DateOrder.self), yes: words("yes"), no: words("no"))
        (file, fileName, name, pattern) = (form.text("file"), form.text("fileName"), form.text("name") ?? "", form.text("pattern"))
    }
}

/// Between the pages of mappings and their use case.
struct MappingMap {
    let chrome: PageChrome
    let registry: EventRegistry

    private var p: Phrases { chrome.phrases }

    func line(_ item: ColumnMappings.Item) -> MappingsPage.Line {
        MappingsPage.Line(
            id: String(item.id), name: item.name, kind: title(item.mapping.kind), columns: item.mapping.columns.count { $0.target != nil }, pattern: item.pattern,
            by: item.changedBy, at: item.changedAt)
    }

    func page(_ form: MappingForm, sample: [CSVRow], _ preview: MappingPreview?, _ errors: [Finding]) -> MappingPage.Model {
        let columns = form.mapping.columns.enumerated().map { index, column in
            let values = sample.compactMap { index < $0.fields.count ? $0.fields[index] : nil }.filter { !$0.isEmpty }
            return MappingPage.Column(heading: column.heading, samples: Array(values.prefix(3)), target: column.target?.code)
        }
        return MappingPage.Model(
            id: form.id.map { String($0) }, file: form.file, fileName: form.fileName, kinds: kinds, kind: form.mapping.kind, columns: columns,
            targets: targets(form.mapping.kind), dateOrders: ColumnMapping.DateOrder.allCases.map { Choice($0.rawValue, p(PhraseKey("dateOrder." + $0.rawValue))) },
            dateOrder: form.mapping.dateOrder?.rawValue, yes: form.mapping.yes.joined(separator: " "), no: form.mapping.no.joined(separator: " "), name: form.name,
            pattern: form.pattern ?? "", rows: preview?.lines.map { MappingPage.Row(line: $0.line, cells: $0.cells, isRead: $0.isRead) } ?? [],
            findings: preview?.findings.map { FindingLine($0, chrome.words) } ?? [], errors: FindingWords.errors(errors, otherwise: "name", p))
    }

    private func title(_ kind: String) -> String {
        (registry.kinds[kind]?.title ?? registry.aliases[kind]?.title)?.text(in: p.language) ?? kind
    }

    private var kinds: [Choice] { registry.kinds.values.map { Choice($0.name, $0.title.text(in: p.language)) }.sorted { ($0.title, $0.value) < ($1.title, $1.value) } }

    private func targets(_ kind: String) -> [Choice] {
        guard let kind = registry.resolve(kind)?.kind else { return [] }
        let own = kind.attributes.map { Choice(TableMapping.Target.attribute($0.name).code, $0.title.text(in: p.language)) }
        let around = registry.envelope.map { Choice(TableMapping.Target.envelope($0.name).code, $0.title.text(in: p.language)) }
        return [Choice(TableMapping.Target.occurredAt.code, p("mapping.occurredAt"))] + own + around
    }
}
