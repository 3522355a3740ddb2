import Domain
import Operations
import Pages
import Phrasebook
import RegulationEngine
import Storage

/// How frames and draws are shown.
struct DrawMap {
    let chrome: PageChrome
    let registry: EventRegistry

    private var language: Language { chrome.phrases.language }

    func line(_ item: Draws.Item) -> DrawsPage.Line {
        DrawsPage.Line(
            id: String(item.row.id), rule: item.ruleTitle.text(in: language), regulation: regulation(item), unit: item.unitName, frame: item.row.frame,
            isFrozen: item.row.state == .frozen, closesAt: item.row.closesAt, entries: item.counts.filter { $0.key != .left }.values.reduce(0, +),
            drawn: item.counts[.drawn] ?? 0, chosen: item.counts[.chosen] ?? 0)
    }

    func model(_ proof: Draws.Proof) -> DrawPage.Model {
        let (item, row) = (proof.item, proof.item.row)
        return DrawPage.Model(
            id: String(row.id), rule: item.ruleTitle.text(in: language), regulation: regulation(item), unit: item.unitName, frame: row.frame,
            isFrozen: row.state == .frozen, closesAt: row.closesAt, frozenAt: row.frozenAt, seed: row.seed, frameHash: row.frameHash, text: row.body,
            clauses: item.clauses, chosen: item.atLeast.map { (item.counts[.chosen] ?? 0, $0) },
            lines: proof.entries.map { line($0, proof) })
    }

    private func regulation(_ item: Draws.Item) -> String { item.regulation + " " + item.regulationTitle.text(in: language) }

    private func line(_ entry: DrawEntryRows.Row, _ proof: Draws.Proof) -> DrawPage.Line {
        let standing: DrawPage.Standing =
            switch entry.standing {
            case .waiting: .waiting
            case .drawn: entry.replaces == nil ? .drawn : .replacement
            case .notDrawn: .notDrawn
            case .chosen: .chosen
            case .left: .left
            }
        return DrawPage.Line(
            event: entry.event.description, name: entry.name, words: words(entry.name), stratum: entry.stratum, place: entry.place, standing: standing,
            reason: entry.standing == .left ? entry.reason.map { chrome.words.word("reason", $0) } : entry.reason,
            mayChoose: proof.mayChoose && (entry.standing == .waiting || entry.standing == .notDrawn), mayReplace: proof.replaceable.contains(entry.event))
    }

    /// The kind in words, and the numbers of the key.
    private func words(_ name: String) -> String {
        let parts = name.split(separator: " ", maxSplits: 1).map(String.init)
        guard parts.count == 2, let kind = registry.kinds[parts[0]] else { return name }
        return kind.title.text(in: language) + " " + parts[1]
    }
}
