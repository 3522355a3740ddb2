import Domain
import Hummingbird
import Pages
import Storage

/// How somebody wants to be spoken to, known before anybody has signed in: from two cookies, else from what the browser says.
struct Manners: Sendable, Equatable {
    var language: Language
    var theme: PageChrome.Theme
    var singleKeys: Bool

    init(language: Language = .simplified, theme: PageChrome.Theme = .auto, singleKeys: Bool = true) {
        (self.language, self.theme, self.singleKeys) = (language, theme, singleKeys)
    }

    init(of request: Request) {
        let cookies = request.cookies
        let chosen = cookies[CookieName.language].flatMap { Language(rawValue: $0.value) }
        self.init(
            language: chosen ?? Self.language(accepting: request.headers[.acceptLanguage] ?? ""),
            theme: cookies[CookieName.theme].flatMap { PageChrome.Theme(rawValue: $0.value) } ?? .auto)
    }

    /// The language of ours that stands first in the browser's order (RFC 9110, 12.5.4). Chinese of Taiwan, Hong Kong and Macao is
    /// Traditional. Nothing known: Simplified.
    static func language(accepting header: String) -> Language {
        let wanted = header.prefix(400).split(separator: ",").prefix(20).enumerated().compactMap { place, part -> (Language, Double, Int)? in
            let pieces = part.split(separator: ";").map { String($0).trimmed.lowercased() }
            guard let tag = pieces.first, let language = ours(tag) else { return nil }
            let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            return weight > 0 ? (language, weight, place) : nil
        }
        return wanted.max { ($0.1, -$0.2) < ($1.1, -$1.2) }?.0 ?? .simplified
    }

    private static func ours(_ tag: String) -> Language? {
        let parts = tag.split(separator: "-")
        switch parts.first {
        case "en": return .english
        case "zh": return parts.dropFirst().contains { ["hant", "tw", "hk", "mo"].contains($0) } && !parts.contains("hans") ? .traditional : .simplified
        default: return nil
        }
    }
}

/// The cookies of the site. None carries anything about a person but the session's token.
enum CookieName {
    static let session = "huiyin_session"
    /// Ties a form to the browser that fetched it before there is a session.
    static let visit = "huiyin_visit"
    static let language = "huiyin_language"
    static let theme = "huiyin_theme"
    /// What was just done, said once on the next page.
    static let flash = "huiyin_flash"
}

extension Manners {
    /// As an account keeps them.
    init(_ preferences: AccountRows.Preferences) {
        self.init(
            language: preferences.language, theme: PageChrome.Theme(rawValue: preferences.theme.rawValue) ?? .auto, singleKeys: preferences.singleKeys)
    }

    var preferences: AccountRows.Preferences {
        AccountRows.Preferences(language: language, theme: AccountRows.Preferences.Theme(rawValue: theme.rawValue) ?? .auto, singleKeys: singleKeys)
    }
}
