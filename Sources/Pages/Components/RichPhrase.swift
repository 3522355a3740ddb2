import Phrasebook

extension Phrases {
    /// A sentence whose places take pieces of a page: a link, a badge, a number in bold.
    func html(_ key: PhraseKey, _ values: [String: HTML]) -> HTML {
        guard let phrase = phrase(key) else { return HTML(text: self(key)) }
        return each(phrase.parts) { part in
            switch part {
            case .words(let words): HTML(text: words)
            case .place(let name): values[name] ?? HTML(text: "{\(name)}")
            }
        }
    }
}
