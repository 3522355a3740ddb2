import Domain
import Foundation
import Operations
import Pages
import Phrasebook
import RegulationEngine
import Storage

/// A record as the paper form.
struct PrintMap {
    let view: Operations.RecordView
    let lines: Lines
    let visitor: Visitor?
    /// The boxes that the form asks for; empty = what is usual.
    var boxes: [PrintedForms.Box] = []

    private var p: Phrases { lines.chrome.phrases }
    private var words: CivilWords { lines.chrome.words }
    private var cells: RegisterWords { RegisterWords(lines) }
    private var language: Language { lines.language }

    var model: PrintedRecordPage.Model {
        PrintedRecordPage.Model(
            organisation: visitor?.organisation.name ?? "", title: view.form?.title.text(in: language) ?? view.rule.title.text(in: language),
            formNumber: view.form?.code ?? "\(view.regulationID)-\(view.record.form)-\(view.editionNumber)", recordNumber: view.record.serial, head: boxes.isEmpty ? head : cells.rows(boxes),
            answers: AnswerWords(form: view.form, answers: view.answers, chrome: lines.chrome).printed, blocks: blocks, signatures: signatures,
            printedBy: visitor?.context.actor.name ?? "", printedAt: lines.chrome.now, note: view.form?.note?.text(in: language))
    }

    private var head: [PrintedRecordPage.HeadRow] {
        let person = lines.person(view.party, phone: view.maskedPhone)
        let who = [
            LabelledText(p("queue.who"), person.name), LabelledText(p("console.partyNumber"), view.party?.number ?? view.matterNumber ?? ""),
            LabelledText(p("print.phone"), view.maskedPhone ?? ""),
        ]
        let what = [
            LabelledText(p("queue.whichUnit"), view.unitName), LabelledText(p("console.event"), EventWords(view.event, lines).title),
            LabelledText(p("explain.followUp"), view.rule.title.text(in: language)),
        ]
        let facts = ReviewMap(view: view, lines: lines, scope: Scope(units: [:])).facts
        let rows = stride(from: 0, to: facts.count, by: 3).map { Array(facts[$0..<min($0 + 3, facts.count)]) }
        return ([who, what] + rows).map { PrintedRecordPage.HeadRow($0) }
    }

    private var blocks: [LabelledText] {
        let note = view.contact.contact.note.map { [LabelledText(p("console.note"), $0)] } ?? []
        let reviews = view.reviews.map { LabelledText(p("print.review", ["name": .text($0.reviewer)]), $0.comment ?? words.word("reviewVerdict", $0.verdict)) }
        return note + reviews
    }

    private var signatures: [PrintedSignature] {
        let given = view.signatures.map { one in
            PrintedSignature(words.word("signer", one.signature.by), name: one.signature.name, at: one.signature.at, strokes: Strokes.read(one.strokes))
        }
        let staff = given.isEmpty ? [PrintedSignature(p("signer.followUpStaff"), name: view.staffName, at: view.record.recordedAt)] : given
        return staff + view.reviews.map { PrintedSignature(p("print.reviewer"), name: $0.reviewer, at: $0.at) }
    }
}

/// Strokes as the page drew them: lists of points, in JSON. What cannot be read is drawn as nothing.
enum Strokes {
    static func read(_ text: String?) -> [[(x: Double, y: Double)]] {
        guard let text, let strokes = try? JSONDecoder().decode([[[Double]]].self, from: Data(text.utf8)) else { return [] }
        return strokes.map { stroke in stroke.filter { $0.count >= 2 }.map { (x: $0[0], y: $0[1]) } }
    }
}
