import Domain
import Operations
import Pages
import Phrasebook
import RegulationEngine
import Storage

/// An act that somebody else was faster with: the page comes back with what was written.
extension CaseMap {
    /// - Returns: nil where a refusal has nothing to do with others.
    static func code(ofClash error: any Error) -> String? {
        switch error {
        case Refusal.conflict(let code, _, _), Refusal.state(let code): code
        default: nil
        }
    }

    func clash(_ code: String, form: String, typed: Form) -> CaseClash {
        CaseClash(chrome.words.refusal(code), meanwhile: lastDone, written: offers(form) ? [] : written(typed))
    }

    private var lastDone: String? {
        let p = chrome.phrases
        if let step = details.steps.last {
            let title = step.title?.text(in: p.language) ?? CaseWords(lines).step(step.row.code)
            return p("complaint.lastDone", ["step": .text(title), "by": .text(step.staffName), "time": .text(chrome.words.full(step.row.recordedAt))])
        }
        return view.item.row.closedAt.map {
            p("complaint.lastDone", ["step": .text(p("complaints.closed")), "by": .text(view.closedName ?? ""), "time": .text(chrome.words.full($0))])
        }
    }

    /// Whether the form still stands on the page: then what was written stands in it.
    private func offers(_ form: String) -> Bool {
        let acts = acts
        switch CaseAct(rawValue: form) {
        case .steps: return !acts.steps.isEmpty
        case .sheets: return !acts.departments.isEmpty
        case .acceptance: return acts.mayAccept
        case .handover: return !acts.colleagues.isEmpty
        case .classification: return !acts.severities.isEmpty
        case .decisions: return acts.questions.contains(where: \.mayDecide)
        case .merge: return !acts.candidates.isEmpty
        case .split: return acts.maySplit
        case .closure: return acts.mayClose
        case .reopening: return acts.mayReopen
        case .withdrawal: return acts.mayWithdraw
        case .notes: return acts.mayNote
        case nil: return offersSheet(form)
        }
    }

    private func offersSheet(_ form: String) -> Bool {
        let parts = form.split(separator: ".")
        guard parts.count == 2, let act = SheetAct(rawValue: String(parts[0])), let sheet = sheets.first(where: { $0.id == parts[1] }) else { return false }
        return act == .answer ? sheet.mayAnswer : sheet.mayTake
    }

    private func written(_ typed: Form) -> [LabelledText] {
        let fields: [(name: String, label: PhraseKey)] = [
            ("note", "complaint.stepNote"), ("task", "sheets.task"), ("answer", "sheets.answer"), ("conclusion", "complaint.conclusion"),
            ("cause", "complaint.cause"), ("measure", "complaint.measure"), ("reason", "queue.reason"),
        ]
        return fields.compactMap { field in typed.text(field.name).map { LabelledText(chrome.phrases(field.label), $0) } }
    }
}
