import Domain
import Operations
import Pages
import Phrasebook
import Storage

/// How imports are shown.
struct ImportMap {
    let chrome: PageChrome
    let lines: Lines
    let runner: ImportRunner

    private var p: Phrases { chrome.phrases }

    func list(_ items: [ImportReading.Item], _ turn: PageTurn, limit: Int, _ findings: [Finding]) -> ImportsPage.Model {
        ImportsPage.Model(
            kinds: kinds, runs: items.map(run), turn: turn, limit: size(limit), headings: headings, errors: FindingWords.errors(findings, otherwise: "file", p))
    }

    func one(_ view: ImportReading.View, after: Int64, mayExecute: Bool) -> ImportPage.Model {
        let row = view.item.row
        let address = Address.importRun(String(row.id))
        let turn = PageTurn(next: view.next.map { Address.query(address, [("after", String($0))]) }, first: after == 0 ? nil : address)
        return ImportPage.Model(
            run: run(view.item), mapping: [], ignoredHeadings: [], findings: view.findings.map { FindingLine($0.finding, chrome.words) },
            findingsTotal: max(view.findings.count, row.rejected), turn: turn, sameAs: view.sameAs.map(String.init), mayExecute: mayExecute)
    }

    func run(_ item: ImportReading.Item) -> ImportRun {
        let row = item.row
        return ImportRun(
            id: String(row.id), fileName: row.fileName, kind: kind(row.content), by: item.by ?? p("journal.engine"), startedAt: row.startedAt, state: state(row),
            counts: ImportRun.Counts(new: row.new, same: row.same, corrected: row.corrected, rejected: row.rejected))
    }

    private func kind(_ content: String) -> String { content == FileImport.messages ? p("imports.messages") : lines.event(content) }

    /// One that is neither done nor at work here was interrupted: the same file again goes on.
    private func state(_ row: ImportRows.Row) -> ImportRun.State {
        switch row.state {
        case .running where runner.isRunning(row.id):
            .running(read: row.new + row.same + row.corrected + row.rejected, share: row.bytes > 0 ? Double(row.readBytes) / Double(row.bytes) : nil)
        case .running: .interrupted
        case .failed: .refused
        case .done: row.isDryRun ? .dryRun : row.rejected > 0 ? .doneWithFindings : .done
        }
    }

    private var kinds: [Choice] {
        lines.registry.kinds.values.map { Choice($0.name, $0.title.text(in: lines.language)) }.sorted { $0.title < $1.title }
    }

    /// The columns that each kind needs, by the first heading under which each is known.
    private var headings: [LabelledText] {
        lines.registry.kinds.values.sorted { $0.name < $1.name }.map { kind in
            let needed = kind.attributes.filter { $0.isRequired || kind.naturalKey.contains($0.name) }.map { $0.headings.first ?? $0.title.text(in: lines.language) }
            return LabelledText(kind.title.text(in: lines.language), ((kind.occurredHeadings.first.map { [$0] } ?? []) + needed).joined(separator: ", "))
        }
    }

    private func size(_ bytes: Int) -> String { bytes >= 1 << 30 ? "\(bytes >> 30) GB" : "\(max(1, bytes >> 20)) MB" }
}
