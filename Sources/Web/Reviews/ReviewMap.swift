import Domain
import Operations
import Pages
import Phrasebook
import RegulationEngine
import Storage

/// How a record and its review are shown.
struct ReviewMap {
    let view: Operations.RecordView
    let lines: Lines
    let scope: Scope

    private var p: Phrases { lines.chrome.phrases }
    private var words: CivilWords { lines.chrome.words }
    private var language: Language { lines.language }

    func model(errors: [FieldError], comment: String) -> ReviewPage.Model {
        ReviewPage.Model(
            record: record, role: step.map { lines.role($0.by) } ?? "", isCommentRequired: step?.commentRequired ?? false, whyNot: whyNot,
            earlier: view.reviews.reversed().map(review), errors: errors, comment: comment)
    }

    private var step: ReviewStep? {
        view.rule.review.indices.contains(view.record.reviewStep) ? view.rule.review[view.record.reviewStep] : nil
    }

    private var whyNot: String? {
        if view.record.review != .awaiting { return p("reviews.notAwaiting") }
        if view.record.recordedBy == lines.me { return p("reviews.own") }
        return scope.allows(.review, in: view.record.unit) ? nil : p("reviews.otherUnit")
    }

    private func review(_ one: Operations.RecordView.ReviewView) -> TimelineEntry {
        TimelineEntry(.review, words.word("reviewVerdict", one.verdict), at: one.at, detail: one.reviewer, quote: one.comment)
    }

    var record: Pages.RecordView {
        Pages.RecordView(
            id: view.record.id.description, followUp: view.followUp.id.description, person: lines.person(view.party, phone: view.maskedPhone),
            partyID: lines.reach.party(of: view.record.unit) ? view.party?.id.description : nil, title: view.rule.title.text(in: language), form: view.form?.title.text(in: language) ?? p("record.contact"),
            review: Pages.RecordView.Review(view.record.review), facts: facts,
            answers: AnswerWords(form: view.form, answers: view.answers, chrome: lines.chrome).lines, signatures: view.signatures.map(signature),
            note: view.contact.contact.note)
    }

    private func signature(_ one: Operations.RecordView.SignatureView) -> String {
        let name = one.signature.name ?? words.word("signature", one.signature.level.rawValue)
        return p("record.signedBy", ["who": .text(words.word("signer", one.signature.by)), "name": .text(name)])
    }

    var facts: [LabelledText] {
        let contact = view.contact.contact
        let completion = Completion(window: view.followUp.followUp.window, doneAt: contact.occurredAt, recordedAt: contact.recordedAt)
        let timeliness: PhraseKey = completion.isInTime ? (completion.isEnteredLate ? "record.enteredLate" : "record.inTime") : "record.late"
        var facts = [
            LabelledText(p("record.occurredAt"), lines.chrome.words.full(contact.occurredAt)), LabelledText(p("record.timeliness"), p(timeliness)),
            LabelledText(p("console.channel"), words.word("channel", contact.channel.rawValue)), LabelledText(p("record.result"), lines.result(contact.result)),
        ]
        if contact.recordedAt != contact.occurredAt { facts.append(LabelledText(p("record.recordedAt"), lines.chrome.words.full(contact.recordedAt))) }
        if let who = contact.respondent { facts.append(LabelledText(p("console.respondent"), view.rule.reach?.title(of: who)?.text(in: language) ?? words.word("relation", who))) }
        facts.append(LabelledText(p("record.by"), view.staffName))
        if let why = contact.overrideReason { facts.append(LabelledText(p("record.overrideReason"), why)) }
        if let why = view.contact.lateReason { facts.append(LabelledText(p("record.lateReason"), why)) }
        return facts
    }
}

extension Pages.RecordView.Review {
    init(_ review: Record.Review) {
        self =
            switch review {
            case .notRequired: .notRequired
            case .awaiting: .awaiting
            case .returned: .returned
            case .signedOff: .signedOff
            }
    }
}
