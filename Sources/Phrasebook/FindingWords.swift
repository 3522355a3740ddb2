import Domain

extension Phrases {
    /// What is wrong, in a sentence: `finding.<code>` with the finding's arguments.
    public func sentence(_ finding: Finding) -> String {
        filled(PhraseKey("finding." + finding.code), finding.arguments)
    }

    /// What to do about it: `finding.<code>.remedy`; empty when the catalogue knows no remedy.
    public func remedy(_ finding: Finding) -> String {
        let key = PhraseKey("finding." + finding.code + ".remedy")
        return phrase(key) == nil ? "" : filled(key, finding.arguments)
    }

    /// A step of a derivation in a sentence: `derivation.<code>` with the step's arguments.
    public func sentence(_ step: DerivationStep) -> String {
        filled(PhraseKey("derivation." + step.code), step.arguments)
    }

    private func filled(_ key: PhraseKey, _ arguments: [String: String]) -> String {
        self(key, arguments.mapValues(PhraseValue.text))
    }
}
