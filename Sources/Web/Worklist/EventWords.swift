import Domain
import Pages
import Phrasebook
import RegulationEngine

/// What an event says, attribute by attribute, in the words of the registry. Numbers of people and addresses are not among them.
struct EventWords {
    let event: Event
    let lines: Lines

    init(_ event: Event, _ lines: Lines) { (self.event, self.lines) = (event, lines) }

    var kind: EventKind? { lines.registry.kinds[event.kind] }

    var title: String { kind?.title.text(in: lines.language) ?? event.kind }

    var facts: [LabelledText] {
        guard let kind else { return [] }
        let hidden: Set<AttributeDefinition.Kind> = [.phone, .address]
        let silent = event.kind == RoundRule.kind ? RoundRule.bookkeeping : []
        return kind.attributes.filter { !hidden.contains($0.kind) && !silent.contains($0.name) && !isEmpty($0.name) }.compactMap { definition in
            event.attributes[definition.name].map { LabelledText(definition.title.text(in: lines.language), words($0, definition)) }
        }
    }

    private func isEmpty(_ name: String) -> Bool { event.attributes[name] == .text("") || event.attributes[name] == .list([]) }

    /// One attribute in words; nil when the event does not say it.
    func value(of name: String) -> String? {
        guard let definition = kind?.attribute(name), let value = event.attributes[name] else { return nil }
        return words(value, definition)
    }

    private func words(_ value: AttributeValue, _ definition: AttributeDefinition) -> String {
        switch value {
        case .text(let text): code(text, definition)
        case .number(let number): number == number.rounded() ? lines.chrome.phrases.number(Int(number)) : String(number)
        case .flag(let flag): lines.chrome.phrases(flag ? "console.yes" : "console.no")
        case .day(let day): day.iso
        case .instant(let instant): lines.chrome.words.full(instant)
        case .list(let texts): texts.map { code($0, definition) }.joined(separator: ", ")
        }
    }

    private func code(_ text: String, _ definition: AttributeDefinition) -> String {
        definition.codes.first { $0.code == text }?.title.text(in: lines.language) ?? text
    }
}
