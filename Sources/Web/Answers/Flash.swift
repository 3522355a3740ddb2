import Hummingbird
import Pages
import Phrasebook

/// What was just done, said once on the page that follows. It travels in a cookie as the key of a sentence and a number, never as text.
struct Flash: Sendable, Equatable {
    var tone: Tone
    var key: PhraseKey
    var count: Int?
    /// An act on many follow-ups that can be taken back.
    var undoes: Int64?

    init(_ tone: Tone, _ key: PhraseKey, count: Int? = nil, undoes: Int64? = nil) { (self.tone, self.key, self.count, self.undoes) = (tone, key, count, undoes) }

    init?(cookie: String) {
        let parts = cookie.split(separator: "!", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3 || parts.count == 4, let tone = Tone(rawValue: parts[0]), parts[1].hasPrefix("flash.") else { return nil }
        self.init(tone, PhraseKey(parts[1]), count: Int(parts[2]), undoes: parts.count == 4 ? Int64(parts[3]) : nil)
    }

    var cookie: String { "\(tone.rawValue)!\(key.text)!\(count.map(String.init) ?? "")" + (undoes.map { "!\($0)" } ?? "") }

    /// Nil when the catalogue has no such sentence: the cookie was not ours.
    func words(_ phrases: Phrases) -> PageChrome.Flash? {
        let values: [String: PhraseValue] = count.map { ["n": .number($0)] } ?? [:]
        return phrases.phrase(key, values) == nil ? nil : PageChrome.Flash(tone, phrases(key, values), undoes: undoes.map { String($0) })
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
