import Domain

/// The name typed to sign in: compared without regard to case and to spaces around it.
enum SignInName {
    static let longest = 60

    static func normalized(_ typed: String) -> String {
        let inner = typed.drop(while: \.isWhitespace)
        let end = inner.lastIndex { !$0.isWhitespace }.map { inner.index(after: $0) } ?? inner.startIndex
        return String(inner[..<end].prefix(200)).lowercased()
    }

    /// What is wrong with a new name; empty when nothing is.
    static func findings(_ name: String) -> [Finding] {
        let place = Place(path: "signIn")
        guard (2...longest).contains(name.count) else {
            return [Finding(.error, "account.signInLength", at: place, ["least": "2", "most": String(longest)])]
        }
        let allowed: (Character) -> Bool = { $0.isLetter || $0.isNumber || "._-@".contains($0) }
        return name.allSatisfy(allowed) ? [] : [Finding(.error, "account.signInCharacters", at: place, ["value": name])]
    }
}
