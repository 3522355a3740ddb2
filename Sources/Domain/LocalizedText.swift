/// A language of the interface.
public enum Language: String, CaseIterable, Sendable, Hashable, Codable {
    case simplified = "zh-Hans"
    case traditional = "zh-Hant"
    case english = "en"
}

/// The same wording in up to three languages; `zh-Hans` is the one that always answers when another is missing.
public struct LocalizedText: Sendable, Hashable, Codable {
    public var simplified: String?
    public var traditional: String?
    public var english: String?

    public init(simplified: String? = nil, traditional: String? = nil, english: String? = nil) {
        (self.simplified, self.traditional, self.english) = (simplified, traditional, english)
    }

    /// The wording in `language`, else the nearest other: Chinese for Chinese, then English, then whatever there is.
    public func text(in language: Language) -> String {
        switch language {
        case .simplified: simplified ?? traditional ?? english ?? ""
        case .traditional: traditional ?? simplified ?? english ?? ""
        case .english: english ?? simplified ?? traditional ?? ""
        }
    }
}
