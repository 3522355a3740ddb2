import Phrasebook

/// The questions of one follow-up's form.
public struct FormSection: Sendable {
    public var title: String
    /// The follow-up the answers belong to, when it is not the one of the page.
    public var followUp: String?
    public var questions: [Question]

    public init(_ title: String, followUp: String? = nil, questions: [Question]) {
        (self.title, self.followUp, self.questions) = (title, followUp, questions)
    }

    /// `answer.q1`, or `answer.42.q1` for another follow-up.
    func name(_ question: String) -> String { (["answer"] + [followUp].compactMap(\.self) + [question]).joined(separator: ".") }
}

/// One field of a form, with what was answered so far.
public struct Question: Sendable {
    public enum Kind: Sendable {
        case text, longText
        case number(minimum: Double?, maximum: Double?, unit: String?)
        case date, dateTime
        /// Yes or no.
        case flag
        case choice([Option]), several([Option])
        /// Words from best to worst.
        case satisfaction([Option])
        /// Whole numbers from–to, with words at both ends.
        case scale(from: Int, to: Int, low: String?, high: String?)
        /// Known already: shown, not asked.
        case given(String)
    }

    public struct Option: Sendable {
        public var code: String
        public var title: String
        /// Turns red when chosen.
        public var isAlert: Bool

        public init(_ code: String, _ title: String, isAlert: Bool = false) { (self.code, self.title, self.isAlert) = (code, title, isAlert) }
    }

    public var id: String
    public var label: String
    /// Longer wording to read aloud.
    public var ask: String?
    public var kind: Kind
    public var isRequired: Bool
    /// Answered so far: codes, or the text; a flag is `true` or `false`.
    public var values: [String]
    /// Shown only when each of these fields has one of the codes.
    public var shownWhen: [String: [String]]

    public init(
        id: String, label: String, ask: String? = nil, kind: Kind, isRequired: Bool = false, values: [String] = [], shownWhen: [String: [String]] = [:]
    ) {
        (self.id, self.label, self.ask, self.kind) = (id, label, ask, kind)
        (self.isRequired, self.values, self.shownWhen) = (isRequired, values, shownWhen)
    }

    var value: String { values.first ?? "" }
}
