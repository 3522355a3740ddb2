import Domain
import Pages
import Phrasebook

/// Answers of a record in words, in the order of the form.
struct AnswerWords {
    let form: Domain.Form?
    let answers: [String: Answer]
    let chrome: PageChrome

    private var language: Language { chrome.phrases.language }

    var lines: [Pages.RecordView.AnswerLine] {
        answered.map { field, answer in Pages.RecordView.AnswerLine(field.label.text(in: language), words(answer, field), isAlert: isAlert(answer, field)) }
    }

    /// For paper: choices as boxes with ticks, everything else as words.
    var printed: [(question: String, answer: PrintedRecordPage.Answer)] {
        (form?.fields ?? []).filter { $0.kind != .given }.map { field in (field.label.text(in: language), print(answers[field.id], field)) }
    }

    /// By the name of the field, for comparing.
    var byField: [String: String] { Dictionary(answered.map { ($0.0.id, words($0.1, $0.0)) }, uniquingKeysWith: { a, _ in a }) }

    private var answered: [(FormField, Answer)] {
        let asked = form?.fields.compactMap { field in answers[field.id].map { (field, $0) } } ?? []
        let known = Set(form?.fields.map(\.id) ?? [])
        let beside = answers.filter { !known.contains($0.key) }.sorted { $0.key < $1.key }.map { name, answer in
            (FormField(id: name, label: LocalizedText(simplified: chrome.words.word("beside", name)), kind: .text), answer)
        }
        return asked + beside
    }

    private func words(_ answer: Answer, _ field: FormField) -> String {
        switch answer {
        case .code(let code): title(code, field)
        case .codes(let codes): codes.map { title($0, field) }.joined(separator: ", ")
        case .number(let number): number == number.rounded() && abs(number) < 1e15 ? chrome.phrases.number(Int(number)) : String(number)
        case .text(let text): text
        case .flag(let flag): chrome.phrases(flag ? "console.yes" : "console.no")
        case .day(let day): day.iso
        case .instant(let instant): chrome.words.full(instant)
        }
    }

    private func title(_ code: String, _ field: FormField) -> String {
        field.options.first { $0.code == code }?.label.text(in: language) ?? code
    }

    private func isAlert(_ answer: Answer, _ field: FormField) -> Bool {
        let chosen: [String] =
            switch answer {
            case .code(let code): [code]
            case .codes(let codes): codes
            default: []
            }
        return field.options.contains { $0.isAlert && chosen.contains($0.code) }
    }

    private func print(_ answer: Answer?, _ field: FormField) -> PrintedRecordPage.Answer {
        guard !field.options.isEmpty else { return .words(answer.map { words($0, field) } ?? "") }
        let chosen: [String] =
            switch answer {
            case .code(let code): [code]
            case .codes(let codes): codes
            default: []
            }
        return .boxes(field.options.map { ($0.label.text(in: language), chosen.contains($0.code)) })
    }
}
