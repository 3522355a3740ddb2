import Domain

/// Who of the required people was reached so far, and who is missing.
public struct ReachStanding: Sendable, Hashable {
    /// One contact with somebody: of which post, and what came of it.
    public struct Made: Sendable, Hashable {
        public var post: String
        public var result: String
        public var meaning: ContactResult.Meaning
        /// Its record was given back: it counts no more.
        public var isReturned: Bool

        public init(post: String, result: String, meaning: ContactResult.Meaning, isReturned: Bool = false) {
            (self.post, self.result, self.meaning, self.isReturned) = (post, result, meaning, isReturned)
        }

        /// The person has spoken, if only to refuse.
        var settles: Bool { (meaning == .reached || meaning == .refused) && !isReturned }
    }

    public let rule: ReachRule
    public private(set) var reached: Set<String> = []
    public private(set) var vacant: Set<String> = []

    public init(_ rule: ReachRule, contacts: [Made]) {
        self.rule = rule
        for one in contacts { note(one) }
    }

    private mutating func note(_ one: Made) {
        guard rule.title(of: one.post) != nil else { return }
        if one.settles { reached.insert(one.post) }
        if one.result == ReachRule.vacantResult, rule.vacant == .notCounted { vacant.insert(one.post) }
    }

    public func adding(_ one: Made) -> ReachStanding {
        var next = self
        next.note(one)
        return next
    }

    /// In the order of the rule.
    public var missing: [CodeDefinition] { rule.posts.filter { !reached.contains($0.code) && !vacant.contains($0.code) } }

    /// Nobody is missing, and somebody was reached: a customer all of whose posts are vacant was not followed up.
    public var isComplete: Bool { missing.isEmpty && !reached.isEmpty }
}
