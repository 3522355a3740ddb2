import Domain
import Operations
import Phrasebook

/// What a form of a case does; the name is the last part of its address.
enum CaseAct: String, Sendable, CaseIterable {
    case steps, sheets, acceptance, handover, classification, decisions, merge, split, closure, reopening, withdrawal, notes

    var flash: PhraseKey {
        switch self {
        case .steps, .notes: "flash.noted"
        case .sheets: "flash.sheetSent"
        case .acceptance: "flash.caseAccepted"
        case .handover: "flash.caseOffered"
        case .classification: "flash.caseClassified"
        case .decisions: "flash.decided"
        case .merge: "flash.caseMerged"
        case .split: "flash.caseSplit"
        case .closure: "flash.caseClosed"
        case .reopening: "flash.caseReopened"
        case .withdrawal: "flash.caseWithdrawn"
        }
    }

    func carryOut(on id: CaseFileID, _ form: Form, _ premises: Premises, _ context: Context) throws {
        let (cases, reason) = (CaseHandling(premises), form["reason"] ?? "")
        switch self {
        case .steps: try cases.take(form.text("step") ?? "", on: id, at: form.moment("at", in: context.zone), note: form.text("note"), context)
        case .sheets:
            let lead: UnitID? = form.id("lead")
            let units = [lead].compactMap(\.self) + form.ids("units").filter { $0 != lead }
            try cases.pass(id, to: units, task: form["task"] ?? "", due: form.moment("due", in: context.zone), context)
        case .acceptance: try cases.accept(id, context)
        case .handover:
            guard let staff: StaffID = form.id("staff") else { throw Refusal.missing("staff") }
            try cases.handOver(id, to: staff, note: form.text("note"), context)
        case .classification: try cases.classify(id, severity: form.text("severity"), category: form.text("category"), reason: reason, context)
        case .decisions:
            guard let question = form.text("question"), let option = form.text("option") else { throw Refusal.missing("option") }
            try cases.decide(question, option: option, on: id, reason: reason, context)
        case .merge:
            guard let kept: CaseFileID = form.id("into") else { throw Refusal.missing("into") }
            try cases.merge(id, into: kept, reason: reason, context)
        case .split: try cases.split(id, reason: reason, context)
        case .closure:
            let closing = Cases.Closing(
                conclusion: form["conclusion"] ?? "", cause: form.text("cause"), measure: form.text("measure"), proven: form.text("proven"),
                repliedAt: form.moment("repliedAt", in: context.zone))
            try Cases(premises).close(id, closing, context)
        case .reopening: try Cases(premises).reopen(id, reason: reason, context)
        case .withdrawal: try cases.withdraw(id, reason: reason, context)
        case .notes: try Cases(premises).addNote(form["note"] ?? "", to: id, context)
        }
    }
}

/// What a department does with its sheet.
enum SheetAct: String, Sendable, CaseIterable {
    case acceptance, giveBack = "return", answer

    var flash: PhraseKey {
        switch self {
        case .acceptance: "flash.sheetAccepted"
        case .giveBack: "flash.sheetReturned"
        case .answer: "flash.sheetAnswered"
        }
    }

    func carryOut(on sheet: Int64, _ form: Form, _ premises: Premises, _ context: Context) throws {
        let cases = CaseHandling(premises)
        switch self {
        case .acceptance: try cases.acceptSheet(sheet, context)
        case .giveBack: try cases.giveBack(sheet, reason: form["reason"] ?? "", context)
        case .answer: try cases.answer(sheet, text: form["answer"] ?? "", context)
        }
    }
}
