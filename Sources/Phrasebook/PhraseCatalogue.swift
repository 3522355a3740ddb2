import Domain

/// Every sentence of the interface in one language.
public struct PhraseCatalogue: Sendable {
    public let language: Language
    private let phrases: [PhraseKey: [PluralCategory: Phrase]]

    /// The catalogue made of the texts of its files; where two give the same key, the later one holds.
    public init(_ language: Language, files: [String]) throws(PhraseFile.Fault) {
        var phrases: [PhraseKey: [PluralCategory: Phrase]] = [:]
        for file in files {
            for entry in try PhraseFile(file).entries {
                phrases[entry.key, default: [:]][entry.category ?? .other] = entry.phrase
            }
        }
        (self.language, self.phrases) = (language, phrases)
    }

    public var keys: [PhraseKey] { phrases.keys.sorted() }

    /// The sentence under `key` in the form that `count` asks for; nil when the catalogue has none.
    public func phrase(_ key: PhraseKey, count: Int? = nil) -> Phrase? {
        guard let forms = phrases[key] else { return nil }
        guard let count else { return forms[.other] }
        return forms[PluralCategory(of: count, in: language)] ?? forms[.other]
    }

    /// The plural forms that are written down for `key`.
    public func forms(of key: PhraseKey) -> [PluralCategory: Phrase] { phrases[key] ?? [:] }
}

/// The catalogues of all languages. Whoever assembles the program reads the files and hands in their texts.
public struct PhraseCatalogues: Sendable {
    private let catalogues: [Language: PhraseCatalogue]

    /// A file that cannot be read as phrases: its language and what is wrong in which line.
    public struct Fault: Error, Sendable, CustomStringConvertible {
        public let language: Language
        public let fault: PhraseFile.Fault
        public var description: String { "\(language.rawValue): \(fault)" }
    }

    /// `texts` are the contents of `Share/phrases/<language>/*.properties`, in the order of their names.
    public init(texts: [Language: [String]]) throws(Fault) {
        var catalogues: [Language: PhraseCatalogue] = [:]
        for language in Language.allCases {
            do throws(PhraseFile.Fault) {
                catalogues[language] = try PhraseCatalogue(language, files: texts[language] ?? [])
            } catch {
                throw Fault(language: language, fault: error)
            }
        }
        self.catalogues = catalogues
    }

    /// The sentences in `language`.
    public func phrases(in language: Language) -> Phrases {
        // Every language has its catalogue since `init`, be it an empty one.
        Phrases(catalogues[language]!)
    }
}
