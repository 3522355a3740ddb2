import Domain
import Operations
import Pages
import Phrasebook
import Storage

/// Entries of the journal in words.
struct JournalWords {
    let lines: Lines
    private var p: Phrases { lines.chrome.phrases }

    init(_ lines: Lines) { self.lines = lines }

    func line(_ line: Operations.JournalLine) -> Pages.JournalLine {
        Pages.JournalLine(
            sequence: String(line.id), recordedAt: line.recordedAt, occurredAt: line.occurredAt == line.recordedAt ? nil : line.occurredAt,
            actor: line.actor ?? p("journal.engine"), what: act(line.act), why: line.why, clause: line.clause)
    }

    func line(_ stored: StoredEntry) -> Pages.JournalLine {
        let entry = stored.entry
        return Pages.JournalLine(
            sequence: stored.link.map { String($0.position) } ?? String(entry.id), recordedAt: entry.recordedAt,
            occurredAt: entry.occurredAt == entry.recordedAt ? nil : entry.occurredAt, actor: stored.actorName ?? p("journal.engine"), what: act(entry.act),
            why: entry.why, clause: entry.clause, seal: stored.link.map { seal($0.hash) }, address: address(entry))
    }

    func act(_ name: String) -> String { lines.chrome.words.act(name) }

    private func seal(_ hash: [UInt8]) -> String {
        hash.prefix(6).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private func address(_ entry: JournalEntry) -> String? {
        if entry.act.hasPrefix("bulk."), let id = entry.other { return Address.bulk(String(id)) }
        return entry.followUp.map { Address.explanation(of: $0.description) } ?? entry.event.map { Address.event($0.description) }
            ?? entry.party.map { Address.party($0.description) } ?? entry.adoption.map { Address.adoption($0.description) }
    }
}
