/// A sentence with named places: `{name} reviewed it`. Never put together from pieces of sentences, since
/// each language orders them its own way. `{{` and `}}` are the braces themselves.
public struct Phrase: Sendable, Hashable {
    public enum Part: Sendable, Hashable {
        case words(String)
        case place(String)
    }

    public let parts: [Part]

    /// The names of the places, in the order they come.
    public var places: [String] {
        parts.compactMap { part in
            if case .place(let name) = part { name } else { nil }
        }
    }

    /// Reads the sentence; nil when a brace is left open or a place has no proper name.
    public init?(_ text: String) {
        var parts: [Part] = []
        var words = ""
        var rest = Substring(text)
        while let character = rest.popFirst() {
            switch (character, rest.first) {
            case ("{", "{"), ("}", "}"):
                words.append(character)
                rest.removeFirst()
            case ("{", _):
                guard let end = rest.firstIndex(of: "}") else { return nil }
                let name = rest[..<end]
                guard Self.isName(name) else { return nil }
                if !words.isEmpty { parts.append(.words(words)) }
                words = ""
                parts.append(.place(String(name)))
                rest = rest[rest.index(after: end)...]
            case ("}", _): return nil
            default: words.append(character)
            }
        }
        if !words.isEmpty { parts.append(.words(words)) }
        self.parts = parts
    }

    private static func isName(_ name: Substring) -> Bool {
        !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }

    /// The sentence with its places filled in. A place nobody filled shows its name in braces, to be seen.
    public func filled(_ values: (String) -> String?) -> String {
        var out = ""
        for part in parts {
            switch part {
            case .words(let words): out += words
            case .place(let name): out += values(name) ?? "{\(name)}"
            }
        }
        return out
    }
}
