import Domain

/// One attempt as the ladder sees it.
public struct AttemptFacts: Sendable, Hashable {
    public var channel: ContactChannel
    public var at: Instant
    public var meaning: ContactResult.Meaning
    /// The time that was agreed, when the party asked to be called back.
    public var callBackAt: Instant?

    public init(channel: ContactChannel, at: Instant, meaning: ContactResult.Meaning, callBackAt: Instant? = nil) {
        (self.channel, self.at, self.meaning, self.callBackAt) = (channel, at, meaning, callBackAt)
    }

    /// A try that reached nobody. Who answered and asked for another time, or answered in part, uses up no try.
    var isFailedTry: Bool { meaning == .notReached || meaning == .wrongContactPoint }
}

/// Where a follow-up stands on its ladder of channels.
public struct LadderPosition: Sendable, Hashable {
    public struct Step: Sendable, Hashable {
        /// Why a channel may or may not be used now.
        public enum Verdict: Sendable, Hashable {
            case allowed
            /// An earlier step has tries left: `channel`, `left`.
            case notYet(channel: ContactChannel, triesLeft: Int)
            /// Its tries are used up.
            case usedUp
            /// Its condition does not hold (severity, population, result).
            case notForThis
            /// Only from this follow-up of the event on.
            case fromNth(Int)
            /// Whether it applies is unknown, as the event does not say this attribute.
            case undecided(attribute: String)
        }

        public var channel: ContactChannel
        public var verdict: Verdict
        public var triesUsed: Int
        /// nil = no limit.
        public var triesAllowed: Int?
        public var basis: Basis
    }

    public var steps: [Step]
    /// The step to take now: the first that is allowed; nil when none is.
    public var current: Int?
    /// Not before this moment: spacing, another day, or the agreed time. nil = at once.
    public var notBefore: Instant?
    /// Why it has to wait: `ladder.wait.<reason>`.
    public var wait: Wait?
    /// Every step that applies has used up its tries: lost, once whoever must agree has agreed.
    public var isUsedUp: Bool
    public var lostAgreedBy: AssigneeSource?

    public enum Wait: String, Sendable, Hashable, Codable, CaseIterable { case spacing, anotherDay, agreedTime }

    public var channel: ContactChannel? { current.map { steps[$0].channel } }
    /// Channels that may be used now, each once.
    public var allowed: [ContactChannel] {
        var seen: Set<ContactChannel> = []
        return steps.filter { $0.verdict == .allowed }.map(\.channel).filter { seen.insert($0).inserted }
    }

    /// What is said of a channel: the verdict of its first step that is not used up; nil when the rule does not name it.
    public func verdict(of channel: ContactChannel) -> Step.Verdict? {
        let steps = steps.filter { $0.channel == channel }
        return (steps.first { $0.verdict == .allowed } ?? steps.first { $0.verdict != .usedUp } ?? steps.first)?.verdict
    }
}
