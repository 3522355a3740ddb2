import Domain
import RegulationEngine

/// Something that is done on a case.
public struct CaseAct: Sendable, Hashable {
    public enum Deed: Sendable, Hashable {
        case step(String)
        case pass(units: [String], task: String)
        /// The sheet of the person's department, or the case itself.
        case accept
        case giveBack
        case answer
        case decide(question: String, option: String)
        case classify(severity: String?, category: String?)
        case handOver(staff: String)
        case withdraw
        case merge(into: String)
        case split
        case reopen
    }

    /// Name of the event that opened the case.
    public var of: String
    public var by: String
    public var deed: Deed
    /// Note, reason or text.
    public var words: String?
    /// When it happened, where it is entered later.
    public var occurred: Instant?

    public init(of: String, by: String, deed: Deed, words: String? = nil, occurred: Instant? = nil) {
        (self.of, self.by, self.deed, self.words, self.occurred) = (of, by, deed, words, occurred)
    }
}

/// How a clock stands.
public struct ClockExpectation: Sendable, Hashable {
    public var of: String
    public var clock: String
    /// nil = the latest.
    public var round: Int?
    /// `none` = it has not begun.
    public var state: String?
    public var due: DueText?
    public var isLate: Bool?
    public var isProvisional: Bool?
    /// While it stands: `22 hours`, `3 workdays`.
    public var remaining: Period?
    public var replacedBy: String?
    /// Words and codes of its derivation.
    public var says: [String]

    public init(of: String, clock: String) { (self.of, self.clock, says) = (of, clock, []) }
}

/// What a clock made happen.
public struct ClockActExpectation: Sendable, Hashable {
    public var of: String
    public var clock: String
    public var kind: String?
    /// Role or person.
    public var to: String?
    public var due: DueText?
    public var done: DueText?
    /// nil = at least one.
    public var count: Int?

    public init(of: String, clock: String) { (self.of, self.clock) = (of, clock) }
}

/// Grammar of what is done on cases and expected of them.
package enum CaseScriptGrammar {
    package static let sections = [handle]
    package static let expectations = [clock, clockAct]

    package static let handle = Section("handle", "Something is done on the case that an event opened: exactly one of step, passTo, accept, giveBack, answer, decide, classify, handOver, withdraw, mergeInto, split, reopen.", [
        Key("of", .text, "name of the event", .required),
        Key("by", .text, "who", .required),
        Key("step", .text, "a step is taken: replied, awaitingMaterial, or one of the regulation's own"),
        Key("passTo", .oneOrMany(.text), "departments are asked; the first of them leads"),
        Key("accept", .flag, "the sheet of the person's department is accepted; where there is none, the case"),
        Key("giveBack", .flag, "the sheet of the person's department is given back"),
        Key("answer", .flag, "the sheet of the person's department is answered"),
        Key("decide", .text, "a decision of the case is made: its name"),
        Key("option", .text, "with decide: the answer chosen"),
        Key("classify", .flag, "severity or category is set"),
        Key("severity", .text, "with classify"),
        Key("category", .text, "with classify"),
        Key("handOver", .text, "somebody is asked to answer for it"),
        Key("withdraw", .flag, "it is withdrawn"),
        Key("mergeInto", .text, "it is merged into the case of this event"),
        Key("split", .flag, "it is a case of its own again"),
        Key("reopen", .flag, "it is opened again"),
        Key("words", .text, "note, reason, text"),
        Key("occurred", .moment, "when it happened, where it is entered later"),
    ])

    package static let clock = Section("expectedClock", "How a clock of a case stands.", [
        Key("of", .text, "name of the event", .required),
        Key("clock", .text, "the clock", .required),
        Key("round", .integer, "which round; left out = the latest"),
        Key("state", .word(["running", "paused", "stopped", "replaced", "dropped", "none"]), "state; none = it has not begun"),
        Key("due", .moment, "limit: a day (its end) or a moment"),
        Key("late", .flag, "stopped late"),
        Key("provisional", .flag, "decided with a year whose days are not known yet"),
        Key("remaining", .period, "while it stands: what remains"),
        Key("replacedBy", .text, "the clock that took its place"),
        Key("says", .oneOrMany(.text), "codes of steps of its derivation, or their arguments"),
    ])

    package static let clockAct = Section("expectedClockAct", "What a clock made happen.", [
        Key("of", .text, "name of the event", .required),
        Key("clock", .text, "the clock", .required),
        Key("kind", .word(ClockAction.Kind.allCases.map(\.rawValue)), "remind, inform or transfer"),
        Key("to", .text, "role, or person"),
        Key("due", .moment, "when it was due by the rule"),
        Key("done", .moment, "when it was done"),
        Key("count", .integer, "how many; left out = at least one"),
    ])
}

/// Reads them.
enum CaseScriptReading {
    static func act(_ value: DocumentValue) -> CaseAct? {
        guard let section = DocumentSection(value, as: CaseScriptGrammar.handle), let of = section.text("of"), let by = section.text("by") else { return nil }
        let keys = ["step", "passTo", "accept", "giveBack", "answer", "decide", "classify", "handOver", "withdraw", "mergeInto", "split", "reopen"]
        let named = keys.filter { section[$0] != nil }
        guard named.count == 1, let deed = deed(named[0], section) else { return value.reject("oneDeed") }
        return CaseAct(of: of, by: by, deed: deed, words: section.text("words"), occurred: section["occurred"]?.moment())
    }

    private static func deed(_ key: String, _ section: DocumentSection) -> CaseAct.Deed? {
        switch key {
        case "step": section.text("step").map { .step($0) }
        case "passTo": .pass(units: section.texts("passTo"), task: section.text("words") ?? "to be looked into")
        case "accept": .accept
        case "giveBack": .giveBack
        case "answer": .answer
        case "decide": section.text("decide").flatMap { question in section.text("option").map { .decide(question: question, option: $0) } }
        case "classify": .classify(severity: section.text("severity"), category: section.text("category"))
        case "handOver": section.text("handOver").map { .handOver(staff: $0) }
        case "withdraw": .withdraw
        case "mergeInto": section.text("mergeInto").map { .merge(into: $0) }
        case "split": .split
        default: .reopen
        }
    }

    static func clock(_ value: DocumentValue) -> ClockExpectation? {
        guard let section = DocumentSection(value, as: CaseScriptGrammar.clock), let of = section.text("of"), let clock = section.text("clock") else { return nil }
        var expected = ClockExpectation(of: of, clock: clock)
        (expected.round, expected.state) = (section["round"]?.integer(), section["state"]?.word(in: ["running", "paused", "stopped", "replaced", "dropped", "none"]))
        (expected.due, expected.isLate, expected.isProvisional) = (section["due"]?.due(), section["late"]?.flag(), section["provisional"]?.flag())
        (expected.remaining, expected.replacedBy, expected.says) = (section["remaining"]?.period(), section.text("replacedBy"), section.texts("says"))
        return expected
    }

    static func clockAct(_ value: DocumentValue) -> ClockActExpectation? {
        guard let section = DocumentSection(value, as: CaseScriptGrammar.clockAct), let of = section.text("of"), let clock = section.text("clock") else { return nil }
        var expected = ClockActExpectation(of: of, clock: clock)
        (expected.kind, expected.to) = (section["kind"]?.word(in: ClockAction.Kind.allCases.map(\.rawValue)), section.text("to"))
        (expected.due, expected.done, expected.count) = (section["due"]?.due(), section["done"]?.due(), section["count"]?.integer())
        return expected
    }
}
