/// The reference of a grammar in Markdown: a heading and a table for each kind of mapping.
package enum GrammarReference {
    package static func markdown(of sections: [Section]) -> String {
        sections.map(section).joined(separator: "\n")
    }

    private static func section(_ section: Section) -> String {
        let rows = section.keys.map { key in
            "| `\(key.name)` | \(shape(key.shape)) | \(key.meaning)\(note(key)) |"
        }
        return "### \(section.name)\n\n\(section.meaning)\n\n| key | what stands there | meaning |\n|---|---|---|\n" + rows.joined(separator: "\n") + "\n"
    }

    private static func note(_ key: Key) -> String {
        switch key.need {
        case .required: "; **required**"
        case .optional: ""
        case .later: "; *read, not run yet*"
        }
    }

    private static func shape(_ shape: Shape) -> String {
        switch shape {
        case .text: "text"
        case .wording: "[wording](#wording)"
        case .integer: "whole number"
        case .decimal: "number"
        case .percent: "share such as `30%`"
        case .period: "period such as `3 days`"
        case .flag: "`true` or `false`"
        case .timeOfDay: "time such as `\"17:30\"`"
        case .timeSpan: "span such as `\"09:00-11:30\"`"
        case .day: "day such as `\"2026-10-01\"`"
        case .moment: "day or moment such as `\"2026-10-01 09:00\"`"
        case .word(let words): words.map { "`\($0)`" }.joined(separator: ", ")
        case .name(let what): "name of \(article(what)) \(what)"
        case .condition: "[condition](#condition)"
        case .figure(let inner): self.shape(inner) + ", or `$parameter`"
        case .list(let inner): "list of: " + self.shape(inner)
        case .oneOrMany(let inner): self.shape(inner) + "; one or a list"
        case .section(let name): "[\(name)](#\(name.lowercased()))"
        case .named(let inner): "names, each with: " + self.shape(inner)
        case .either(let shapes): shapes.map { self.shape($0) }.joined(separator: "; or ")
        case .anything: "anything"
        }
    }

    private static func article(_ word: String) -> String { "aeiou".contains(word.first ?? " ") ? "an" : "a" }
}
