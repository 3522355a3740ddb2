import Domain
import Hummingbird
import Interop
import Operations
import Phrasebook
import Statistics
import Storage

/// Every row of a figure as a table to download.
struct FigureExport: Sendable {
    let site: Site
    let visit: Visit
    let slice: Dashboard.Slice

    static let batch = 2000

    func response(name: String, as format: TableFormat) async throws -> Response {
        let export = self
        let phrases = site.phrases.phrases(in: visit.manners.language)
        let columns = Self.columns.map { WorkbookWriter.Column(phrases($0.key), width: $0.width) }
        let table = TableDownload(site: site, visit: visit, name: name, sheet: phrases("export.sheet"), columns: columns)
        return try await table.response(as: format) { premises, context, after in
            let page = try Dashboard(premises).rows(export.slice, after: after, limit: Self.batch, context)
            return (rows: page.items.map { Self.row($0, phrases) } + page.exempt.map { Self.row($0, phrases) }, next: page.next)
        }
    }

    private static let columns: [(key: PhraseKey, width: Double)] = [
        ("export.followUp", 22), ("export.rule", 24), ("export.nth", 8), ("export.person", 14), ("export.number", 14), ("export.matter", 16), ("export.unit", 16),
        ("export.assignee", 12), ("export.cohort", 12), ("export.opens", 18), ("export.due", 18), ("export.state", 12), ("export.doneAt", 18),
        ("export.attempts", 10), ("export.reason", 30),
    ]

    /// Numbers that name something stay texts: a spreadsheet rounds beyond 15 digits.
    private static func row(_ item: QueueItem, _ phrases: Phrases) -> [TableCell] {
        let f = item.row.followUp
        return [
            .text(f.id.description), .text(item.ruleTitle.text(in: phrases.language)), .count(f.occurrence), .text(item.partyName ?? ""), .text(item.partyNumber ?? ""),
            .text(item.matterNumber ?? ""), .text(item.unitName), .text(item.assigneeName ?? ""), .day(item.row.cohortDay), .moment(f.window.opens), .limit(f.window.due),
            .text(phrases(PhraseKey("followUpState." + f.state.rawValue))), item.row.doneAt.map(TableCell.moment) ?? .empty, .count(item.row.attempts), .empty,
        ]
    }

    private static func row(_ exempt: FigureRecords.Exempt, _ phrases: Phrases) -> [TableCell] {
        [
            .empty, .text(exempt.ruleTitle.text(in: phrases.language)), .empty, .text(exempt.partyName ?? ""), .empty, .empty, .text(exempt.unitName), .empty,
            .day(exempt.cohort), .empty, .empty, .text(phrases("followUpState.exempt")), .empty, .empty, .text(exempt.clause ?? exempt.reason ?? ""),
        ]
    }
}
