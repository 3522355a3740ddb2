import Domain

/// What a phrase file says, line by line: `key = text`, `#` begins a comment, blank lines are nothing.
/// `\n` in a text is a line break, `\\` a backslash, `\s` a space at either end. A key may end in a plural category in brackets:
/// `page.found[one]`. Everything else is a fault, with its line.
public struct PhraseFile: Sendable {
    public struct Entry: Sendable, Hashable {
        public let key: PhraseKey
        public let category: PluralCategory?
        public let phrase: Phrase
        public let line: Int
    }

    public struct Fault: Error, Sendable, Hashable, CustomStringConvertible {
        public enum Reason: String, Sendable { case noEqualsSign, badKey, unknownCategory, emptyText, badPlace }
        public let line: Int
        public let reason: Reason
        public var description: String { "line \(line): \(reason.rawValue)" }
    }

    public let entries: [Entry]

    public init(_ text: String) throws(Fault) {
        var entries: [Entry] = []
        var number = 0
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            number += 1
            let trimmed = Self.trimmed(line)
            if trimmed.isEmpty || trimmed.hasPrefix("#") { continue }
            entries.append(try Self.entry(trimmed, line: number))
        }
        self.entries = entries
    }

    private static func entry(_ text: Substring, line: Int) throws(Fault) -> Entry {
        guard let sign = text.firstIndex(of: "=") else { throw Fault(line: line, reason: .noEqualsSign) }
        let (key, category) = try name(trimmed(text[..<sign]), line: line)
        let words = unescaped(trimmed(text[text.index(after: sign)...]))
        if words.isEmpty { throw Fault(line: line, reason: .emptyText) }
        guard let phrase = Phrase(words) else { throw Fault(line: line, reason: .badPlace) }
        return Entry(key: key, category: category, phrase: phrase, line: line)
    }

    private static func name(_ text: Substring, line: Int) throws(Fault) -> (PhraseKey, PluralCategory?) {
        var key = text
        var category: PluralCategory?
        if text.hasSuffix("]"), let bracket = text.firstIndex(of: "[") {
            category = PluralCategory(rawValue: String(text[text.index(after: bracket)...].dropLast()))
            if category == nil { throw Fault(line: line, reason: .unknownCategory) }
            key = text[..<bracket]
        }
        let isKey = key.first?.isLetter == true && key.contains(".")
            && key.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") }
        if !isKey { throw Fault(line: line, reason: .badKey) }
        return (PhraseKey(String(key)), category)
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var rest = text
        while let first = rest.first, first.isWhitespace || first == "\u{feff}" { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return rest
    }

    private static func unescaped(_ text: Substring) -> String {
        var out = ""
        var rest = text
        while let character = rest.popFirst() {
            guard character == "\\", let next = rest.popFirst() else {
                out.append(character)
                continue
            }
            switch next {
            case "n": out.append("\n")
            case "s": out.append(" ")
            default: out.append(next)
            }
        }
        return out
    }
}
