import Hummingbird
import Pages
import Phrasebook

/// What was just done, said once on the page that follows. It travels in a cookie as the key of a sentence and a number, never as text.
struct Flash: Sendable, Equatable {
    var tone: Tone
    var key: PhraseKey
    var count: Int?

    init(_ tone: Tone, _ key: PhraseKey, count: Int? = nil) { (self.tone, self.key, self.count) = (tone, key, count) }

    init?(cookie: String) {
        let parts = cookie.split(separator: "!", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let tone = Tone(rawValue: parts[0]), parts[1].hasPrefix("flash.") else { return nil }
        self.init(tone, PhraseKey(parts[1]), count: Int(parts[2]))
    }

    var cookie: String { "\(tone.rawValue)!\(key.text)!\(count.map(String.init) ?? "")" }

    /// Nil when the catalogue has no such sentence: the cookie was not ours.
    func words(_ phrases: Phrases) -> PageChrome.Flash? {
        let values: [String: PhraseValue] = count.map { ["n": .number($0)] } ?? [:]
        return phrases.phrase(key, values) == nil ? nil : PageChrome.Flash(tone, phrases(key, values))
    }
}

extension Response {
    /// The same answer, with a word about what was done.
    func saying(_ flash: Flash, _ cookies: SiteCookies) -> Response {
        var response = self
        response.setCookie(cookies.flash(flash.cookie))
        return response
    }
}
