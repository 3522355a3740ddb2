import Domain
import Operations
import Pages
import Phrasebook
import RegulationEngine
import Storage

/// Words for cases that several pages use.
struct CaseWords {
    let lines: Lines

    init(_ lines: Lines) { self.lines = lines }

    private var p: Phrases { lines.chrome.phrases }

    func title(_ row: CaseFileRows.Row) -> String {
        guard let summary = row.summary, !summary.isEmpty else { return lines.code(row.file.kind, of: "class", in: "feedbackReceived") }
        return String(summary.prefix(60))
    }

    func severity(_ code: String?) -> Tag? {
        guard let code else { return nil }
        return Tag(lines.code(code, of: "severity", in: "feedbackReceived"), tone: code == "major" ? .danger : code == "important" ? .warn : .plain)
    }

    func category(_ code: String) -> String { lines.code(code, of: "category", in: "feedbackReceived") }

    /// A common step, by the registry; the ends of a case by their own words.
    func step(_ code: String) -> String {
        switch code {
        case CaseStep.received: p("complaint.received")
        case CaseStep.closed: p("complaints.closed")
        case CaseStep.withdrawn: p("duties.stateWithdrawn")
        case "reopened": p("complaint.reopen")
        default: lines.code(code, of: "to", in: "caseAdvanced")
        }
    }

    func lastStep(_ item: Cases.Item) -> String? { item.stepTitle?.text(in: lines.language) ?? item.row.lastStep.map { step($0) } }

    static func state(_ row: CaseFileRows.Row) -> CaseState {
        switch row.file.stage {
        case .received: row.lastStep == "awaitingMaterial" || row.lastStep == "onHold" ? .waiting : .open
        case .closed: .closed
        case .withdrawn: .withdrawn
        case .merged: .merged
        }
    }

    func rest(_ amount: Int64, _ unit: String) -> String {
        switch unit {
        case "milliseconds": p("clocks.restMinutes", ["hours": .number(Int(amount / 3_600_000)), "minutes": .number(Int(amount / 60_000) % 60)])
        case "workdays": p("clocks.restWorkdays", ["n": .number(Int(amount))])
        default: p("clocks.restDays", ["n": .number(Int(amount))])
        }
    }
}
