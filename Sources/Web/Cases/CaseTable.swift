import Domain
import Hummingbird
import Interop
import Operations
import Pages
import Phrasebook
import Storage

extension SitePath {
    static let complaintRows = SitePath("/complaints/rows.csv")
    static let complaintWorkbook = SitePath("/complaints/rows.xlsx")
}

/// Every row of a list of cases as a file. `GET /complaints/rows.csv?show=` and `rows.xlsx`
struct CaseTable: Sendable {
    static let batch = 500

    let site: Site

    func add(to router: Router<Visit>) {
        router.get(SitePath.complaintRows.route) { [self] in try await rows($0, $1, as: .csv) }
        router.get(SitePath.complaintWorkbook.route) { [self] in try await rows($0, $1, as: .workbook) }
    }

    private func rows(_ request: Request, _ visit: Visit, as format: TableFormat) async throws -> Response {
        let show: ComplaintsPage.Show = try request.query.code("show") ?? .mine
        let phrases = site.phrases.phrases(in: visit.manners.language)
        let words = CaseWords(Lines(Chrome(site: site, visit: visit, request: request).page, site, visit))
        let columns = Self.columns.map { WorkbookWriter.Column(phrases($0.key), width: $0.width) }
        let table = TableDownload(site: site, visit: visit, name: "cases-" + show.rawValue, sheet: phrases("nav.complaints"), columns: columns)
        return try await table.response(as: format) { (premises: Premises, context: Context, after: String?) in
            let listed = try CaseListing(premises: premises, context: context, show: show).page(after: after, limit: Self.batch)
            return (rows: listed.items.map { Self.row($0.item, $0.task, words, phrases) }, next: listed.next)
        }
    }

    private static let columns: [(key: PhraseKey, width: Double)] = [
        ("complaints.number", 20), ("complaints.complaint", 40), ("complaints.person", 14), ("complaints.unit", 16), ("complaints.owner", 14), ("reception.severity", 10),
        ("complaint.category", 14), ("imports.state", 12), ("complaints.openedAt", 18), ("queue.limit", 18), ("complaints.lastStep", 16), ("sheets.task", 40),
        ("complaint.conclusion", 40),
    ]

    private static func row(_ item: Cases.Item, _ task: String?, _ words: CaseWords, _ p: Phrases) -> [TableCell] {
        let (row, file) = (item.row, item.row.file)
        func text(_ text: String?) -> TableCell { text.map(TableCell.text) ?? .empty }
        return [
            .text(file.number), text(row.summary), text(item.partyName), .text(item.unitName), text(item.ownerName ?? row.role.map { p.role($0) }),
            text(words.severity(file.severity)?.text), text(row.category.map { words.category($0) }), .text(p(CaseWords.state(row).title)), .moment(file.openedAt),
            row.nextDueAt.map(TableCell.limit) ?? .empty, text(words.lastStep(item)), text(task), text(row.conclusion),
        ]
    }
}
