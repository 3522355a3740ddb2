import Domain
import Phrasebook

/// One follow-up in the list.
public struct QueueRow: Sendable {
    /// Who holds the follow-up for the moment, so that two people do not call the same person.
    public struct Claim: Sendable {
        public var by: String
        public var until: Instant
        public var isMine: Bool

        public init(by: String, until: Instant, isMine: Bool) { (self.by, self.until, self.isMine) = (by, until, isMine) }
    }

    public var id: String
    public var person: PersonLine
    /// The rule's title.
    public var title: String
    /// What the matter is, and where: the second line.
    public var details: [String]
    public var sla: SlaState
    public var marks: WindowMarks
    public var maxAttempts: Int?
    /// The last result in words, and when.
    public var lastResult: String?
    /// What stands in the way of the next attempt: the limit is reached, too soon since the last one.
    public var hint: String?
    public var assignee: String?
    public var claim: Claim?

    public init(
        id: String, person: PersonLine, title: String, details: [String] = [], sla: SlaState, marks: WindowMarks, maxAttempts: Int? = nil,
        lastResult: String? = nil, hint: String? = nil, assignee: String? = nil, claim: Claim? = nil
    ) {
        (self.id, self.person, self.title, self.details, self.sla, self.marks) = (id, person, title, details, sla, marks)
        (self.maxAttempts, self.lastResult, self.hint, self.assignee, self.claim) = (maxAttempts, lastResult, hint, assignee, claim)
    }

    var isHeldByOther: Bool { claim.map { !$0.isMine } ?? false }

    var mayBeClaimed: Bool {
        if isHeldByOther || marks.isSettled { return false }
        return true
    }
}

/// Who it is, in a line or two: name, sex and age, masked phone, tags.
public struct PersonLine: Sendable {
    public enum Sex: String, Sendable { case female, male }

    public var name: String
    public var sex: Sex?
    public var age: Int?
    /// Masked: `199****0001`.
    public var phone: String?
    /// Whose phone it is, when not the person's own.
    public var phoneOf: String?
    public var tags: [Tag]

    public init(_ name: String, sex: Sex? = nil, age: Int? = nil, phone: String? = nil, phoneOf: String? = nil, tags: [Tag] = []) {
        (self.name, self.sex, self.age, self.phone, self.phoneOf, self.tags) = (name, sex, age, phone, phoneOf, tags)
    }

    /// Sex and age in words; empty when neither is known.
    func about(_ p: Phrases) -> String {
        let age = self.age.map { p("person.age", ["n": .number($0)]) }
        guard let sex else { return age ?? "" }
        let word = p(sex == .female ? "person.female" : "person.male")
        return age.map { p("person.sexAge", ["sex": .text(word), "age": .text($0)]) } ?? word
    }
}
