import Domain
import Hummingbird
import Interop
import Operations
import Pages
import Phrasebook
import RegulationEngine
import Storage

extension SitePath {
    static let registers = SitePath("/registers")
    static let register = SitePath("/registers/{regulation}/{register}")
    static let registerPrint = SitePath("/registers/{regulation}/{register}/print")
    static let registerRows = SitePath("/registers/{regulation}/{register}/rows.csv")
    static let registerWorkbook = SitePath("/registers/{regulation}/{register}/rows.xlsx")
}

/// Registers: which there are, one sheet on the screen, on paper, in files.
struct RegisterRoutes: Sendable {
    static let perPage = 100
    /// Lines on paper at most: some eighty pages. What is longer goes into a file, or is printed unit by unit.
    static let perPrint = 2000
    static let batch = 1000

    let site: Site

    func add(to router: Router<Visit>) {
        router.get(SitePath.registers.route, use: list)
        router.get(SitePath.register.route, use: show)
        router.get(SitePath.registerPrint.route, use: printed)
        router.get(SitePath.registerRows.route) { [self] in try await rows($0, $1, as: .csv) }
        router.get(SitePath.registerWorkbook.route) { [self] in try await rows($0, $1, as: .workbook) }
    }

    @Sendable private func list(_ request: Request, _ visit: Visit) async throws -> Response {
        let (entries, forms) = try await site.work(visit) { (try Registers($0).list($1), try PrintedForms($0).list($1)) }
        return site.page(request, visit) { chrome in RegistersPage.render(map(chrome, visit).list(entries, forms: forms), chrome) }
    }

    @Sendable private func show(_ request: Request, _ visit: Visit) async throws -> Response {
        let question = try question(request, visit)
        let after = try request.query.text("after").flatMap(Int64.init)
        let sheet = try await site.work(visit) { try Registers($0).sheet(question, after: after, limit: Self.perPage, $1) }
        return site.page(request, visit) { chrome in RegisterPage.render(map(chrome, visit).page(sheet, question, isFirst: after == nil), chrome) }
    }

    @Sendable private func printed(_ request: Request, _ visit: Visit) async throws -> Response {
        let question = try question(request, visit)
        let sheet = try await site.work(visit) { try Registers($0).sheet(question, limit: Self.perPrint, $1) }
        return site.page(request, visit) { chrome in PrintedRegisterPage.render(map(chrome, visit).printed(sheet, question, visit.visitor), chrome) }
    }

    /// Every line of the period, however many.
    private func rows(_ request: Request, _ visit: Visit, as format: TableFormat) async throws -> Response {
        let question = try question(request, visit)
        let sheet = try await site.work(visit) { try Registers($0).sheet(question, limit: 1, counting: false, $1) }
        let phrases = site.phrases.phrases(in: visit.manners.language)
        let words = RegisterWords(site, phrases, visit.visitor?.context.zone ?? .shanghai, now: site.clock())
        let columns = sheet.columns.map { WorkbookWriter.Column(words.heading($0), width: Double(8 + 3 * ($0.width ?? 3))) }
        let name = "\(sheet.id)-\(DashboardMap.period(sheet.from))"
        let table = TableDownload(site: site, visit: visit, name: name, sheet: Self.sheetName(sheet.title.text(in: phrases.language)), columns: columns)
        return try await table.response(as: format) { (premises: Premises, context: Context, after: Int64?) in
            let page = try Registers(premises).sheet(question, after: after, limit: Self.batch, counting: false, context)
            return (rows: page.lines.map { $0.cells.map(words.cell) }, next: page.next)
        }
    }

    /// A workbook's sheet takes 31 characters, some of them not.
    private static func sheetName(_ title: String) -> String { String(title.filter { !"[]:*?/\\'".contains($0) }.prefix(31)) }

    private func question(_ request: Request, _ visit: Visit) throws -> RegisterQuestion {
        let query = try request.query
        return RegisterQuestion(
            id: try visit.name("register"), adoption: try visit.id("regulation"), day: query.text("period").flatMap { LocalDay(iso: $0 + "-01") },
            unit: query.id("unit", OrganisationUnit.self))
    }

    private func map(_ chrome: PageChrome, _ visit: Visit) -> RegisterMap {
        RegisterMap(chrome: chrome, words: RegisterWords(site, chrome.phrases, chrome.zone, now: chrome.now), reach: Reach(visit))
    }
}
