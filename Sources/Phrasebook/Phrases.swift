import Domain

/// What fills a place of a sentence: words as they are, or a number, written with its grouping.
public enum PhraseValue: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    case text(String)
    case number(Int)

    public init(stringLiteral value: String) { self = .text(value) }
    public init(integerLiteral value: Int) { self = .number(value) }
}

/// The sentences of one language: `phrases("page.found", ["n": .number(12)])`. The place `n` chooses the
/// plural form. A key without a sentence shows as itself in double angle brackets, to be seen and mended.
public struct Phrases: Sendable {
    public let catalogue: PhraseCatalogue

    public init(_ catalogue: PhraseCatalogue) { self.catalogue = catalogue }

    public var language: Language { catalogue.language }

    public func callAsFunction(_ key: PhraseKey) -> String { self(key, [:]) }

    public func callAsFunction(_ key: PhraseKey, _ values: [String: PhraseValue]) -> String {
        guard let phrase = phrase(key, values) else { return "«\(key)»" }
        return phrase.filled { name in values[name].map(written) }
    }

    /// The sentence itself, for callers that fill its places with more than text.
    public func phrase(_ key: PhraseKey, _ values: [String: PhraseValue] = [:]) -> Phrase? {
        if case .number(let count)? = values["n"] { return catalogue.phrase(key, count: count) }
        return catalogue.phrase(key)
    }

    /// A value as it is written in this language.
    public func written(_ value: PhraseValue) -> String {
        switch value {
        case .text(let text): text
        case .number(let number): self.number(number)
        }
    }
}
