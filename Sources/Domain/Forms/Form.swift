/// A form of a regulation: the fields to ask or fill, in order.
public struct Form: Sendable, Hashable {
    public var id: String
    public var title: LocalizedText
    public var fields: [FormField]
    /// Number of the printed form, where it has one.
    public var code: String?
    /// What stands in the boxes above the fields on paper, in order; empty = what is usual.
    public var head: [String]
    /// Small print under the form.
    public var note: LocalizedText?

    public init(id: String, title: LocalizedText, fields: [FormField], code: String? = nil, head: [String] = [], note: LocalizedText? = nil) {
        (self.id, self.title, self.fields) = (id, title, fields)
        (self.code, self.head, self.note) = (code, head, note)
    }

    public func field(_ id: String) -> FormField? { fields.first { $0.id == id } }
}

public struct FormField: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case text, longText, number, quantity, date, dateTime, flag, choice, several, satisfaction, scale, staff, given, promise
    }

    public var id: String
    public var label: LocalizedText
    /// Longer wording to read aloud, if it differs from the label.
    public var ask: LocalizedText?
    public var kind: Kind
    public var options: [FieldOption]
    public var unit: LocalizedText?
    /// Bounds of `number`, `quantity`, `scale`.
    public var minimum: Double?
    public var maximum: Double?
    public var requirement: Requirement
    /// Shown only when every one of these answers is given: field id → codes, any of which fits.
    public var shownWhen: [String: [String]]
    public var isSensitive: Bool
    /// Lines to write on, on paper; nil = as the kind of answer needs.
    public var lines: Int?
    public var clauses: [String]

    public enum Requirement: String, Sendable, Hashable, Codable { case optional, required }

    public init(
        id: String, label: LocalizedText, ask: LocalizedText? = nil, kind: Kind, options: [FieldOption] = [], unit: LocalizedText? = nil,
        minimum: Double? = nil, maximum: Double? = nil, requirement: Requirement = .optional, shownWhen: [String: [String]] = [:],
        isSensitive: Bool = false, lines: Int? = nil, clauses: [String] = []
    ) {
        (self.id, self.label, self.ask, self.kind, self.options) = (id, label, ask, kind, options)
        (self.unit, self.minimum, self.maximum, self.requirement) = (unit, minimum, maximum, requirement)
        (self.shownWhen, self.isSensitive, self.lines, self.clauses) = (shownWhen, isSensitive, lines, clauses)
    }
}

/// An option of a choice.
public struct FieldOption: Sendable, Hashable {
    public var code: String
    public var label: LocalizedText
    public var isAlert: Bool
    /// Satisfaction options: true counts as satisfied, false as not, nil stays out of the base (not rated).
    public var isSatisfied: Bool?

    public init(code: String, label: LocalizedText, isAlert: Bool = false, isSatisfied: Bool? = nil) {
        (self.code, self.label, self.isAlert, self.isSatisfied) = (code, label, isAlert, isSatisfied)
    }
}

/// An answer to one field.
public enum Answer: Sendable, Hashable {
    case code(String)
    case codes([String])
    case number(Double)
    case text(String)
    case flag(Bool)
    case day(LocalDay)
    case instant(Instant)
}
