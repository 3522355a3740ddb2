import Domain
import Phrasebook

/// Who is called.
public struct ConsolePerson: Sendable {
    /// For those who may read the whole history.
    public var id: String?
    public var line: PersonLine
    /// Hospital number, household code …
    public var numbers: [LabelledText]
    public var phones: [ConsolePhone]
    /// Preferred hours and consent, in a sentence.
    public var phoneNote: String?
    /// A refusal or status that bears on the call: refuses follow-ups, moved away, deceased.
    public var warnings: [String]

    public init(id: String?, line: PersonLine, numbers: [LabelledText] = [], phones: [ConsolePhone], phoneNote: String? = nil, warnings: [String] = []) {
        (self.id, self.line, self.numbers, self.phones) = (id, line, numbers, phones)
        (self.phoneNote, self.warnings) = (phoneNote, warnings)
    }
}

/// A number or address. Masked unless it was just revealed, which is a logged act.
public struct ConsolePhone: Sendable {
    public var id: String
    public var masked: String
    /// Whose it is: the person's own, a daughter's …
    public var owner: String
    public var revealed: String?
    public var isWrong: Bool

    public init(id: String, masked: String, owner: String, revealed: String? = nil, isWrong: Bool = false) {
        (self.id, self.masked, self.owner, self.revealed, self.isWrong) = (id, masked, owner, revealed, isWrong)
    }
}

/// What it is about: the stay, the repair.
public struct ConsoleMatter: Sendable {
    public var title: String
    public var facts: [LabelledText]

    public init(_ title: String, _ facts: [LabelledText]) { (self.title, self.facts) = (title, facts) }
}

/// A paragraph of guidance. `say` is read aloud; the others are for the caller.
public struct ScriptStep: Sendable {
    public enum Kind: Sendable { case before, say, never }
    public var kind: Kind
    public var text: String

    public init(_ kind: Kind, _ text: String) { (self.kind, self.text) = (kind, text) }
}

/// Another open follow-up of the same person that this contact may settle too.
public struct OtherFollowUp: Sendable {
    public var id: String
    public var title: String
    public var sla: SlaState
    public var isChosen: Bool

    public init(id: String, title: String, sla: SlaState, isChosen: Bool = false) {
        (self.id, self.title, self.sla, self.isChosen) = (id, title, sla, isChosen)
    }
}

/// Why the follow-up exists, in short; the explanation page says it all.
public struct ConsoleReason: Sendable {
    public var opens: Instant
    public var due: Instant
    public var event: String
    public var regulation: String
    public var clauses: [String]
    public var assignee: String?
    /// Tries and spacing of the ladder, in a sentence.
    public var ladder: String?

    public init(opens: Instant, due: Instant, event: String, regulation: String, clauses: [String], assignee: String? = nil, ladder: String? = nil) {
        (self.opens, self.due, self.event, self.regulation) = (opens, due, event, regulation)
        (self.clauses, self.assignee, self.ladder) = (clauses, assignee, ladder)
    }
}

/// What was kept of an unfinished entry.
public struct Draft: Sendable {
    public var savedAt: Instant?
    /// `occurredAt`, `callBackAt`, `note` … as they were entered.
    public var values: [String: String]

    public init(savedAt: Instant? = nil, values: [String: String] = [:]) { (self.savedAt, self.values) = (savedAt, values) }

    func value(_ name: String) -> String { values[name] ?? "" }
}

/// A signature that the regulation asks for: `signature.<by>.name` takes a typed name, `signature.<by>.strokes` what was drawn (JSON),
/// `signature.<by>.paper` is ticked when it was signed on paper.
public struct SignatureNeed: Sendable {
    public enum Level: Sendable { case typedName, drawn, paper }

    /// `customer`, `resident` …
    public var by: String
    public var title: String
    public var level: Level
    /// Only for some channels: in words.
    public var note: String?

    public init(by: String, title: String, level: Level, note: String? = nil) {
        (self.by, self.title, self.level, self.note) = (by, title, level, note)
    }
}

/// Something to know before calling: the reviewer's comment, a promise that falls due, an open complaint.
public struct ConsoleNotice: Sendable {
    public var tone: Tone
    public var title: String
    public var words: String
    public var address: String?

    public init(_ tone: Tone, _ title: String, _ words: String, address: String? = nil) {
        (self.tone, self.title, self.words, self.address) = (tone, title, words, address)
    }
}

/// How the contact may be made and how it may end.
public struct ContactChoices: Sendable {
    public struct Result: Sendable {
        public enum Extra: String, Sendable, CaseIterable { case callBackAt, nextOn, appointmentAt, reason }
        public var code: String
        public var title: String
        /// Alt and this digit choose it; nil beyond nine.
        public var key: Int?
        public var extras: [Extra]
        /// The form must be filled for this result.
        public var needsForm: Bool

        public init(_ code: String, _ title: String, key: Int? = nil, extras: [Extra] = [], needsForm: Bool = false) {
            (self.code, self.title, self.key, self.extras, self.needsForm) = (code, title, key, extras, needsForm)
        }
    }

    public var results: [Result]
    public var channels: [Choice]
    public var respondents: [Choice]
    /// Now is outside the contact hours of the regulation: a reason is asked, in this sentence's words.
    public var outsideHours: String?
    /// When the ladder forbids another attempt before this moment; the caller may still record a late entry.
    public var notBefore: Instant?

    public init(results: [Result], channels: [Choice], respondents: [Choice] = [], outsideHours: String? = nil, notBefore: Instant? = nil) {
        (self.results, self.channels, self.respondents) = (results, channels, respondents)
        (self.outsideHours, self.notBefore) = (outsideHours, notBefore)
    }
}
