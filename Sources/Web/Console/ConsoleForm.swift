import Domain
import Operations
import Pages
import Phrasebook
import Storage

/// The questions of the console: of the follow-up in hand, and of those that are settled with it.
struct ConsoleForm {
    private let map: ConsoleMap

    init(_ map: ConsoleMap) { self.map = map }

    var sections: [FormSection] {
        let own = map.view.form.map { [section($0, followUp: nil)] } ?? []
        return own + map.view.alsoOpen.compactMap { also in also.form.map { section($0, followUp: also.item.row.id.description) } }
    }

    private func section(_ form: Domain.Form, followUp: String?) -> FormSection {
        let prefix = followUp.map { "answer.\($0)." } ?? "answer."
        return FormSection(form.title.text(in: map.language), followUp: followUp, questions: form.fields.map { question($0, prefix) })
    }

    private func question(_ field: FormField, _ prefix: String) -> Question {
        Question(
            id: field.id, label: field.label.text(in: map.language), ask: field.ask?.text(in: map.language), kind: kind(field),
            isRequired: field.requirement == .required, values: map.entered.all(prefix + field.id), shownWhen: field.shownWhen)
    }

    private func kind(_ field: FormField) -> Question.Kind {
        switch field.kind {
        case .text, .staff: .text
        case .longText, .promise: .longText
        case .number, .quantity: .number(minimum: field.minimum, maximum: field.maximum, unit: field.unit?.text(in: map.language))
        case .date: .date
        case .dateTime: .dateTime
        case .flag: .flag
        case .choice: .choice(options(field))
        case .several: .several(options(field))
        case .satisfaction: .satisfaction(options(field))
        case .scale: .scale(from: Int(field.minimum ?? 0), to: Int(field.maximum ?? 10), low: words(field.options.first), high: words(field.options.dropFirst().last))
        // Known from the event: an attribute of the same name.
        case .given: .given(EventWords(map.view.event, map.lines).value(of: field.id) ?? "")
        }
    }

    private func options(_ field: FormField) -> [Question.Option] {
        field.options.map { Question.Option($0.code, $0.label.text(in: map.language), isAlert: $0.isAlert) }
    }

    private func words(_ option: FieldOption?) -> String? { option?.label.text(in: map.language) }
}
