import Foundation

/// Strikes names and numbers out of a text that is passed on without saying who it was: each becomes three dots.
///
/// Known names are struck wherever they stand, longer ones first; so is every run of seven digits or more, such as a phone or an identity number. What a text
/// tells of a person in other words stays: whoever publishes it still reads it.
struct NameVeil {
    private static let dots = "\u{2026}"
    private static let shortestNumber = 7
    private let names: [String]

    /// - Parameter names: those of a single character are left alone; they would strike out half the text.
    init(_ names: [String]) { self.names = Set(names).filter { $0.count > 1 }.sorted { ($1.count, $0) < ($0.count, $1) } }

    func over(_ text: String) -> String { withoutNumbers(names.reduce(text) { $0.replacingOccurrences(of: $1, with: Self.dots) }) }

    private func withoutNumbers(_ text: String) -> String {
        var (result, digits) = ("", "")
        func settle() {
            result += digits.count >= Self.shortestNumber ? Self.dots : digits
            digits = ""
        }
        for character in text {
            if character.isWholeNumber { digits.append(character) } else { settle(); result.append(character) }
        }
        settle()
        return result
    }
}
