import Domain
import Operations
import Pages
import Phrasebook
import Statistics

/// Cells of a register in words: the same on the screen, on paper and in files.
struct RegisterWords {
    let phrases: Phrases
    let words: CivilWords
    let results: [ContactResult]

    init(_ site: Site, _ phrases: Phrases, _ zone: CivilZone, now: Instant) {
        (self.phrases, words) = (phrases, CivilWords(phrases, zone: zone, now: now))
        results = site.premises.library.results
    }

    init(_ lines: Lines) { (phrases, words, results) = (lines.chrome.phrases, lines.chrome.words, lines.results) }

    func text(_ value: RegisterValue) -> String {
        switch value {
        case .none: ""
        case .text(let text): text
        case .wording(let text): text.text(in: phrases.language)
        case .count(let count): String(count)
        case .number(let number): Self.number(number)
        case .flag(let flag): phrases(flag ? "console.yes" : "console.no")
        case .day(let day): day.iso
        case .moment(let moment): words.full(moment)
        case .limit(let moment): words.fullLimit(moment)
        case .rate(let rate): phrases.percent(rate.numerator, of: rate.denominator)
        case .word(let room, let code): words.word(room, code)
        case .result(let code): results.first { $0.code == code }?.title.text(in: phrases.language) ?? code
        case .several(let values): values.map(text).filter { !$0.isEmpty }.joined(separator: phrases("layout.semicolon"))
        case .hidden: "***"
        }
    }

    /// For files: what is a number or a moment stays one.
    func cell(_ value: RegisterValue) -> TableCell {
        switch value {
        case .none: .empty
        case .count(let count): .count(count)
        case .day(let day): .day(day)
        case .moment(let moment): .moment(moment)
        case .limit(let moment): .limit(moment)
        default: .text(text(value))
        }
    }

    private static func number(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
    }

    func heading(_ column: RegisterSheet.Column) -> String {
        column.heading?.text(in: phrases.language) ?? words.word("registerColumn", column.from)
    }

    /// Boxes above the fields of a form, three to a row.
    func rows(_ boxes: [PrintedForms.Box]) -> [PrintedRecordPage.HeadRow] {
        let all = boxes.map { LabelledText($0.heading?.text(in: phrases.language) ?? words.word("registerColumn", $0.name), text($0.value)) }
        return stride(from: 0, to: all.count, by: 3).map { PrintedRecordPage.HeadRow(Array(all[$0..<min($0 + 3, all.count)])) }
    }

    static func isNumber(_ values: some Sequence<RegisterValue>) -> Bool {
        values.contains { value in
            switch value {
            case .count, .number, .rate: true
            default: false
            }
        }
    }
}
