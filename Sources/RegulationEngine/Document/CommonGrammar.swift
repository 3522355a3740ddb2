/// Sections that several documents share.
package enum CommonGrammar {
    package static let languages = [
        Key("zh-Hans", .text, "simplified Chinese; answers where another language is missing"),
        Key("zh-Hant", .text, "traditional Chinese"),
        Key("en", .text, "English"),
    ]

    package static let wording = Section("wording", "The same words in up to three languages.", languages)
}
