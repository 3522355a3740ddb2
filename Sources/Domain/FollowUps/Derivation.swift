/// How a moment was reached, step by step; the phrasebook says each step in words (`derivation.<code>`).
public struct DerivationStep: Sendable, Hashable, Codable {
    /// `start`, `budget`, `monthEnd`, `skippedHoliday`, `skippedWeekend`, `makeUpWorkday`, `rolledFrom`, `paused`, `provisionalYear`, `earlierOf`, `clause` …
    public var code: String
    public var arguments: [String: String]

    public init(_ code: String, _ arguments: [String: String] = [:]) {
        (self.code, self.arguments) = (code, arguments)
    }
}

public struct Derivation: Sendable, Hashable, Codable {
    public var steps: [DerivationStep]
    public init(_ steps: [DerivationStep] = []) { self.steps = steps }
}
